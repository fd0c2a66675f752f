using System.Globalization;
using System.Text.Json.Nodes;
using Capacity.Cli.Files;
using Capacity.Cli.Terminal;
using Capacity.Forecasting.History;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Cli.Replays;

/// <summary>Interval records to be sent, by the moment at which their interval begins.</summary>
/// <param name="Start">Start of the interval.</param>
/// <param name="Minutes">Its length.</param>
/// <param name="Records">The records, in the words of the HTTP contract.</param>
internal sealed record ReplayStep(Instant Start, int Minutes, IReadOnlyList<JsonObject> Records);

/// <summary>What a replay needs to know beyond its file.</summary>
internal sealed record ReplayPlan(string Source, string? Queue, string Channel, string TimeZone, int IntervalMinutes, LocalDate? From,
    LocalDate? Until, LocalDate? ShiftTo);

/// <summary>Reads recorded intervals: a file with the contract's names, or plain starts and counts of one queue.</summary>
internal static class ReplayRecords
{
    private static readonly string[] Texts = ["source", "queueId", "channel", "attribution", "slMethod"];

    public static IReadOnlyList<ReplayStep> Read(string path, ReplayPlan plan, HistoryMapping mapping)
    {
        if (!File.Exists(path))
            throw new RefusedException($"{path}: there is no such file. Name recorded intervals (CSV).");
        using var stream = File.OpenRead(path);
        var header = new StreamReader(stream).ReadLine() ?? "";
        var steps = header.Contains("intervalStart", StringComparison.Ordinal) && header.Contains("queueId", StringComparison.Ordinal)
            ? Named(path, header, plan)
            : Plain(path, plan, mapping);
        return steps.Count > 0 ? steps
            : throw new RefusedException($"{path}: no interval lies in the days asked for. Check --from and --until.");
    }

    private static List<ReplayStep> Plain(string path, ReplayPlan plan, HistoryMapping mapping)
    {
        if (plan.Queue is not { } queue)
            throw new RefusedException($"{path}: the file has no queueId. Give --queue, the queue that the counts belong to.");
        var zone = DateTimeZoneProviders.Tzdb[plan.TimeZone];
        var history = HistoryFile.Series(path, mapping);
        if (plan.IntervalMinutes < history.IntervalMinutes || plan.IntervalMinutes % history.IntervalMinutes != 0)
            throw new RefusedException($"{path}: counts of {history.IntervalMinutes} minutes do not add up to intervals of {plan.IntervalMinutes}. Choose another --interval.");
        var series = history.Resample(plan.IntervalMinutes);
        var days = Shift(series.Starts.Where(start => In(start.Date, plan)).Select(start => start.Date), plan);
        Screen.Remark("The file has no outcomes: every contact is sent as answered.");
        return
        [
            .. series.Starts.Zip(series.Counts).Where(pair => In(pair.First.Date, plan)).Select(pair =>
            {
                var start = pair.First.PlusDays(days).InZoneLeniently(zone).ToInstant();
                var count = (long)Math.Round(pair.Second);
                return new ReplayStep(start, plan.IntervalMinutes,
                [
                    new JsonObject
                    {
                        ["source"] = plan.Source, ["queueId"] = queue, ["channel"] = plan.Channel,
                        ["intervalStart"] = InstantPattern.ExtendedIso.Format(start),
                        ["intervalMinutes"] = plan.IntervalMinutes, ["offered"] = count, ["answered"] = count,
                    },
                ]);
            }),
        ];
    }

    private static List<ReplayStep> Named(string path, string header, ReplayPlan plan)
    {
        var delimiter = header.Contains(';') ? ';' : ',';
        var names = header.TrimStart('\uFEFF').Split(delimiter, StringSplitOptions.TrimEntries);
        var rows = new List<(OffsetDateTime Start, JsonObject Record)>();
        var line = 1;
        foreach (var text in File.ReadLines(path).Skip(1))
        {
            line++;
            if (text.Trim().Length > 0)
                rows.Add(Record(path, line, names, text.Split(delimiter, StringSplitOptions.TrimEntries), plan));
        }
        rows = [.. rows.Where(row => In(row.Start.Date, plan))];
        var days = Shift(rows.Select(row => row.Start.Date), plan);
        foreach (var (start, record) in rows)
            record["intervalStart"] = InstantPattern.ExtendedIso.Format(start.ToInstant() + Duration.FromDays(days));
        return
        [
            .. rows.GroupBy(row => row.Start.ToInstant() + Duration.FromDays(days)).OrderBy(group => group.Key)
                .Select(group => new ReplayStep(group.Key,
                    group.Max(row => (int)(row.Record["intervalMinutes"]?.GetValue<double>() ?? plan.IntervalMinutes)),
                    [.. group.Select(row => row.Record)])),
        ];
    }

    private static (OffsetDateTime, JsonObject) Record(string path, int line, string[] names, string[] cells, ReplayPlan plan)
    {
        var record = new JsonObject();
        for (var i = 0; i < Math.Min(names.Length, cells.Length); i++)
            if (cells[i].Length > 0)
                record[names[i]] = !Texts.Contains(names[i])
                    && double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : cells[i];
        record["source"] = plan.Source;
        var start = record["intervalStart"]?.ToString() ?? "";
        if (OffsetDateTimePattern.ExtendedIso.Parse(start).TryGetValue(default, out var moment))
            return (moment, record);
        throw new RefusedException($"{path}: line {line}: '{start}' is not a moment with its offset. Write intervalStart like 2020-03-16T08:00:00Z.");
    }

    private static bool In(LocalDate date, ReplayPlan plan) =>
        (plan.From is not { } from || date >= from) && (plan.Until is not { } until || date <= until);

    private static int Shift(IEnumerable<LocalDate> dates, ReplayPlan plan) =>
        plan.ShiftTo is { } first && dates.DefaultIfEmpty(first).Min() is var recorded ? Period.DaysBetween(recorded, first) : 0;
}
