using System.Reflection;

namespace Capacity.ActorRuntime.Tests;

public class Surface
{
    private static readonly Assembly Runtime = typeof(EmbeddedActorRuntimeExtensions).Assembly;

    private static readonly string[] Used =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "orleans-surface.txt")).Where(line => !line.StartsWith('#')).ToArray();

    private static IEnumerable<Type> OrleansTypes =>
        Runtime.GetExportedTypes().Where(type => type.Namespace is { } name && (name == "Orleans" || name.StartsWith("Orleans.", StringComparison.Ordinal)));

    [Fact]
    public void Every_public_member_in_a_namespace_of_Orleans_is_a_member_of_Orleans()
    {
        var listed = Used.Select(WithoutAssembly).ToHashSet();

        var ours = OrleansTypes.SelectMany(type => SurfaceText.MembersOf(type).Select(member => $"{SurfaceText.NameOf(type)} | {member}"));

        ours.Where(member => !listed.Contains(member)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_public_type_in_a_namespace_of_Orleans_is_of_the_same_kind_there()
    {
        var headers = Used.Select(WithoutAssembly).Select(line => line.Split(" | ", 2)).Where(line => line[1].StartsWith('('))
            .ToDictionary(line => line[0], line => line[1]);

        foreach (var type in OrleansTypes)
        {
            headers.ShouldContainKey(SurfaceText.NameOf(type));
            var header = headers[SurfaceText.NameOf(type)].Trim('(', ')').Split(" : ", 2);
            SurfaceText.KindOf(type).ShouldBe(header[0], SurfaceText.NameOf(type));
            var bases = header.Length == 2 ? SurfaceText.SplitList(header[1]) : [];
            SurfaceText.BasesOf(type).Except(bases).ShouldBeEmpty(SurfaceText.NameOf(type));
        }
    }

    [Fact]
    public void The_copy_of_the_surface_lists_nothing_that_is_unused()
    {
        var types = OrleansTypes.Select(SurfaceText.NameOf).ToHashSet();

        Used.Select(WithoutAssembly).Select(line => line.Split(" | ", 2)[0]).Where(type => !types.Contains(type)).ShouldBeEmpty();
    }

    [Fact]
    public void The_copy_of_the_surface_agrees_with_the_surface_of_Orleans()
    {
        var whole = Above("../shared/data/orleans-10.4-surface.txt");
        // No package brings it: its absence is a skip even where everything that can be installed must be there.
        if (whole is null) Assert.Skip("../shared/data/orleans-10.4-surface.txt is not on this machine");

        Used.Except(File.ReadAllLines(whole)).ShouldBeEmpty();
    }

    [Fact]
    public void Beside_the_namespaces_of_Orleans_only_the_registration_is_public()
    {
        Runtime.GetExportedTypes().Except(OrleansTypes).Select(type => type.Name).Order()
            .ShouldBe([nameof(EmbeddedActorRuntimeExtensions), nameof(EmbeddedActorRuntimeOptions)]);
    }

    private static string WithoutAssembly(string line) => line[(line.IndexOf(" | ", StringComparison.Ordinal) + 3)..];

    private static string? Above(string relative)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var path = Path.GetFullPath(Path.Combine(directory.FullName, relative));
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
