using System.Globalization;
using Capacity.Contracts.Queues;
using Capacity.Dashboard.Charts;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>Draws a queue's day: what came by interval, the plan, and the rest of the day with its band.</summary>
public static class LiveChart
{
    /// <summary>Intervals that came, then steps to come, cut into intervals of the same length where steps are longer.</summary>
    public static ChartModel Of(LiveTile tile, IStringLocalizer text)
    {
        QueueDay day = tile.Day!;
        List<(DateTimeOffset Start, double Offered, double? Plan)> came =
        [
            .. day.Intervals.GroupBy(interval => interval.Start).OrderBy(group => group.Key)
                .Select(group => (group.Key, group.Sum(interval => (double)interval.Offered), group.Max(interval => interval.PlannedOffered))),
        ];
        List<NowcastStep> ahead = day.Nowcast is { } nowcast ? Steps(nowcast, day.Intervals[0].Minutes) : [];
        int past = came.Count, all = past + ahead.Count;
        TimeZoneInfo zone = Zone(tile);
        string[] times = [.. came.Select(interval => interval.Start).Concat(ahead.Select(step => step.Start)).Select(start => Time(start, zone))];
        IReadOnlyList<double?> Later(Func<NowcastStep, double> value) => [.. Enumerable.Range(0, all).Select(i => i < past ? (double?)null : value(ahead[i - past]))];
        List<ChartSeries> series = [new(text["Actual"], SeriesKind.Bar, "fresh", [.. Enumerable.Range(0, all).Select(i => i < past ? came[i].Offered : (double?)null)])];
        if (ahead.Count > 0)
        {
            series.Insert(0, new(text["Band"], SeriesKind.Band, "band", Later(step => step.Contacts.P90), Later(step => step.Contacts.P10)));
            series.Add(new(text["Nowcast"], SeriesKind.Line, "accent", Later(step => step.Contacts.Mean)));
        }

        if (tile.Planned is not null || day.Nowcast is { FromForecast: true })
        {
            string name = day.Nowcast is { FromForecast: true } ? text["Forecast"] : text["Plan"];
            series.Add(new(name, SeriesKind.Step, "capacity", [.. Enumerable.Range(0, all).Select(i => i < past ? came[i].Plan : ahead[i - past].Expected)]));
        }

        int every = Math.Max(1, all / 10);
        return new ChartModel(text["ChartName", tile.Queue.Name.In(Preferences.SupportedCultures.Language)], times, series)
        {
            PointName = text["Time"],
            Ticks = [.. Enumerable.Range(0, all).Where(i => i % every == 0).Select(i => new ChartTick(i, times[i]))],
        };
    }

    /// <summary>Local time of the queue, as in 14:30.</summary>
    public static string Time(DateTimeOffset moment, LiveTile tile) => Time(moment, Zone(tile));

    private static TimeZoneInfo Zone(LiveTile tile) => TimeZoneInfo.TryFindSystemTimeZoneById(tile.Queue.TimeZone, out TimeZoneInfo? found) ? found : TimeZoneInfo.Utc;

    private static string Time(DateTimeOffset moment, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(moment, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    // One bar, one length: steps of an hour beside half hours are two halves, quarter hours are put together.
    private static List<NowcastStep> Steps(LiveNowcast nowcast, int minutes) =>
    [
        .. nowcast.Ahead.SelectMany(step => Parts(step, minutes)).GroupBy(part => part.Start.UtcTicks / TimeSpan.FromMinutes(minutes).Ticks).OrderBy(group => group.Key)
            .Select(group => new NowcastStep
            {
                Start = group.Min(part => part.Start), Minutes = minutes, Expected = group.Sum(part => part.Expected),
                Contacts = new NowcastFigure
                {
                    Mean = group.Sum(part => part.Contacts.Mean), P10 = group.Sum(part => part.Contacts.P10), P90 = group.Sum(part => part.Contacts.P90),
                },
            }),
    ];

    private static IEnumerable<NowcastStep> Parts(NowcastStep step, int minutes)
    {
        int parts = Math.Max(1, (int)Math.Round(step.Minutes / minutes));
        NowcastFigure part = new() { Mean = step.Contacts.Mean / parts, P10 = step.Contacts.P10 / parts, P90 = step.Contacts.P90 / parts };
        return Enumerable.Range(0, parts).Select(i => step with
        {
            Start = step.Start.AddMinutes(step.Minutes / parts * i), Minutes = step.Minutes / parts, Expected = step.Expected / parts, Contacts = part,
        });
    }
}
