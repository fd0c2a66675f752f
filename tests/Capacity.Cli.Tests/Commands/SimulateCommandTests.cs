using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;
using Capacity.Domain.Scores;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Fluid;

namespace Capacity.Cli.Tests.Commands;

public sealed class SimulateCommandTests
{
    private static async Task<(CommandOutcome Outcome, string[] Rows)> Record(params string[] options)
    {
        var scenario = CommandLine.Temporary("scenario.json");
        await File.WriteAllTextAsync(scenario, ScenarioJson.Write(Horizons.Scenario(1)));
        var file = Path.Combine(Path.GetDirectoryName(scenario)!, "contacts.csv");
        var outcome = await CommandLine.RunAsync(["simulate", scenario, "--replications", "1", "--json", "--events", file, .. options]);
        return (outcome, File.Exists(file) ? await File.ReadAllLinesAsync(file) : []);
    }

    [Fact]
    public async Task Writes_one_row_for_each_contact_that_the_result_counts()
    {
        var (outcome, rows) = await Record();
        rows[0].ShouldBe("replication,contact,person,attempt,caseContact,origin,queue,reason,hard,offered,outcome,wait,team,handle,resolved,timedOut,agent,firstAnswer,callsInVain,loss");
        ((double)(rows.Length - 1)).ShouldBe(outcome.Figure("total", "values", "offered", "mean"));
        ((double)rows.Skip(1).Count(row => row.Contains(",answered,", StringComparison.Ordinal) || row.Contains(",stillServed,", StringComparison.Ordinal)))
            .ShouldBe(outcome.Figure("total", "values", "answered", "mean"));
    }

    [Fact]
    public async Task Samples_persons_and_stops_at_the_limit()
    {
        var (_, sample) = await Record("--events-sample", "0.02");
        sample.Length.ShouldBeInRange(500, 5000);
        (await Record("--events-limit", "10")).Rows.Length.ShouldBe(11);
    }

    [Fact]
    public async Task Breaks_every_KPI_down_by_interval_team_and_reason()
    {
        var folder = CommandLine.Temporary("breakdown");
        var (outcome, _) = await Record("--breakdown", folder, "--breakdown-replications", "1");
        foreach (var (file, subjects) in new[] { ("queues-by-interval", 12), ("reasons-by-day", 8), ("reasons-by-interval", 8), ("queues-by-week", 12) })
        {
            var rows = (await File.ReadAllLinesAsync(Path.Combine(folder, $"{file}.csv"))).Select(row => row.Split(',')).ToList();
            rows.Skip(1).Select(row => row[1]).Distinct().Count().ShouldBeGreaterThanOrEqualTo(subjects - 4);
            rows.Skip(1).Sum(row => double.Parse(row[Array.IndexOf(rows[0], "offered")], CultureInfo.InvariantCulture))
                .ShouldBe(outcome.Figure("total", "values", "offered", "mean"));
        }

        Directory.GetFiles(folder).Length.ShouldBe(9);
        var teams = await File.ReadAllTextAsync(Path.Combine(folder, "teams-by-interval.csv"));
        teams.ShouldContain("lille-refunds");
        teams.ShouldContain(",occupancy,");
        (await File.ReadAllTextAsync(Path.Combine(folder, "queues-by-interval.csv"))).ShouldContain(",backlogAgeP90,overdueShare,");
        foreach (var file in new[] { "teams-by-interval", "reasons-by-interval" })
        {
            var rows = (await File.ReadAllLinesAsync(Path.Combine(folder, $"{file}.csv"))).Select(row => row.Split(',')).ToList();
            rows.Skip(1).Max(row => double.TryParse(row[Array.IndexOf(rows[0], "waitP95")], CultureInfo.InvariantCulture, out var wait) ? wait : 0).ShouldBeGreaterThan(60);
        }
    }

