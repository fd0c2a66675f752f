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
            .. series.Starts.Select((start, i) => new HistoryRow(
                start.InZoneLeniently(zone).ToDateTimeOffset(), series.IntervalMinutes, series.Counts[i],
                HandleSeconds: series.HandleSeconds.Count > i && double.IsFinite(series.HandleSeconds[i])
                    ? series.HandleSeconds[i] * series.Counts[i] : null)),
        ];
    }

    /// <summary>The rows of the interval that most of them have; files of other intervals do not mix.</summary>
    public static HistorySeries Series(IReadOnlyList<HistoryRow> rows, string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var minutes = rows.GroupBy(row => row.IntervalMinutes).MaxBy(group => group.Count())!.Key;
        var local = rows.Where(row => row.IntervalMinutes == minutes)
            .Select(row => (Start: Instant.FromDateTimeOffset(row.IntervalStart).InZone(zone).LocalDateTime, row.Offered))
            .DistinctBy(row => row.Start)
            .OrderBy(row => row.Start)
            .ToList();
        return new HistorySeries
        {
            IntervalMinutes = minutes, Starts = [.. local.Select(row => row.Start)], Counts = [.. local.Select(row => row.Offered)],
        };
    }
}
