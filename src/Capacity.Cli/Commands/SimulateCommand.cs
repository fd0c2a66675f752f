using System.CommandLine;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain.Json;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Scores;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Fluid;
using NodaTime;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity simulate</c>: a whole scenario, contact by contact or as a fluid.</summary>
internal sealed class SimulateCommand
{
    /// <summary>What the fluid's own options want beside them.</summary>
    private const string Engine = "--engine fluid";

    private readonly Argument<string> _file = new("SCENARIO.json")
    {
        Description = "The scenario; 'capacity sample DIR' writes an example.",
    };
    private readonly Option<LocalDate?> _asOf = QuantityOption.Date("--as-of", "Look forward from this day instead of the scenario's own.");
    private readonly StoppingOptions _stopping = new("Simulated futures", 1);
    private readonly Option<string> _engine = new("--engine")
    {
        Description = "How to compute: contact by contact, or as a fluid that a few replications calibrate.",
        DefaultValueFactory = _ => "contact",
    };
    private readonly Option<long> _against = QuantityOption.Count(
        "--error-replications", "Fluid: contact-level replications against which its error is measured; 0: none, a calibrated one says what to expect.",
        0, 100_000, 32);
    private readonly CalibrationOptions _calibration =
        new("Fluid: calibrate it first by so many contact-level replications, rounded up to a multiple of 8; 0: as it is, in a fraction of a second.");
    private readonly Option<string?> _out = new("--out") { HelpName = "DIR", Description = "Also write result.json into this directory." };
    private readonly RecordOptions _records = new();
    private readonly Option<string?> _fromState = new("--from-state")
    {
        HelpName = "FILE",
        Description = "Begin with the state in this file: lines, cases by age, returns under way. With --out a run writes state.json, how it ends.",
    };
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new SimulateCommand().Build();

