namespace Capacity.Cli.Tests.Commands;

/// <summary>The worked example through the whole line: sample, simulate, compare, import, forecast.</summary>
public class SampleTests(SampleFolder sample) : IClassFixture<SampleFolder>
{
    [Fact]
    public async Task Simulates_the_example_that_it_wrote()
    {
        var outcome = await CommandLine.RunAsync("simulate", In("scenario.json"), "--replications", "2", "--json", "--out", In("out"));
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Json.GetProperty("queues").GetArrayLength().ShouldBe(12);
        (outcome.Figure("contacts") / 2).ShouldBeInRange(200_000, 400_000);
        outcome.Json.GetProperty("probabilityGoalMet").GetProperty("weeks").GetArrayLength().ShouldBe(13);
        File.Exists(In("out/result.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Generates_an_operation_of_the_size_that_was_asked_for()
    {
        (await CommandLine.RunAsync("sample", "generated", In("invented"), "--queues", "6", "--teams", "3", "--weeks", "2")).ExitCode.ShouldBe(0);
        var outcome = await CommandLine.RunAsync("simulate", In("invented/scenario.json"), "--replications", "2", "--json");
        outcome.Json.GetProperty("queues").GetArrayLength().ShouldBe(6);
        outcome.Json.GetProperty("teams").GetArrayLength().ShouldBe(3);
        outcome.Json.GetProperty("weeks").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Says_how_a_run_under_a_time_budget_and_a_precision_ended()
    {
        var budget = await CommandLine.RunAsync("simulate", In("scenario.json"), "--time-budget", "1s", "--json");
        budget.Json.GetProperty("stopping").GetProperty("rule").GetString().ShouldBe("timeBudget");
        var precision = await CommandLine.RunAsync("simulate", In("scenario.json"), "--precision", "0.4");
        precision.Output.ShouldContain("Precision reached after 32 replications");
        (await CommandLine.RunAsync("simulate", In("scenario.json"), "--precision", "2")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Begins_a_run_with_the_state_in_which_another_ends()
    {
        await CommandLine.RunAsync("simulate", In("scenario.json"), "--replications", "2", "--out", In("ended"));
        var outcome = await CommandLine.RunAsync(
            "simulate", In("scenario.json"), "--replications", "2", "--from-state", In("ended/state.json"), "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        File.WriteAllText(In("wrong.json"), "{ \"queues\": [ { \"queue\": \"refund-voice\", \"waiting\": 5 } ] }");
        var refused = await CommandLine.RunAsync("simulate", In("scenario.json"), "--from-state", In("wrong.json"));
        (refused.ExitCode, refused.Error.Contains("is closed when the scenario starts")).ShouldBe((1, true), refused.Error);
    }

    [Fact]
    public async Task Proves_no_difference_between_a_scenario_and_itself()
    {
        var outcome = await CommandLine.RunAsync("compare", In("scenario.json"), In("scenario.json"), "--replications", "2", "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Json.GetProperty("differences").EnumerateArray().ShouldAllBe(line => line.GetProperty("verdict").GetString() == "no difference proven");
    }

    [Fact]
    public async Task Bridges_one_scenario_to_another_with_terms_that_sum_exactly()
    {
        File.WriteAllText(In("more.json"), File.ReadAllText(In("scenario.json")).Replace("\"headcount\": 23", "\"headcount\": 33"));
        var outcome = await CommandLine.RunAsync("bridge", In("scenario.json"), In("more.json"), "--team", "lille-refunds", "--replications", "2", "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        var total = outcome.Json.GetProperty("total");
        total.GetProperty("terms").EnumerateObject().Sum(term => term.Value.GetDecimal()).ShouldBe(total.GetProperty("difference").GetDecimal());
        total.GetProperty("terms").GetProperty("repeats").GetDecimal().ShouldBeLessThan(-5m);
        outcome.Json.GetProperty("months").EnumerateArray().Sum(month => month.GetProperty("difference").GetDecimal())
            .ShouldBe(total.GetProperty("difference").GetDecimal());
        var refused = await CommandLine.RunAsync("bridge", In("scenario.json"), In("more.json"), "--team", "nobody");
        (refused.ExitCode, refused.Error.Contains("There is no team 'nobody'.")).ShouldBe((1, true), refused.Error);
    }

    [Fact]
    public async Task Imports_and_forecasts_the_history_that_it_wrote()
    {
        var imported = await CommandLine.RunAsync("import", In("history.csv"), "--queue", "refund-voice", "--into", In("scenario.json"), "--out", In("with-history.json"), "--json");
        imported.ExitCode.ShouldBe(0, imported.Error);
        imported.Json.GetProperty("baseline").GetProperty("days").GetArrayLength().ShouldBe(6);
        File.ReadAllText(In("with-history.json")).ShouldContain("history.csv");
        var forecast = await CommandLine.RunAsync("forecast", In("history.csv"), "--until", "2020-03-01", "--days", "7", "--interval", "30", "--json");
        forecast.Json.EnumerateArray().First().EnumerateObject().Select(member => member.Name).ShouldBe(["start", "mean", "p10", "p50", "p90"]);
    }

    [Fact]
    public async Task Says_where_a_scenario_is_broken_and_prints_nothing_else()
    {
        File.WriteAllText(In("broken.json"), "{\n  \"weks\": 3\n}");
        var outcome = await CommandLine.RunAsync("simulate", In("broken.json"), "--json");
        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldContain("line 2, column 11 (/weks): 'weks' is not a property here. Did you mean 'weeks'?");
    }

    [Fact]
    public async Task Says_that_it_was_cancelled_when_it_is_interrupted()
    {
        using var process = CommandLine.Start("simulate", In("scenario.json"), "--replications", "100000");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        // Starting takes a fraction of that: it is at work.
        while (process.TotalProcessorTime < TimeSpan.FromSeconds(3))
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        using var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        var error = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        process.ExitCode.ShouldBe(130);
        error.ShouldContain("Cancelled");
    }

    private string In(string name) => Path.Combine(sample.Path, name);
}

/// <summary>The folder that <c>capacity sample</c> wrote.</summary>
public sealed class SampleFolder : IAsyncLifetime
{
    public string Path { get; } = Directory.CreateTempSubdirectory("capacity-sample-").FullName;

    public async ValueTask InitializeAsync() => (await CommandLine.RunAsync("sample", Path)).ExitCode.ShouldBe(0);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Path, recursive: true);
        return ValueTask.CompletedTask;
    }
}
