using Capacity.Domain.Networks;
using NodaTime;

namespace Capacity.Forecasting.Calibration;

/// <summary>The stretches in which a queue was open during a log: as the network says, else as the log's own offers show.</summary>
/// <remarks>
/// Closing ends waits that patience would not have ended, and whoever would have come again in closed hours comes at the next opening, within
/// two hours as in the simulation: both are kept apart from what patience and delays tell.
/// </remarks>
internal sealed class QueueHours
{
    /// <summary>Calls that closed hours have held back come within so long of the opening.</summary>
    public static readonly Duration Rush = Duration.FromHours(2);

    private const int Slot = 30;
    private readonly List<(Instant From, Instant Until)> _spans = [];

    private QueueHours(OpeningHours hours, DateTimeZone zone, Instant from, Instant until)
    {
        for (var date = from.InZone(zone).Date.PlusDays(-1); date <= until.InZone(zone).Date.PlusDays(1); date = date.PlusDays(1))
            if (!hours.ClosedDates.Contains(date))
                foreach (var period in hours.Periods.Where(period => period.Day == date.DayOfWeek).OrderBy(period => period.From))
                    Add(date.At(period.From).InZoneLeniently(zone).ToInstant(),
                        (period.Until == LocalTime.Midnight ? date.PlusDays(1).AtMidnight() : date.At(period.Until)).InZoneLeniently(zone).ToInstant());
    }

    /// <summary>Hours of a queue of the network.</summary>
    public static QueueHours Of(Queue queue, Instant from, Instant until) =>
        new(queue.OpeningHours, DateTimeZoneProviders.Tzdb[queue.TimeZone], from, until);

    /// <summary>By weekday from the first to the last half hour in which contacts were ever offered.</summary>
    public static QueueHours Seen(IEnumerable<Instant> offers, DateTimeZone zone, Instant from, Instant until)
    {
        var periods = offers.Select(offer => offer.InZone(zone).LocalDateTime).GroupBy(local => local.DayOfWeek).Select(day =>
        {
            var (first, last) = (day.Min(local => local.Hour * 60 + local.Minute) / Slot * Slot, day.Max(local => local.Hour * 60 + local.Minute) / Slot * Slot + Slot);
            return new OpenPeriod
            {
                Day = day.Key,
                From = LocalTime.FromMinutesSinceMidnight(first),
                Until = last == 1440 ? LocalTime.Midnight : LocalTime.FromMinutesSinceMidnight(last),
            };
        });
        return new QueueHours(new OpeningHours { Periods = [.. periods] }, zone, from, until);
    }

    /// <summary>Whether a moment is a closing, to half a second.</summary>
    public bool IsClosing(Instant moment) =>
        _spans.Exists(span => Math.Abs((span.Until - moment).TotalSeconds) < 0.5);

    /// <summary>
    /// The stretch of moments that lead to the same observation as coming at <paramref name="came"/> after <paramref name="from"/>: closed hours
    /// before, and the rush after them; null where the moment itself is known.
    /// </summary>
    public (Instant From, Instant Until)? Blurred(Instant from, Instant came)
    {
        var at = _spans.FindLastIndex(span => span.From <= came);
        if (at < 1 || _spans[at].From <= from || came > _spans[at].From + Rush)
            return null;
        return (Instant.Max(from, _spans[at - 1].Until), _spans[at].From + Rush);
    }

    /// <summary>Whether the queue stays open for so long after a moment.</summary>
    public bool StaysOpen(Instant moment, Duration length) =>
        _spans.Exists(span => span.From <= moment && moment + length <= span.Until);

    private void Add(Instant from, Instant until)
    {
        if (_spans.Count > 0 && from <= _spans[^1].Until)
            _spans[^1] = (_spans[^1].From, Instant.Max(until, _spans[^1].Until));
        else if (until > from)
            _spans.Add((from, until));
    }
}
