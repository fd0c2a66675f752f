using Capacity.Contracts.Queues;
using Capacity.Domain.Networks;

namespace Capacity.Dashboard.Views;

/// <summary>A queue on the live wall: today so far beside the plan, and how fresh that is.</summary>
public sealed record LiveTile
{
    /// <summary>The queue.</summary>
    public required Queue Queue { get; init; }

    /// <summary>The facts; absent before the first came in.</summary>
    public QueueDay? Day { get; init; }

    /// <summary>Contacts offered so far.</summary>
    public double Offered { get; init; }

    /// <summary>Contacts that the plan expected for the intervals that came in; absent without a plan.</summary>
    public double? Planned { get; init; }

    /// <summary>Contacts answered so far.</summary>
    public double Answered { get; init; }

    /// <summary>Contacts abandoned so far.</summary>
    public double Abandoned { get; init; }

    /// <summary>Share answered within target, where the source tells it.</summary>
    public double? WithinTarget { get; init; }

    /// <summary>Seconds since the last fact came in; absent before the first.</summary>
    public double? AgeSeconds { get; init; }

    /// <summary>Offered against plan (0.1 = ten percent more); absent without a plan.</summary>
    public double? Deviation => Planned > 0 ? Offered / Planned.Value - 1 : null;

    /// <summary>More than a quarter off is bad, more than a tenth is close.</summary>
    public Level Level => Deviation is not { } off ? Level.Neutral : Judge(off);

    /// <inheritdoc cref="Level"/>
    public static Level Judge(double off) => Math.Abs(off) > 0.25 ? Level.Bad : Math.Abs(off) > 0.10 ? Level.Warn : Level.Good;

    /// <summary>Facts older than two intervals are stale.</summary>
    public bool IsStale => AgeSeconds > 2 * 60 * (Day is { Intervals.Length: > 0 } day ? day.Intervals[0].Minutes : 30);

    /// <summary>Sums the day of a queue.</summary>
    public static LiveTile Of(Queue queue, QueueDay? day, DateTimeOffset now)
    {
        if (day is null || day.Intervals.Length == 0) return new LiveTile { Queue = queue, Day = day };
        bool planned = day.Intervals.Any(interval => interval.PlannedOffered is not null);
        double offered = day.Intervals.Sum(interval => interval.Offered);
        return new LiveTile
        {
            Queue = queue,
            Day = day,
            Offered = offered,
            Planned = planned ? day.Intervals.Sum(interval => interval.PlannedOffered ?? 0) : null,
            Answered = day.Intervals.Sum(interval => interval.Answered),
            Abandoned = day.Intervals.Sum(interval => interval.Abandoned),
            WithinTarget = offered > 0 && day.Intervals.All(interval => interval.AnsweredWithinTarget is not null)
                ? day.Intervals.Sum(interval => interval.AnsweredWithinTarget!.Value) / offered
                : null,
            AgeSeconds = day.LastSeen is { } seen ? Math.Max(0, (now - seen).TotalSeconds) : null,
        };
    }
}
