namespace Capacity.Architecture.Tests;

public class Projects
{
    private static readonly string[] Pure = ["Numerics", "Domain", "Forecasting", "Simulation", "Planning"];

    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Numerics"] = [],
        ["Domain"] = ["Numerics"],
        ["Forecasting"] = ["Domain", "Numerics"],
        ["Simulation"] = ["Domain", "Numerics"],
        ["Planning"] = ["Simulation", "Forecasting", "Domain", "Numerics"],
        ["ActorRuntime"] = [],
        ["Contracts"] = ["Domain", "ActorRuntime"],
        ["Storage"] = ["Domain"],
        ["Grains"] = ["Contracts", "Storage", "ActorRuntime", .. Pure],
        ["Ingest"] = ["Contracts", "Domain"],
        ["Hosting"] = ["ActorRuntime", "Contracts", "Storage", "Grains", "Ingest"],
        ["Silo"] = ["Hosting"],
        ["Cli"] = ["Storage", .. Pure],
        ["Dashboard"] = ["Hosting", "Contracts", "Domain"],
        ["Benchmarks"] = ["Cli"],
    };

    public static TheoryData<string> Programs => [.. MayReference.Keys];

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_project_references_only_what_lies_below_it(string name)
    {
        References(Repository.Projects[$"Capacity.{name}"]).Except(MayReference[name]).ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_has_its_place()
    {
        Repository.Projects.Keys.Where(name => !name.EndsWith(".Tests", StringComparison.Ordinal))
            .Except(MayReference.Keys.Select(name => $"Capacity.{name}")).ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root.FullName, "Capacity.sln"));

        Repository.Projects.Values.Where(project => !solution.Contains(project.Name, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_actor_runtime_names_packages_of_Orleans()
    {
        Repository.Projects.Where(project => File.ReadAllText(project.Value.FullName).Contains("Microsoft.Orleans", StringComparison.Ordinal))
            .Select(project => project.Key).ShouldBe(["Capacity.ActorRuntime"]);
    }

    [Fact]
    public void Numerics_needs_no_package()
    {
        Repository.Items(Repository.Projects["Capacity.Numerics"], "PackageReference").ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_composition_and_the_cluster_fixture_know_which_actor_runtime_is_there()
    {
        const string symbol = "ACTOR_" + "RUNTIME_";

        Repository.Files("*.cs").Where(file => File.ReadAllText(file.FullName).Contains(symbol, StringComparison.Ordinal))
            .Select(file => file.Name).Order().ShouldBe(["ActorRuntimeComposition.cs", "ClusterFixture.cs"]);
    }

    [Fact]
    public void Grains_stay_on_their_scheduler()
    {
        var grains = Repository.Projects["Capacity.Grains"].DirectoryName!;

        Repository.Files("*.cs").Where(file => file.FullName.StartsWith(grains, StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file.FullName).Contains("ConfigureAwait(false)", StringComparison.Ordinal))
            .Select(file => file.Name).ShouldBeEmpty();
    }

    private static IEnumerable<string> References(FileInfo project) =>
        Repository.Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))["Capacity.".Length..]);
}
