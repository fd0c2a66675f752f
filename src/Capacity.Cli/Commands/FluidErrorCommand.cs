using System.CommandLine;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Samples;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Fluid;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity fluid-error</c>: where the fluid engine differs from the contact-level one, by kind of queue, weekday and service.</summary>
internal sealed class FluidErrorCommand
{
    private const double Edit = 1.1;
    private const string All = "all";

    private readonly Argument<string?> _file = new("SCENARIO.json")
    {
        Description = "The scenario; absent: the worked example, or the generated operations.", Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<long> _generated =
        QuantityOption.Count("--generated", "Measure so many generated operations instead: 20 queues, intervals of 15 minutes.", 0, 1000, 0);
    private readonly Option<long> _first = QuantityOption.Count("--first", "Number of the first generated operation.", 1, 1_000_000, 1);
    private readonly Option<long> _weeks = QuantityOption.Count("--weeks", "Simulated weeks of generated operations.", 1, 130, 13);
    private readonly Option<bool> _small = new("--small-teams")
    {
        Description = "Generated operations with people of its own for every queue, down to a fifth of a person, instead of teams of five and more.",
    };
    private readonly CalibrationOptions _calibration = new("Calibrate the fluid by so many other replications first, rounded up to a multiple of 8; 0: as it is.");
    private readonly Option<long> _replications = QuantityOption.Count("--replications", "Contact-level replications of each.", 2, 100_000, 200);
    private readonly Option<ulong> _seed = QuantityOption.Seed();
    private readonly Option<bool> _edited = new("--edited")
    {
        Description = "Measure an edit: a tenth more contacts everywhere, corrected by what was simulated before the edit.",
    };
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new FluidErrorCommand().Build();

    private Command Build()
    {
        var command = new Command("fluid-error", "Measures the fluid engine against the contact-level one, and shows where it differs.")
        {
            _file, _generated, _first, _weeks, _small, _replications, _seed, _edited, _json,
        };
        _calibration.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var isGenerated = parsed.GetValue(_generated) > 0;
        BelongingOptions.RefuseUnless(parsed, isGenerated, "--generated 8", _first, _weeks, _small);
        if (isGenerated && parsed.GetValue(_file) is { } unread)
            throw new RefusedException($"'{unread}' is a scenario, and --generated asks for others. Leave one of the two out.");
        var options = new ExperimentOptions { Replications = (int)parsed.GetValue(_replications), Seed = parsed.GetValue(_seed) };
        var calibration = _calibration.Read(parsed);
        var (names, rows, all) = (Scenarios(parsed).ToList(), new List<FluidErrorRow>(), new List<ComparedDay>());
        foreach (var (name, scenario) in names)
        {
            var days = await Screen.WithProgress(
                name, _ => Measure(scenario, options, parsed.GetValue(_edited), calibration, cancellation));
            rows.Add(FluidErrorRow.Of("scenario", name, days));
            all.AddRange(days);
        }

        rows.AddRange(Groups(all));
        if (parsed.GetValue(_json))
            JsonOutput.Print(rows);
        else
            Show(rows);
        return ExitCode.Done;
    }

    private IEnumerable<(string Name, Scenario Scenario)> Scenarios(ParseResult parsed)
    {
        if (parsed.GetValue(_generated) is > 0 and var count)
            return Enumerable.Range((int)parsed.GetValue(_first), (int)count).Select(seed => (
                $"generated {seed}", GeneratedNetwork.Scenario(Generated((ulong)seed, parsed.GetValue(_small)) with { Weeks = (int)parsed.GetValue(_weeks) })));
        var scenario = parsed.GetValue(_file) is { } file ? ScenarioFile.Read(file) : Horizons.Scenario();
        return [(scenario.Id, scenario)];
    }

    private static GeneratedNetworkOptions Generated(ulong seed, bool small) =>
        small ? new GeneratedNetworkOptions { IntervalMinutes = 15, Seed = seed } : GeneratedNetworkOptions.Planned(seed);

    /// <summary>
    /// Figures are compared with replications of one seed; those that calibrate, and those that correct an edit, have others, so that no chance
    /// is shared.
    /// </summary>
    private static IReadOnlyList<ComparedDay> Measure(
        Scenario scenario, ExperimentOptions options, bool edited, CalibrationSize calibration, CancellationToken cancellation)
    {
        var measured = edited ? scenario with { Baselines = [.. scenario.Baselines.Select(More)] } : scenario;
        var fluid = (edited, calibration.Replications) switch
        {
            (_, > 0) => FluidPreview.Calibrated(
                scenario, calibration.Replications, options.Seed + 2, options.Threads, cancellation, calibration.Most).Of(measured, cancellation),
            (true, _) => new FluidPreview(
                scenario, Experiment.Run(scenario, options with { Seed = options.Seed + 1 }, null, cancellation), cancellation).Of(measured, cancellation),
            _ => FluidExperiment.Run(measured, null, cancellation),
        };
        return FluidError.Days(measured.Network, fluid, Experiment.Run(measured, options, null, cancellation));
    }

    private static Baseline More(Baseline baseline) =>
        baseline with { Days = [.. baseline.Days.Select(day => day with { Contacts = Edit * day.Contacts })] };

    private static IEnumerable<FluidErrorRow> Groups(IReadOnlyList<ComparedDay> days)
    {
        IEnumerable<FluidErrorRow> By(string by, Func<ComparedDay, string> key) =>
            days.GroupBy(key).OrderBy(group => group.Key).Select(group => FluidErrorRow.Of(by, group.Key, [.. group]));
        return
        [
            .. By("kind of queue", day => $"{(day.Queue.Channel.IsDeferred() ? "deferred" : day.Queue.Channel)}, {(day.IsShared ? "shared" : "own")} teams"),
            .. By("weekday", day => $"{(int)day.Day.Date.DayOfWeek} {day.Day.Date.DayOfWeek}"),
            .. By("service level", day => FormattableString.Invariant($"{20 * Math.Floor(5 * day.Simulated.Mean):00}–{20 * Math.Floor(5 * day.Simulated.Mean) + 20:00} %")),
            .. days.Count > 0 ? [FluidErrorRow.Of(All, All, days)] : Array.Empty<FluidErrorRow>(),
        ];
    }

    private static void Show(IEnumerable<FluidErrorRow> rows)
    {
        var table = Screen.Table("", "days", "level\nin 3 %", "bias", "mean", "9 in\n10", "±", "lost\nin 1 %", "bias");
        foreach (var group in rows.GroupBy(row => row.By))
        {
            if (group.Key is not All)
                table.Row(group.Key);
            foreach (var row in group)
                table.Row(
                    group.Key is All ? row.Name : $"  {row.Name}", Screen.Number(row.Error.QueueDays), Share(row.Error.ServiceLevelWithin3),
                    Points(row.LevelBias), Points(row.Error.ServiceLevelMean), Points(row.Error.ServiceLevelP90), Points(row.HalfWidth),
                    Share(row.Error.AbandonmentWithin1), Points(row.AbandonmentBias));
        }

        Screen.Show(table);
        Screen.Remark(
            "Days of queues between 20 and 95 % service level. Level: % of them whose service level is within 3 points; mean of fluid − simulated, mean and "
            + "nine-in-ten error, and the simulation's own 95 % half-width, in points. Lost: % whose abandonment is within 1 point, and its bias.");
    }

    private static string Share(double share) => Screen.Number(100 * share, "0.0");

    /// <summary>Zero has no sign.</summary>
    private static string Points(double points) => Screen.Number(Math.Round(points, 1) + 0.0, "0.0");
}

/// <summary>The fluid's error over some days of queues.</summary>
internal sealed record FluidErrorRow
{
    /// <summary>What the days have in common, and which of its kind.</summary>
    public required string By { get; init; }

    public required string Name { get; init; }

    public required EngineError Error { get; init; }

    /// <summary>Mean of fluid − simulated, in percentage points.</summary>
    public required double LevelBias { get; init; }

    public required double AbandonmentBias { get; init; }

    /// <summary>Mean 95 % half-width of the simulated service levels, in percentage points: what chance in the simulation explains.</summary>
    public required double HalfWidth { get; init; }

    public static FluidErrorRow Of(string by, string name, IReadOnlyCollection<ComparedDay> days) => new()
    {
        By = by,
        Name = name,
        Error = FluidError.Of(days),
        LevelBias = days.Select(day => day.LevelError).DefaultIfEmpty(0).Average(),
        AbandonmentBias = days.Where(day => !double.IsNaN(day.AbandonmentError)).Select(day => day.AbandonmentError).DefaultIfEmpty(0).Average(),
        HalfWidth = days.Select(day => 100 * day.Simulated.HalfWidth).DefaultIfEmpty(0).Average(),
    };
}
