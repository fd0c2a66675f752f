using System.Xml.Linq;

namespace Capacity.Architecture.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Unkept = ["bin", "obj", "data", "TestResults", "BenchmarkDotNet.Artifacts", "node_modules"];

    public static DirectoryInfo Root { get; } = FindRoot();

    /// <summary>Every project by name.</summary>
    public static IReadOnlyDictionary<string, FileInfo> Projects { get; } =
        Files("*.csproj").ToDictionary(file => Path.GetFileNameWithoutExtension(file.Name));

    /// <summary>The files of src, tests and dashboard that git keeps.</summary>
    public static IEnumerable<FileInfo> Files(string pattern) =>
        Folders().Prepend(Root).SelectMany(folder => folder.EnumerateFiles(pattern));

    /// <summary>The folders below src, tests and dashboard that git keeps, with these three.</summary>
    public static IEnumerable<DirectoryInfo> Folders() =>
        new[] { "src", "tests", "dashboard" }.Select(name => new DirectoryInfo(Path.Combine(Root.FullName, name))).SelectMany(WithBelow);

    /// <summary>The names of what a project includes under this item name.</summary>
    public static IEnumerable<string> Items(FileInfo project, string item) =>
        XDocument.Load(project.FullName).Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>()
            .SelectMany(include => include.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static IEnumerable<DirectoryInfo> WithBelow(DirectoryInfo folder) =>
        folder.EnumerateDirectories().Where(below => !Unkept.Contains(below.Name) && !below.Name.StartsWith('.')).SelectMany(WithBelow).Prepend(folder);

    private static DirectoryInfo FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Capacity.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"No Capacity.sln lies above {AppContext.BaseDirectory}.");
    }
}
