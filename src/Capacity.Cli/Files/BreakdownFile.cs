using System.Globalization;
using Capacity.Domain.Networks;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using CsvHelper;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Cli.Files;

/// <summary>Every KPI by queue, team and reason, each by interval, day and week, as nine CSV files of one directory.</summary>
internal static class BreakdownFile
{
    private static readonly OffsetDateTimePattern Moment = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'sso<m>");

    /// <summary>Simulates replications and writes <c>queues-by-interval.csv</c>, <c>teams-by-week.csv</c> and so on.</summary>
    public static void Write(string folder, SimulationModel model, ulong seed, int replications, CancellationToken cancellation)
    {
        var kinds = (from subject in Enum.GetValues<BreakdownSubject>() from period in Enum.GetValues<BreakdownPeriod>() select (subject, period)).ToList();
        var breakdowns = kinds.ConvertAll(kind => new ContactBreakdown(model, kind.subject, kind.period));
        for (var replication = 0; replication < replications; replication++)
            ContactRecording.Run(model, seed, replication, breakdowns, cancellation);
        foreach (var ((subject, period), breakdown) in kinds.Zip(breakdowns))
        {
            var (noun, stretch) = (subject.ToString().ToLowerInvariant(), period.ToString().ToLowerInvariant());
            using var csv = CsvWriter.ToFile(Path.Combine(folder, $"{noun}s-by-{stretch}.csv"), CsvWriterOptions.Default, FileOptions.SequentialScan);
            csv.WriteRecord([period == BreakdownPeriod.Interval ? "start" : period == BreakdownPeriod.Day ? "date" : "week", noun, .. breakdown.Names]);
            foreach (var row in breakdown.Rows())
                csv.WriteRecord(
                [
                    Name(period, row.Period, model.Timeline), Name(subject, row.Subject, model.Scenario.Network),
                    .. row.Values.Select(value => double.IsNaN(value) ? "" : value.ToString("0.######", CultureInfo.InvariantCulture)),
                ]);
        }
    }

    private static string Name(BreakdownPeriod period, int number, Timeline timeline) => period switch
    {
        BreakdownPeriod.Interval => Moment.Format((timeline.Start + Duration.FromSeconds(timeline.StartOf(number))).InZone(timeline.Zone).ToOffsetDateTime()),
        BreakdownPeriod.Day => LocalDatePattern.Iso.Format(timeline.DateOf(number)),
        _ => timeline.WeekName(number),
    };

    private static string Name(BreakdownSubject subject, int number, Network network) => subject switch
    {
        BreakdownSubject.Queue => network.Queues[number].Id,
        BreakdownSubject.Team => network.Teams[number].Id,
        _ => number < network.Reasons.Count ? network.Reasons[number].Id : "",
    };
}
