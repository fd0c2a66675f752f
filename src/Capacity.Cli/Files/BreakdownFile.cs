using System.Globalization;
using System.Text.Json;
using Capacity.Domain.Networks;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using CsvHelper;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Cli.Files;

/// <summary>How a breakdown is written.</summary>
internal enum BreakdownFormat
{
    /// <summary>A column by KPI; nothing between the commas where nothing is below the line.</summary>
    Csv,

    /// <summary>An array with an object by row, its KPIs by name; those with nothing below the line are left out.</summary>
    Json,
}

/// <summary>Every KPI by queue, team and reason, each by interval, day and week, as nine files of one directory.</summary>
internal static class BreakdownFile
{
    private static readonly OffsetDateTimePattern Moment = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'sso<m>");

    /// <summary>Simulates replications and writes <c>queues-by-interval.csv</c>, <c>teams-by-week.csv</c> and so on.</summary>
    public static void Write(string folder, BreakdownFormat format, SimulationModel model, ulong seed, int replications, CancellationToken cancellation)
    {
        var kinds = (from subject in Enum.GetValues<BreakdownSubject>() from period in Enum.GetValues<BreakdownPeriod>() select (subject, period)).ToList();
        var breakdowns = kinds.ConvertAll(kind => new ContactBreakdown(model, kind.subject, kind.period));
        for (var replication = 0; replication < replications; replication++)
            ContactRecording.Run(model, seed, replication, breakdowns, cancellation);
        foreach (var ((subject, period), breakdown) in kinds.Zip(breakdowns))
        {
            var (noun, stretch, ending) = (subject.ToString().ToLowerInvariant(), period.ToString().ToLowerInvariant(), format.ToString().ToLowerInvariant());
            string[] columns = [period == BreakdownPeriod.Interval ? "start" : period == BreakdownPeriod.Day ? "date" : "week", noun, .. breakdown.Names];
            var rows = breakdown.Rows().Select(row => (Name(period, row.Period, model.Timeline), Name(subject, row.Subject, model.Scenario.Network), row.Values));
            var path = Path.Combine(folder, $"{noun}s-by-{stretch}.{ending}");
            if (format == BreakdownFormat.Csv)
                WriteCsv(path, columns, rows);
            else
                WriteJson(path, columns, rows);
        }
    }

    private static void WriteCsv(string path, string[] columns, IEnumerable<(string Period, string Subject, IReadOnlyList<double> Values)> rows)
    {
        using var csv = CsvWriter.ToFile(path, CsvWriterOptions.Default, FileOptions.SequentialScan);
        csv.WriteRecord(columns);
        foreach (var (period, subject, values) in rows)
            csv.WriteRecord([period, subject, .. values.Select(value => double.IsNaN(value) ? "" : Text(value))]);
    }

    private static void WriteJson(string path, string[] columns, IEnumerable<(string Period, string Subject, IReadOnlyList<double> Values)> rows)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file);
        json.WriteStartArray();
        foreach (var (period, subject, values) in rows)
        {
            json.WriteStartObject();
            json.WriteString(columns[0], period);
            json.WriteString(columns[1], subject);
            foreach (var (name, value) in columns.Skip(2).Zip(values).Where(one => !double.IsNaN(one.Second)))
            {
                json.WritePropertyName(name);
                json.WriteRawValue(Text(value));
            }

            json.WriteEndObject();
            json.Flush();
        }

        json.WriteEndArray();
    }

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

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
