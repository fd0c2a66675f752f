using System.Runtime.InteropServices;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.History;
using Capacity.Domain.Json;
using Capacity.Domain.Scenarios;
using Capacity.Forecasting.Calibration;
using NodaTime;

namespace Capacity.Grains.History;

/// <summary>Reads a log, estimates, and puts the estimates into the scenario: one pure step, run on a compute thread.</summary>
internal static class CalibrationOfLog
{
    public static CalibrationReply Reply(ContactLogFile file)
    {
        Scenario? scenario = null;
        if (file.ScenarioJson.Length > 0)
        {
            var parsed = ScenarioJson.Parse(file.ScenarioJson);
            if (!parsed.IsValid)
                return Refused(parsed.Errors);
            scenario = parsed.Value;
        }
        var bytes = ImmutableCollectionsMarshal.AsArray(file.Content) ?? [];
        var zone = DateTimeZoneProviders.Tzdb[scenario?.Network.TimeZone ?? "Europe/Paris"];
        var read = ContactLogReader.Read(new MemoryStream(bytes, writable: false), zone, file.Queue);
        if (read.Log is null)
            return Refused(read.Problems);
        var report = ModelCalibration.Of(read.Log, scenario?.Network);
        var calibrated = scenario is null ? null : CalibratedScenario.Of(scenario, report, file.FileName);
        return new CalibrationReply
        {
            Result = CommandResult.Done(1) with { Problems = [.. read.Problems.AsProblems()] },
            ReportJson = JsonSerializer.Serialize(report, CapacityJson.Options),
            ScenarioJson = calibrated is { Calibrated: true } ? ScenarioJson.Write(calibrated) : "",
        };
    }

    private static CalibrationReply Refused(IEnumerable<InputError> problems) =>
        new() { Result = CommandResult.Refused(Refusal.Invalid, 0, problems.AsProblems()) };
}
