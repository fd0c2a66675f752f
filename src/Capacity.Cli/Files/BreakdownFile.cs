using System.Globalization;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using CsvHelper;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Cli.Files;

/// <summary>KPIs by interval, by reason and day, and by team and interval, as CSV files of one directory.</summary>
internal static class BreakdownFile
{
    private static readonly OffsetDateTimePattern Moment = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'sso<m>");

    /// <summary>Simulates replications and writes <c>queues-by-interval.csv</c>, <c>reasons-by-day.csv</c> and <c>teams-by-interval.csv</c>.</summary>
    public static void Write(string folder, SimulationModel model, ulong seed, int replications, CancellationToken cancellation)
    {
        var network = model.Scenario.Network;
        var (queues, reasons, teams) = (ContactBreakdown.ByInterval(model), ContactBreakdown.ByReason(model), ContactBreakdown.ByTeam(model));
        for (var replication = 0; replication < replications; replication++)
            ContactRecording.Run(model, seed, replication, new RecordingOptions(), record =>
            {
                queues.Add(record);
                reasons.Add(record);
                teams.Add(record);
            }, cancellation);
        string Interval(int number) =>
            Moment.Format((model.Timeline.Start + Duration.FromSeconds(model.Timeline.StartOf(number))).InZone(model.Timeline.Zone).ToOffsetDateTime());
        Write(Path.Combine(folder, "queues-by-interval.csv"), "queue", queues.Rows(replications), number => network.Queues[number].Id, "start", Interval);
        Write(Path.Combine(folder, "teams-by-interval.csv"), "team", teams.Rows(replications), number => network.Teams[number].Id, "start", Interval);
        Write(Path.Combine(folder, "reasons-by-day.csv"), "reason", reasons.Rows(replications),
            number => number < network.Reasons.Count ? network.Reasons[number].Id : "", "date", day => LocalDatePattern.Iso.Format(model.Timeline.DateOf(day)));
    }

    private static void Write(
        string path, string noun, IEnumerable<BreakdownRow> rows, Func<int, string> subject, string time, Func<int, string> period)
    {
        using var csv = CsvWriter.ToFile(path, CsvWriterOptions.Default, FileOptions.SequentialScan);
        csv.WriteRecord([time, noun, .. ContactBreakdown.Kpis.Select(kpi => kpi.Name)]);
        foreach (var row in rows)
            csv.WriteRecord(
            [
                period(row.Period), subject(row.Subject),
                .. row.Values.Select(value => double.IsNaN(value) ? "" : value.ToString("0.######", CultureInfo.InvariantCulture)),
            ]);
    }
}
