using System.CommandLine;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain.Json;
using Capacity.Domain.Scenarios;
using Capacity.Forecasting.Calibration;
using Capacity.Planning.Replays;
using Capacity.Simulation.Experiments;
using NodaTime;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity calibrate</c>: the model's parameters from logs of contacts, a scenario that has them, and a past week simulated with its staffing.</summary>
internal sealed class CalibrateCommand
{
    private readonly Argument<string[]> _files = new("DATA")
    {
        Description = "Logs of single contacts (CSV): offered, outcome, wait; person, queue, reason, handle where known. 'simulate --events' writes such a file. "
            + "Or histories of counts by interval, which are replayed only.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string?> _scenario = new("--scenario")
    {
        HelpName = "SCENARIO.json",
        Description = "Scenario whose hours, channels and factors are those of the data; absent: hours are told from the data.",
    };
    private readonly Option<string?> _out = new("--out") { HelpName = "FILE", Description = "Also write the scenario with the estimates into this file." };
    private readonly Option<string?> _queue = new("--queue") { HelpName = "QUEUE", Description = "The queue of files that name none." };
    private readonly Option<string> _zone = new("--zone") { HelpName = "ZONE", Description = "Zone of moments without an offset.", DefaultValueFactory = _ => "Europe/Paris" };
    private readonly Option<LocalDate?> _replay = QuantityOption.Date("--replay", "Monday of the past week to simulate with its staffing. Default: the last whole week of the data.");
    private readonly Option<string?> _staffing = new("--staffing")
    {
        HelpName = "FILE",
        Description = "Agents who were there (CSV: start, team, agents); absent: the scenario's teams as they are.",
    };
    private readonly Option<long> _replications = QuantityOption.Count("--replications", "Simulated weeks of the replay; 0: no replay.", 0, 10_000, 200);
    private readonly Option<ulong> _seed = QuantityOption.Seed();
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new CalibrateCommand().Build();

    private Command Build()
    {
        var command = new Command(
            "calibrate", "Estimates patience, redials, resolution, handle times and daily variation from contacts, with 95 % intervals, and replays a past week.")
        {
            _files, _scenario, _out, _queue, _zone, _replay, _staffing, _replications, _seed, _json,
        };
        command.SetAction(Run);
        return command;
    }

    private async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        var scenario = parsed.GetValue(_scenario) is { } path ? ScenarioFile.Read(path) : null;
        if (parsed.GetValue(_out) is not null && scenario is null)
            throw new UsageException("--out writes a scenario with the estimates: name the one to start from with --scenario.");
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(scenario?.Network.TimeZone ?? parsed.GetValue(_zone)!)
            ?? throw new UsageException($"--zone: '{parsed.GetValue(_zone)}' is not an IANA zone like Europe/Paris.");
        var files = PastFiles.Read(parsed.GetValue(_files)!, zone, parsed.GetValue(_queue) ?? "", cancellation);
        var report = files.Log is { } log
            ? await Screen.WithProgress("Calibrating", _ => ModelCalibration.Of(log, scenario?.Network, cancellation)) : null;
        if (report is not null && scenario is not null)
            scenario = CalibratedScenario.Of(scenario, report, files.Names);
        if (parsed.GetValue(_out) is { } target)
            await Write(scenario!, target, cancellation);
        var replay = scenario is null || parsed.GetValue(_replications) == 0 ? null
            : await Screen.WithProgress("Replaying", _ => Replay(parsed, files, scenario, cancellation));
        if (parsed.GetValue(_json))
            JsonOutput.Print(new { estimates = report, replay });
        else
        {
            if (report is not null)
                CalibrationScreen.Show(report);
            if (replay is not null)
                CalibrationScreen.Show(replay);
        }
        return ExitCode.Done;
    }

    private ReplayReport Replay(ParseResult parsed, PastFiles files, Scenario scenario, CancellationToken cancellation)
    {
        var histories = files.Histories(scenario.Network);
        if (histories.Count == 0)
            throw new RefusedException("The data name no queue of the scenario, no week can be replayed. Use the scenario's identifiers, or --queue.");
        var monday = parsed.GetValue(_replay) ?? PastFiles.LastWholeWeek(histories.Values);
        if (monday.DayOfWeek != IsoDayOfWeek.Monday || !histories.Values.Any(history => history.From(monday).Before(monday.PlusDays(7)).Counts.Sum() > 0))
            throw new RefusedException($"--replay {monday:uuuu-MM-dd}: there is no week of data that begins there. Name a Monday within the data.");
        if (parsed.GetValue(_staffing) is { } staffing)
            scenario = PastFiles.WithStaffing(scenario, staffing, monday);
        var options = new ExperimentOptions { Replications = (int)parsed.GetValue(_replications), Seed = parsed.GetValue(_seed) };
        return WeekReplay.Run(scenario, monday, histories, options, files.Kpis(scenario.Network, monday), cancellation);
    }

    private static async Task Write(Scenario calibrated, string path, CancellationToken cancellation)
    {
        if (!calibrated.Calibrated)
            throw new RefusedException("The data tell nothing of a queue or a reason of the scenario, nothing was written. Use the scenario's identifiers, or --queue.");
        await File.WriteAllTextAsync(path, ScenarioJson.Write(calibrated), cancellation);
        Screen.Remark($"Written: {path}, {calibrated.Calibration!.Figures.Count} figures estimated.");
    }
}
