using System.Text.Json;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;

namespace Capacity.Cli.Tests.Commands;

public sealed class FluidErrorCommandTests
{
    private static async Task<List<JsonElement>> Rows(params string[] options)
    {
        var scenario = CommandLine.Temporary("scenario.json");
        await File.WriteAllTextAsync(scenario, ScenarioJson.Write(Horizons.Scenario(2)));
        var outcome = await CommandLine.RunAsync(["fluid-error", scenario, "--replications", "8", "--json", .. options]);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        return [.. outcome.Json.EnumerateArray()];
    }

    private static double Days(IEnumerable<JsonElement> rows, string by) =>
        rows.Where(row => row.GetProperty("by").GetString() == by).Sum(row => row.GetProperty("error").GetProperty("queueDays").GetDouble());

    private static double MeanError(IEnumerable<JsonElement> rows) =>
        rows.Single(row => row.GetProperty("by").GetString() == "all").GetProperty("error").GetProperty("serviceLevelMean").GetDouble();

    [Fact]
    public async Task Counts_every_compared_day_once_in_each_breakdown()
    {
        var rows = await Rows();
        var all = Days(rows, "all");
        all.ShouldBeGreaterThan(20);
        foreach (var by in (string[])["scenario", "kind of queue", "weekday", "service level"])
            Days(rows, by).ShouldBe(all, by);
    }

    [Fact]
    public async Task Its_table_fits_into_a_terminal_of_eighty_columns()
    {
        var scenario = CommandLine.Temporary("scenario.json");
        await File.WriteAllTextAsync(scenario, ScenarioJson.Write(Horizons.Scenario(2)));
        var outcome = await CommandLine.RunAsync("fluid-error", scenario, "--replications", "2", "--calibrated", "0");
        outcome.Output.ShouldContain("deferred, shared teams");
        outcome.Output.Split('\n').Max(line => line.TrimEnd().Length).ShouldBeLessThanOrEqualTo(80);
    }

    [Fact]
    public async Task Measures_an_edit_against_its_own_simulation()
    {
        var rows = await Rows("--edited");
        MeanError(rows).ShouldBeInRange(0.1, 8);
        MeanError(rows).ShouldNotBe(MeanError(await Rows()));
    }

    [Fact]
    public async Task Measures_the_fluid_calibrated_by_sixteen_unless_the_plain_one_is_asked_for()
    {
        var usual = MeanError(await Rows());
        usual.ShouldBe(MeanError(await Rows("--calibrated", "16")));
        usual.ShouldNotBe(MeanError(await Rows("--calibrated", "0")));
    }

    [Fact]
    public async Task A_calibration_goes_on_where_it_may_and_its_error_wants_it()
    {
        var eight = MeanError(await Rows("--calibrated", "8"));
        MeanError(await Rows("--calibrated", "8", "--calibrated-most", "15")).ShouldBe(eight, "no room for eight more");
        MeanError(await Rows("--calibrated", "8", "--calibrated-most", "16")).ShouldNotBe(eight);
    }

    [Theory]
    [InlineData("fluid-error")]
    [InlineData("simulate", "--engine", "fluid")]
    public async Task A_limit_without_a_calibration_is_refused(string command, params string[] engine)
    {
        var scenario = CommandLine.Temporary("scenario.json");
        await File.WriteAllTextAsync(scenario, ScenarioJson.Write(Horizons.Scenario(1)));
        var outcome = await CommandLine.RunAsync([command, scenario, .. engine, "--calibrated", "0", "--calibrated-most", "64"]);
        outcome.ExitCode.ShouldNotBe(0);
        outcome.Error.ShouldContain("Leave one of the two out");
    }

    [Theory]
    [InlineData("Add --generated 8", "--first", "3")]
    [InlineData("Add --generated 8", "--weeks", "2")]
    [InlineData("Add --generated 8", "--small-teams")]
    [InlineData("Leave one of the two out", "--generated", "1", "scenario.json")]
    public async Task What_would_be_passed_over_is_refused(string mend, params string[] options)
    {
        var outcome = await CommandLine.RunAsync(["fluid-error", "--replications", "2", .. options]);
        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain(mend);
    }
}
