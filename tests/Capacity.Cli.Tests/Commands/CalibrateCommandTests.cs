using System.Text.Json;

namespace Capacity.Cli.Tests.Commands;

public class CalibrateCommandTests
{
    [Fact]
    public async Task What_simulate_writes_calibrates_the_scenario_from_which_it_came()
    {
        var folder = Path.GetDirectoryName(CommandLine.Temporary("x"))!;
        var (scenario, events, target) = (Path.Combine(folder, "scenario.json"), Path.Combine(folder, "events.csv"), Path.Combine(folder, "calibrated.json"));
        (await CommandLine.RunAsync("sample", folder)).ExitCode.ShouldBe(0);
        (await CommandLine.RunAsync("simulate", scenario, "--replications", "1", "--events", events, "--events-sample", "0.3")).ExitCode.ShouldBe(0);
        var run = await CommandLine.RunAsync("calibrate", events, "--scenario", scenario, "--out", target, "--replications", "2", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        var refund = JsonDocument.Parse(run.Output).RootElement.GetProperty("estimates").GetProperty("queues").EnumerateArray().Single(queue => queue.GetProperty("queue").GetString() == "refund-voice");
        var patience = refund.GetProperty("patience");
        patience.GetProperty("meanSeconds").GetProperty("value").GetDouble().ShouldBe(180, 12);
        patience.GetProperty("meanOfAbandonedSeconds").GetDouble().ShouldBeLessThan(120);
        refund.GetProperty("redial").GetProperty("probability").GetProperty("value").GetDouble().ShouldBe(0.5, 0.05);
        var replay = JsonDocument.Parse(run.Output).RootElement.GetProperty("replay").GetProperty("queues").EnumerateArray().First();
        replay.GetProperty("week").EnumerateArray().Select(figure => figure.GetProperty("name").GetString())
            .ShouldBe(["offered", "abandonmentRate", "serviceLevelOfOffered", "averageSpeedOfAnswer"]);
        JsonDocument.Parse(await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken)).RootElement.GetProperty("calibrated").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_history_of_counts_is_refused_with_the_columns_that_are_missing()
    {
        var history = CommandLine.Temporary("history.csv");
        await File.WriteAllTextAsync(history, "start,calls\n2020-03-16 09:00,4\n", TestContext.Current.CancellationToken);
        var run = await CommandLine.RunAsync("calibrate", history);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("no column 'outcome'");
    }

    [Fact]
    public async Task A_file_to_write_needs_a_scenario_to_start_from() =>
        (await CommandLine.RunAsync("calibrate", "log.csv", "--out", "x.json")).ExitCode.ShouldBe(2);
}
