namespace Capacity.Cli.Tests.Commands;

public class ImportCommandTests
{
    [Fact]
    public async Task Reports_broken_rows_and_uses_the_others()
    {
        var file = CommandLine.Temporary("history.csv");
        await File.WriteAllTextAsync(file, "start;count\n16/03/2020 08:00;5\n16/03/2020 08:30;x\n16/03/2020 09:00;7\n16/03/2020 09:30;-1\n16/03/2020 10:00;7\n");
        var outcome = await CommandLine.RunAsync("import", file, "--dry-run", "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        var report = outcome.Json.GetProperty("report");
        report.GetProperty("used").GetInt32().ShouldBe(3);
        report.GetProperty("issues").EnumerateArray().Where(issue => issue.GetProperty("line").GetInt32() > 0)
            .Select(issue => (issue.GetProperty("kind").GetString(), issue.GetProperty("line").GetInt32(), issue.GetProperty("column").GetInt32()))
            .ShouldBe([("unparsable", 3, 18), ("negative", 5, 18)]);
    }

    [Fact]
    public async Task Refuses_a_file_without_a_usable_row()
    {
        var file = CommandLine.Temporary("history.csv");
        await File.WriteAllTextAsync(file, "hello\nworld\n");
        var outcome = await CommandLine.RunAsync("import", file);
        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("line 1, column 1");
        outcome.Error.ShouldContain("nothing was changed");
    }

    [Fact]
    public async Task Refuses_a_file_that_is_not_there()
    {
        var outcome = await CommandLine.RunAsync("import", "/nowhere/history.csv");
        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("/nowhere/history.csv: there is no such file.");
    }

    [Fact]
    public async Task Says_what_it_needs_to_reach_an_instance()
    {
        var file = CommandLine.Temporary("history.csv");
        await File.WriteAllTextAsync(file, "start,count\n2020-03-16 08:00,5\n2020-03-16 08:30,7\n");
        (await CommandLine.RunAsync("import", file, "--url", "http://127.0.0.1:9")).ExitCode.ShouldBe(2);
        var outcome = await CommandLine.RunAsync("import", file, "--url", "http://127.0.0.1:9", "--queue", "q");
        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("CAPACITY_KEY");
    }
}