    [Fact]
    public async Task Writes_the_same_breakdown_as_JSON()
    {
        var (csv, json) = (CommandLine.Temporary("csv"), CommandLine.Temporary("json"));
        await Record("--breakdown", csv, "--breakdown-replications", "1");
        await Record("--breakdown", json, "--breakdown-replications", "1", "--breakdown-format", "json");
        foreach (var path in Directory.GetFiles(csv))
        {
            var rows = (await File.ReadAllLinesAsync(path)).Select(row => row.Split(',')).ToList();
            var objects = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(json, Path.ChangeExtension(Path.GetFileName(path), ".json"))))
                .RootElement.EnumerateArray().ToList();
            objects.Count.ShouldBe(rows.Count - 1, path);
            for (var row = 0; row < objects.Count; row += 1 + objects.Count / 50)
                objects[row].EnumerateObject().Select(one => (one.Name, Text(one.Value)))
                    .ShouldBe(rows[0].Zip(rows[row + 1]).Where(one => one.Second.Length > 0).Select(one => (one.First, one.Second)), $"{path}, row {row}");
        }

        static string Text(JsonElement value) =>
            value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.GetString()!;
    }

    [Fact]
    public async Task Refuses_a_file_that_cannot_be_written()
    {
        var scenario = CommandLine.Temporary("scenario.json");
        await File.WriteAllTextAsync(scenario, ScenarioJson.Write(Horizons.Scenario(1)));
        var outcome = await CommandLine.RunAsync("simulate", scenario, "--replications", "1", "--events", "/nowhere/at/all.csv");
        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("/nowhere/at/all.csv");
    }

    [Theory]
    [InlineData("--calibrated", "16")]
    [InlineData("--calibrated-most", "64")]
    [InlineData("--error-replications", "8")]
    public async Task Refuses_what_only_the_fluid_knows_where_contacts_are_simulated(string option, string value)
    {
        var scenario = CommandLine.Temporary("scenario.json");
        await File.WriteAllTextAsync(scenario, ScenarioJson.Write(Horizons.Scenario(1)));
        var outcome = await CommandLine.RunAsync("simulate", scenario, "--replications", "1", option, value);
        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain(option);
        outcome.Error.ShouldContain("Add --engine fluid");
    }

    [Theory]
    [InlineData("--precision", "0.02")]
    [InlineData("--time-budget", "5s")]
    public async Task Refuses_to_stop_by_a_rule_what_has_no_replications(string option, string value)
    {
        var scenario = CommandLine.Temporary("scenario.json");
        await File.WriteAllTextAsync(scenario, ScenarioJson.Write(Horizons.Scenario(1)));
        var outcome = await CommandLine.RunAsync("simulate", scenario, "--engine", "fluid", option, value);
        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain(option);
        outcome.Error.ShouldContain("Add --engine contact");
    }

    [Fact]
    public async Task Says_that_the_fluid_passes_over_a_number_of_replications()
    {
        var scenario = CommandLine.Temporary("scenario.json");
        await File.WriteAllTextAsync(scenario, ScenarioJson.Write(Horizons.Scenario(1)));
        string[] fluid = ["simulate", scenario, "--engine", "fluid", "--calibrated", "0", "--error-replications", "0", "--json"];
        (await CommandLine.RunAsync(fluid)).Error.ShouldBeEmpty();
        var outcome = await CommandLine.RunAsync([.. fluid, "--replications", "100"]);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldContain("--replications is of --engine contact");
    }

    /// <summary>As a page does: what the plain fluid says is asked for.</summary>
    [Fact]
    public async Task Calibrates_the_fluid_and_says_what_error_is_to_be_expected_or_measures_that_of_the_plain_one()
    {
        var scenario = CommandLine.Temporary("scenario.json");
        await File.WriteAllTextAsync(scenario, ScenarioJson.Write(Horizons.Scenario(1)));
        async Task<JsonElement> Fluid(params string[] options)
        {
            var outcome = await CommandLine.RunAsync(["simulate", scenario, "--engine", "fluid", "--json", .. options]);
            outcome.ExitCode.ShouldBe(0, outcome.Error);
            return outcome.Json;
        }
        static (bool, int) Error(JsonElement result) =>
            (result.GetProperty("error").GetProperty("calibrated").GetBoolean(), result.GetProperty("error").GetProperty("replications").GetInt32());

        var (usual, plain) = (await Fluid(), await Fluid("--calibrated", "0", "--error-replications", "8"));
        (Error(usual), Error(plain)).ShouldBe(((true, FluidCalibration.Usual), (false, 8)));
        static double Abandoned(JsonElement result) =>
            result.GetProperty("total").GetProperty("values").GetProperty("abandonmentRate").GetProperty("mean").GetDouble();
        Abandoned(usual).ShouldNotBe(Abandoned(plain));
        Abandoned(usual).ShouldBe(Abandoned(plain), 0.03);
        var told = await CommandLine.RunAsync("simulate", scenario, "--engine", "fluid");
        told.Output.ShouldContain("calibration included");
        told.Output.ShouldContain("to be expected on its");
    }

    [Theory]
    [InlineData("--events-sample", "0.5", "Add --events FILE")]
    [InlineData("--events-limit", "10", "Add --events FILE")]
    [InlineData("--breakdown-format", "json", "Add --breakdown DIR")]
    [InlineData("--breakdown-replications", "2", "Add --breakdown DIR")]
    public async Task Refuses_how_to_write_a_file_that_is_not_asked_for(string option, string value, string mend)
    {
        var scenario = CommandLine.Temporary("scenario.json");
        await File.WriteAllTextAsync(scenario, ScenarioJson.Write(Horizons.Scenario(1)));
        var outcome = await CommandLine.RunAsync("simulate", scenario, "--replications", "1", option, value);
        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain(option);
        outcome.Error.ShouldContain(mend);
    }

    [Fact]
    public async Task Says_of_both_sides_what_the_result_gives_over_the_horizon_by_site_and_by_week()
    {
        var file = CommandLine.Temporary("scenario.json");
        var scenario = Horizons.Scenario(2);
        await File.WriteAllTextAsync(file, ScenarioJson.Write(scenario));
        var said = JsonNode.Parse((await CommandLine.RunAsync("simulate", file, "--replications", "2", "--json")).Output)!["symmetry"]!;
        var result = Experiment.Run(scenario, new ExperimentOptions { Replications = 2 });

        double Customers(JsonNode scores) => scores["customers"]!["score"]!.GetValue<double>();
        Customers(said["horizon"]!).ShouldBe(Symmetry.Of(scenario, result, ScoreScales.Default).Customers.Score, 1e-9);
        said["horizon"]!["verdict"]!.GetValue<string>().ShouldBe("red");
        said["weeks"]!.AsArray().Select(week => (week!["week"]!.GetValue<string>(), Math.Round(Customers(week["scores"]!), 9))).ShouldBe(
            [.. Enumerable.Range(0, 2).Select(week => ($"2020-W{12 + week}", Math.Round(Symmetry.Of(scenario, result, ScoreScales.Default, week: week).Customers.Score, 9)))]);
        said["sites"]!.AsArray().Select(site => site!["site"]!.GetValue<string>()).ShouldBe(["lille", "grenoble", "nantes"]);
    }
}
