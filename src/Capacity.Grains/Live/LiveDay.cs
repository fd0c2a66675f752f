using System.Collections.Immutable;
using Capacity.Contracts.Queues;
using Capacity.Domain.Networks;
using Capacity.Storage;
using NodaTime;

namespace Capacity.Grains.Live;

/// <summary>What came in of one local day of a queue, and how newer facts change it.</summary>
internal static class LiveDay
{
    /// <summary>The queue's local date on which an interval starts.</summary>
    public static LocalDate DateOf(DateTimeOffset start, DateTimeZone zone) => Instant.FromDateTimeOffset(start).InZone(zone).Date;

    /// <summary>First and last instant (not included) of a local date.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until) Bounds(LocalDate date, DateTimeZone zone) =>
        (zone.AtStartOfDay(date).ToDateTimeOffset(), zone.AtStartOfDay(date.PlusDays(1)).ToDateTimeOffset());

    /// <summary>The queue's zone; UTC before the queue is defined.</summary>
    public static DateTimeZone Zone(Queue? queue) =>
        queue is null ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb.GetZoneOrNull(queue.TimeZone) ?? DateTimeZone.Utc;

    /// <summary>Intervals in order of time, a newer fact of the same start and source replacing the older one.</summary>
    public static ImmutableArray<LiveInterval> Merge(ImmutableArray<LiveInterval> known, IEnumerable<LiveInterval> news)
    {
        var merged = known.ToDictionary(interval => (interval.Start, interval.Source));
        foreach (var interval in news) merged[(interval.Start, interval.Source)] = interval;
        return [.. merged.Values.OrderBy(interval => interval.Start).ThenBy(interval => interval.Source, StringComparer.Ordinal)];
    }

    /// <summary>A stored record as the live view shows it.</summary>
    public static LiveInterval Of(StoredInterval record) => new()
    {
        Start = record.IntervalStart,
        Minutes = record.IntervalMinutes,
        Offered = record.Offered,
        Answered = record.Answered,
        Abandoned = record.Abandoned ?? 0,
        AnsweredWithinTarget = record.AnsweredWithinTarget,
        HandleSeconds = (record.TalkSeconds ?? 0) + (record.HoldSeconds ?? 0) + (record.WrapSeconds ?? 0),
        WaitSecondsAnswered = record.WaitSecondsAnswered ?? 0,
        Source = record.Source,
    };
}
