using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Calibration;

/// <summary>Counts by interval, with what became of them, of a log of single contacts.</summary>
public static class LoggedHistory
{
    /// <summary>The history of one queue; intervals without a contact are absent.</summary>
    /// <param name="log">Contacts.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="zone">Zone of the starts.</param>
    /// <param name="minutes">Length of an interval.</param>
    public static HistorySeries Of(ContactLog log, string queue, DateTimeZone zone, int minutes = 30)
    {
        var slots = log.Contacts.Where(contact => contact.Queue == queue).GroupBy(contact => StartOf(contact.Offered.InZone(zone).LocalDateTime, minutes))
            .OrderBy(slot => slot.Key).ToList();
        return new HistorySeries
        {
            IntervalMinutes = minutes,
            Starts = [.. slots.Select(slot => slot.Key)],
            Counts = [.. slots.Select(slot => (double)(slot.Count() - Count(slot, LoggedOutcome.Blocked)))],
            HandleSeconds = [.. slots.Select(slot => slot.Where(contact => contact.Handle > 0).Select(contact => contact.Handle).DefaultIfEmpty(double.NaN).Average())],
            Outcomes = [.. slots.Select(slot => new HistoryOutcome(
                Count(slot, LoggedOutcome.Answered) + Count(slot, LoggedOutcome.StillServed), Count(slot, LoggedOutcome.Abandoned),
                Count(slot, LoggedOutcome.Blocked), double.NaN))],
        };
    }

    private static LocalDateTime StartOf(LocalDateTime local, int minutes)
    {
        var minute = local.Hour * 60 + local.Minute;
        return local.Date.AtMidnight().PlusMinutes(minute - minute % minutes);
    }

    private static int Count(IEnumerable<LoggedContact> slot, LoggedOutcome outcome) => slot.Count(contact => contact.Outcome == outcome);
}
