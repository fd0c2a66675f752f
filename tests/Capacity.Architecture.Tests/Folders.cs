namespace Capacity.Architecture.Tests;

public class Folders
{
    private static readonly string[] TopLevel =
    [
        "src", "tests", "dashboard", "Capacity.sln", "docker-compose.yml", "README.md", "LICENSE", "Directory.Build.props",
        "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config", ".editorconfig", ".gitignore",
        ".gitattributes", ".dockerignore", ".ci", ".github", ".config",
    ];

    // What git, editors and the programs themselves leave there, all of it ignored by git.
    private static readonly string[] Ignored = [".git", ".vs", ".idea", "bin", "obj", "data", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static readonly string[] Shapeless = ["Common", "Core", "Helpers", "Utils", "Managers", "Services"];

    [Fact]
    public void The_top_level_holds_what_belongs_there_and_nothing_else()
    {
        Repository.Root.EnumerateFileSystemInfos().Select(entry => entry.Name).Except(TopLevel).Except(Ignored).ShouldBeEmpty();
    }

    [Fact]
    public void Folders_are_nouns_of_the_field()
    {
        Repository.Folders().Where(folder => Shapeless.Contains(folder.Name, StringComparer.OrdinalIgnoreCase))
            .Select(folder => folder.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void Files_stay_readable()
    {
        const int longest = 300;
        const int longestOfNumerics = 600;
        string[] numerics = [Repository.Projects["Capacity.Numerics"].DirectoryName!, Repository.Projects["Capacity.Simulation"].DirectoryName!];

        Repository.Files("*.cs")
            .Where(file => File.ReadLines(file.FullName).Count()
                > (numerics.Any(folder => file.FullName.StartsWith(folder, StringComparison.Ordinal)) ? longestOfNumerics : longest))
            .Select(file => file.FullName).ShouldBeEmpty();
    }
}
