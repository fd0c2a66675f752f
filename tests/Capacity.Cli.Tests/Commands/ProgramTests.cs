namespace Capacity.Cli.Tests.Commands;

public class ProgramTests
{
    [Theory]
    [InlineData]
    [InlineData("conjure")]
    [InlineData("simulate")]
    public async Task Answers_wrong_usage_with_2_and_a_hint(params string[] arguments)
    {
        var outcome = await CommandLine.RunAsync(arguments);
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("--help");
    }

    [Fact]
    public async Task Prints_the_schema_and_nothing_else()
    {
        var outcome = await CommandLine.RunAsync("schema");
        outcome.ExitCode.ShouldBe(0);
        outcome.Json.GetProperty("title").GetString().ShouldBe("Capacity scenario");
    }

    [Fact]
    public async Task Lists_its_commands()
    {
        var outcome = await CommandLine.RunAsync("--help");
        outcome.ExitCode.ShouldBe(0);
        foreach (var command in new[] { "queue", "simulate", "forecast", "import", "sample", "schema", "replay", "compare", "bridge", "backtest", "recommend" })
            outcome.Output.ShouldContain(command);
    }

    /// <summary>The value of an option is called by what it is, not by the option's name again.</summary>
    [Fact]
    public async Task Its_help_says_what_every_option_takes()
    {
        var listed = (await CommandLine.RunAsync("--help")).Output;
        var commands = listed[listed.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1)
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]).ToList();
        commands.Count.ShouldBeGreaterThan(15);
        foreach (var command in commands)
            (await CommandLine.RunAsync(command, "--help")).Output.ShouldNotMatch(@"--([a-z-]+) <\1>", command);
    }
}
