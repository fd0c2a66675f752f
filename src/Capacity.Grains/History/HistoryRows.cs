using Capacity.Forecasting.History;
using Capacity.Storage;
using NodaTime;
using HistorySeries = Capacity.Forecasting.History.HistorySeries;

namespace Capacity.Grains.History;

/// <summary>A series of local starts as rows in UTC, and back.</summary>
internal static class HistoryRows
{
    public static IReadOnlyList<HistoryRow> Of(HistorySeries series, string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        return
        [
            .. series.Starts.Select((start, i) =>
            {
                var outcome = series.Outcomes.Count > i ? series.Outcomes[i] : HistoryOutcome.Unknown;
                return new HistoryRow(
                    start.InZoneLeniently(zone).ToDateTimeOffset(), series.IntervalMinutes, series.Counts[i], Known(outcome.Answered),
                    Known(outcome.Abandoned), series.HandleSeconds.Count > i ? Known(series.HandleSeconds[i] * series.Counts[i]) : null,
                    Known(outcome.Blocked), Known(outcome.Persons));
            }),
        ];
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    /// <summary>The rows of the interval that most of them have; files of other intervals do not mix.</summary>
    public static HistorySeries Series(IReadOnlyList<HistoryRow> rows, string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var minutes = rows.GroupBy(row => row.IntervalMinutes).MaxBy(group => group.Count())!.Key;
        var local = rows.Where(row => row.IntervalMinutes == minutes)
            .Select(row => (Start: Instant.FromDateTimeOffset(row.IntervalStart).InZone(zone).LocalDateTime, Row: row))
            .DistinctBy(row => row.Start)
            .OrderBy(row => row.Start)
            .ToList();
        return new HistorySeries
        {
            IntervalMinutes = minutes,
            Starts = [.. local.Select(one => one.Start)],
            Counts = [.. local.Select(one => one.Row.Offered)],
            HandleSeconds = [.. local.Select(one => one.Row.HandleSeconds / one.Row.Offered ?? double.NaN)],
            Outcomes = [.. local.Select(one => new HistoryOutcome(
                one.Row.Answered ?? double.NaN, one.Row.Abandoned ?? double.NaN, one.Row.Blocked ?? double.NaN,
                one.Row.Persons ?? double.NaN))],
        };
    }
}