    private Command Build()
    {
        _engine.AcceptOnlyFromAmong("contact", "fluid");
        var command = new Command("simulate", "Simulates a scenario: every KPI by queue, team, day and week, with its uncertainty.")
            { _file, _asOf, _engine, _against, _fromState, _out, _json };
        _calibration.AddTo(command);
        _stopping.AddTo(command);
        _records.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var scenario = At(ScenarioFile.Read(parsed.GetValue(_file)!), parsed.GetValue(_asOf));
        if (parsed.GetValue(_fromState) is { } state)
            scenario = scenario with { OpeningState = ScenarioFile.ReadState(state, scenario), OpeningBacklogs = [] };
        var (options, calibration, isFluid) = (_stopping.Read(parsed), _calibration.Read(parsed), parsed.GetValue(_engine) == "fluid");
        BelongingOptions.RefuseUnless(parsed, isFluid, Engine, _against);
        _calibration.RefuseUnless(parsed, isFluid, Engine);
        if (isFluid)
            _stopping.PassOver(parsed, "--engine contact");
        await _records.WriteAsync(parsed, scenario, options.Seed, cancellation);
        var result = isFluid
            ? await Fluid(scenario, options.Seed, Against(parsed, calibration), calibration, cancellation)
            : await Screen.WithProgress("Simulating",
                progress => Experiment.Run(scenario, options, new Forward(progress), cancellation));
        var symmetry = SymmetryReport.Of(scenario, result);
        var document = JsonOutput.Object(result);
        document["symmetry"] = JsonOutput.Object(symmetry);
        if (parsed.GetValue(_out) is { } folder)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "result.json"), JsonOutput.Text(document), cancellation);
            Screen.Remark($"Written: {Path.Combine(folder, "result.json")}");
            if (result.Queues is [{ Days.Count: > 0 }, ..])
                await File.WriteAllTextAsync(Path.Combine(folder, "state.json"),
                    OpeningStateJson.Write(OpeningState.After(result, result.Days[^1].Date, scenario.Network)), cancellation);
        }
        if (parsed.GetValue(_json))
            JsonOutput.Print(document);
        else
            Show(result, symmetry.Horizon, scenario);
        return ExitCode.Done;
    }

    /// <summary>A calibrated fluid knows its error by itself: it is measured only on demand.</summary>
    private int Against(ParseResult parsed, CalibrationSize calibration) =>
        calibration.Replications > 0 && parsed.GetResult(_against) is null or { Implicit: true } ? 0 : (int)parsed.GetValue(_against);

    private static async Task<ScenarioResult> Fluid(
        Scenario scenario, ulong seed, int against, CalibrationSize calibration, CancellationToken cancellation)
    {
        var result = calibration.Replications > 0
            ? await Screen.WithProgress("Calibrating", _ => FluidCalibration.Run(
                scenario, calibration.Replications, seed + 1, Environment.ProcessorCount, cancellation, calibration.Most))
            : FluidExperiment.Run(scenario, new FluidOptions { Seed = seed }, cancellation);
        var options = new ExperimentOptions { Seed = seed, Replications = against };
        return against == 0
            ? result
            : await Screen.WithProgress("Measuring the error", _ => FluidExperiment.WithError(scenario, result, options, cancellation));
    }

    private static Scenario At(Scenario scenario, LocalDate? asOf)
    {
        if (asOf is not { } day)
            return scenario;
        return day < scenario.End()
            ? scenario with { AsOf = day }
            : throw new RefusedException($"--as-of {day:uuuu-MM-dd} lies after the scenario, which ends on {scenario.End().PlusDays(-1):uuuu-MM-dd}. Choose an earlier day.");
    }

    private static void Show(ScenarioResult result, Symmetry symmetry, Scenario scenario)
    {
        var contacts = Screen.Table("queue", "offered", "fresh", "service level", "abandoned", "half recovered by");
        var waits = Screen.Table("queue", "average answer", "95 % within", "open at end", "age of half, of 9 in 10");
        foreach (var queue in result.Queues)
        {
            contacts.Row(
                queue.Queue, Mean(queue.Total, "offered"), Mean(queue.Total, "fresh"), Level(queue, scenario), Share(queue.Total, "abandonmentRate"),
                queue.RecoveryDate.P50?.ToString("uuuu-MM-dd", null) ?? "not by the end");
            waits.Row(
                queue.Queue, Length(queue.Total, "averageSpeedOfAnswer"), Length(queue.Total, Domain.Kpis.ContactKpis.WaitP95.Name),
                Mean(queue.Total, "backlog"), Ages(queue.Total));
        }

        Screen.Show(contacts);
        Screen.Show(waits);
        var teams = Screen.Table("team", "occupancy");
        foreach (var team in result.Teams)
            teams.Row(team.Team, Share(team.Total, "occupancy"));
        Screen.Show(teams);
        if (result.Engine == "fluid")
            ShowFluid(result);
        else
            Console.Out.WriteLine(FormattableString.Invariant(
                $"{result.Replications} replications, {result.Contacts:0} contacts in {result.ElapsedSeconds:0.0} s ({result.ContactsPerSecond / 1e6:0.00} million/s)."));
        if (StoppingOptions.Sentence(result.Stopping, result.Replications) is { Length: > 0 } end)
            Console.Out.WriteLine(end);
        Console.Out.WriteLine($"All goals in all weeks: {Screen.Percent(result.ProbabilityGoalMet.Horizon.Value)}. Recovered by: {result.RecoveryDate.P50?.ToString("uuuu-MM-dd", null) ?? "not within the horizon in half of the futures"}.");
        Console.Out.WriteLine(FormattableString.Invariant(
            $"Customers {symmetry.Customers.Score:0}, employees {symmetry.Employees.Score:0} of 100: {symmetry.Verdict.ToString().ToLowerInvariant()}. {symmetry.Why(scenario.Network).In("en")}"));
        if (!result.Calibrated)
            Console.Out.WriteLine("The model is not calibrated on your data.");
    }

    private static void ShowFluid(ScenarioResult result)
    {
        Console.Out.WriteLine(FormattableString.Invariant(
            $"Fluid engine {result.EngineVersion}: {result.Replications} environments in {result.ElapsedSeconds:0.00} s{(result.Error is { Calibrated: true } ? ", calibration included" : "")}; an approximation."));
        Console.Out.WriteLine(result.Error switch
        {
            { Calibrated: true, Replications: 0 } =>
                "Not calibrated: the results of so large a network leave days out, by which a calibration goes. Its error is not known.",
            { QueueDays: 0 } =>
                "Its error is not known: no queue has a day between 20 and 95 % service level on which the two engines could differ much.",
            { Calibrated: true } error => FormattableString.Invariant(
                $"Calibrated by {error.Replications} contact-level replications; to be expected on its {error.QueueDays} queue-days between 20 and 95 % service level: ")
                + Said(error),
            { } error => FormattableString.Invariant(
                $"Its error against {error.Replications} contact-level replications on {error.QueueDays} queue-days between 20 and 95 % service level: ")
                + Said(error),
            null => "Its error on this scenario was not measured (--error-replications 0).",
        });
    }

    private static string Said(EngineError error) => FormattableString.Invariant(
        $"service level within 3 points on {100 * error.ServiceLevelWithin3:0} % of them (mean {error.ServiceLevelMean:0.0}, nine in ten below {error.ServiceLevelP90:0.0}), ")
        + FormattableString.Invariant(
            $"abandonment within 1 point on {100 * error.AbandonmentWithin1:0} % (mean {error.AbandonmentMean:0.0}, nine in ten below {error.AbandonmentP90:0.0}).");

    private static string Level(QueueResult queue, Scenario scenario)
    {
        var goals = scenario.Network.Queues.First(one => one.Id == queue.Queue).Goals;
        return Share(queue.Total, Domain.Kpis.ContactKpis.ServiceLevel(goals.Definition).Name);
    }

    private static string Ages(KpiSet kpis) => kpis[Domain.Kpis.ContactKpis.BacklogAgeP50.Name] is { } half && kpis[Domain.Kpis.ContactKpis.BacklogAgeP90.Name] is { } most
        ? $"{Screen.Duration(half.Mean)}, {Screen.Duration(most.Mean)}"
        : "–";

    private static string Length(KpiSet kpis, string name) => Screen.Duration(kpis[name]?.Mean ?? double.NaN);

    private static string Mean(KpiSet kpis, string name) => Screen.Number(kpis[name]?.Mean ?? double.NaN, "0");

    private static string Share(KpiSet kpis, string name) => Screen.Percent(kpis[name]?.Mean ?? double.NaN);

    /// <summary>Passes the experiment's progress on to the screen.</summary>
    internal sealed class Forward(IProgress<(double Share, string Text)> screen) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => screen.Report((
            (double)value.Replications / value.Of,
            double.IsNaN(value.ServiceLevel)
                ? $"{value.Replications} replications"
                : FormattableString.Invariant($"service level {value.ServiceLevel:0.000} ± {value.HalfWidth:0.000}")));
    }
}
