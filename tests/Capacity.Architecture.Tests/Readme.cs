using System.Text.RegularExpressions;

namespace Capacity.Architecture.Tests;

public partial class Readme
{
    private static readonly string[] CommandsOfCli = ["queue", "simulate", "forecast", "recommend", "replay", "import", "sample", "schema", "backup", "restore"];

    [Fact]
    public void Every_path_in_a_command_exists()
    {
        var missing = Commands().SelectMany(command => PathArguments().Matches(command)).Select(match => match.Groups["path"].Value)
            .Where(path => !Path.Exists(Path.Combine(Repository.Root.FullName, path)));

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_command_of_capacity_exists()
    {
        var verbs = Commands().SelectMany(command => CapacityVerbs().Matches(command)).Select(match => match.Groups["verb"].Value);

        verbs.Except(CommandsOfCli).ShouldBeEmpty();
    }

    [Fact]
    public void It_is_short_and_says_how_to_start_and_how_to_test()
    {
        Text().Split('\n').Length.ShouldBeLessThanOrEqualTo(121);
        Commands().ShouldContain(command => command.StartsWith("dotnet run --project dashboard", StringComparison.Ordinal));
        Commands().ShouldContain(command => command.StartsWith("dotnet test Capacity.sln", StringComparison.Ordinal));
    }

    private static string Text() => File.ReadAllText(Path.Combine(Repository.Root.FullName, "README.md"));

    private static IEnumerable<string> Commands() =>
        Fences().Matches(Text()).SelectMany(fence => fence.Groups["body"].Value.Split('\n')).Select(line => line.Trim().TrimStart('$', ' '))
            .Where(line => line.Length > 0 && !line.StartsWith('#'));

    [GeneratedRegex(@"^```(?:sh|bash|console|shell)?[ \t]*\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"(?:--project\s+|dotnet (?:test|build)\s+|bash\s+|docker compose -f\s+)(?<path>[\w./-]+)")]
    private static partial Regex PathArguments();

    [GeneratedRegex(@"(?:^capacity|Capacity\.Cli(?: -c Release)? --)\s+(?<verb>[a-z]+)")]
    private static partial Regex CapacityVerbs();
}
