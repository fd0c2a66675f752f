using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Queues;
using Capacity.Domain.Json;
using Capacity.Domain.Networks;
using Capacity.Grains.Live;
using Capacity.Storage;
using NodaTime;
using HistorySeries = Capacity.Forecasting.History.HistorySeries;

namespace Capacity.Grains.History;

/// <summary>What came in of a queue over all its days: imported rows, and after the last of them what live sources sent.</summary>
public sealed class QueueHistory(IHistoryStore history, IIntervalStore intervals, TimeProvider time)
{
    /// <summary>Complete local days of a queue; absent where it is not defined or nothing came.</summary>
    internal async Task<QueueDays?> ReadAsync(IGrainFactory grains, string queueId)
    {
        var definition = await grains.GetGrain<IQueueGrain>(GrainKey.Queue(queueId).ToString()).Get();
        if (definition.Version == 0) return null;
        var queue = JsonSerializer.Deserialize<Queue>(definition.Json, CapacityJson.Options)!;
        var imports = await history.ImportsAsync();
        var rows = await history.ReadAsync(queueId);
        var minutes = rows.Count > 0 ? rows.GroupBy(row => row.IntervalMinutes).MaxBy(group => group.Count())!.Key : 0;
        var after = rows.Count > 0 ? rows[^1].IntervalStart.AddMinutes(rows[^1].IntervalMinutes) : DateTimeOffset.MinValue;
        var live = await intervals.OfQueueAsync(queueId, after, time.GetUtcNow());
        // What was invented gives way to the first record of a real source.
        if (live.Count > 0 && HistoryReply.SyntheticOf(queueId, imports).Any()) (rows, minutes) = ([], 0);
        var all = minutes == 0 || live.All(record => minutes % record.IntervalMinutes == 0)
            ? [.. rows, .. InSteps(live, Math.Max(minutes, live.Select(record => record.IntervalMinutes).DefaultIfEmpty(0).Max()))] : rows;
        if (all.Count == 0) return null;
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(LiveDay.Zone(queue)).Date;
        var refused = RememberedMapping.RefusedFor(queueId, imports);
        return new QueueDays(HistoryRows.Series(all, queue.TimeZone).Before(today), queue.TimeZone, refused);
    }

    /// <summary>Live records as rows of one length, those of several sources and channels added up.</summary>
    private static IEnumerable<HistoryRow> InSteps(IReadOnlyList<StoredInterval> live, int minutes)
    {
        var step = TimeSpan.FromMinutes(minutes).Ticks;
        return live.GroupBy(record => record.IntervalStart.UtcTicks - record.IntervalStart.UtcTicks % step).OrderBy(group => group.Key).Select(
            group => new HistoryRow(
                new DateTimeOffset(group.Key, TimeSpan.Zero), minutes, group.Sum(record => (double)record.Offered),
                group.Sum(record => (double)record.Answered), group.Sum(record => (double)(record.Abandoned ?? 0)),
                group.Sum(record => (record.TalkSeconds ?? 0) + (record.HoldSeconds ?? 0) + (record.WrapSeconds ?? 0))));
    }
}

/// <summary>Complete days of a queue.</summary>
/// <param name="Series">Counts as they came.</param>
/// <param name="TimeZone">IANA zone of their starts.</param>
/// <param name="Refused">Corrections of the cleaning list that a planner refused.</param>
internal sealed record QueueDays(HistorySeries Series, string TimeZone, IReadOnlyList<string> Refused);
