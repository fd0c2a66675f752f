using System.CommandLine;
using Capacity.Cli.Files;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Domain.Json;
using Capacity.Domain.Scenarios;
using Capacity.Forecasting.Calibration;
using NodaTime;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity calibrate</c>: the model's parameters from logs of contacts, and a scenario that has them.</summary>
internal sealed class CalibrateCommand
{
    private readonly Argument<string[]> _files = new("DATA")
    {
        Description = "Logs of single contacts (CSV): offered, outcome, wait; person, queue, reason, handle where known. 'simulate --events' writes such a file.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string?> _scenario = new("--scenario")
    {
        Description = "Scenario whose hours, channels and factors are those of the data; absent: hours are told from the data.",
    };
    private readonly Option<string?> _out = new("--out") { Description = "Also write the scenario with the estimates into this file." };
    private readonly Option<string?> _queue = new("--queue") { Description = "The queue of files that name none." };
    private readonly Option<string> _zone = new("--zone") { Description = "Zone of moments without an offset. Default Europe/Paris.", DefaultValueFactory = _ => "Europe/Paris" };
    private readonly Option<bool> _json = QuantityOption.Json();

    public static Command Create() => new CalibrateCommand().Build();

    private Command Build()
    {
        var command = new Command(
            "calibrate", "Estimates patience, redials, resolution, handle times and daily variation from contacts, with 95 % intervals.")
        {
            _files, _scenario, _out, _queue, _zone, _json,
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
        var files = parsed.GetValue(_files)!;
        var log = ContactLogFile.Read(files, zone, parsed.GetValue(_queue) ?? "", cancellation);
        var report = await Screen.WithProgress("Calibrating", _ => ModelCalibration.Of(log, scenario?.Network, cancellation));
        if (parsed.GetValue(_out) is { } target)
            await Write(scenario!, report, string.Join(", ", files.Select(Path.GetFileName)), target, cancellation);
        if (parsed.GetValue(_json))
            JsonOutput.Print(report);
        else
            CalibrationScreen.Show(report);
        return ExitCode.Done;
    }

    private static async Task Write(Scenario scenario, CalibrationReport report, string source, string path, CancellationToken cancellation)
    {
        var calibrated = CalibratedScenario.Of(scenario, report, source);
        if (!calibrated.Calibrated)
            throw new RefusedException("The data name no queue and no reason of the scenario, nothing was written. Use the scenario's identifiers, or --queue.");
        await File.WriteAllTextAsync(path, ScenarioJson.Write(calibrated), cancellation);
        Screen.Remark($"Written: {path}, {calibrated.Calibration!.Figures.Count} figures estimated.");
    }
}
