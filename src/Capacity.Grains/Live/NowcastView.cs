using Capacity.Contracts.Queues;
using Capacity.Domain.Networks;
using Capacity.Forecasting.Baselines;
using Capacity.Forecasting.Nowcasts;
using Capacity.Numerics.Queueing;
using NodaTime;

namespace Capacity.Grains.Live;

/// <summary>A day's nowcast as it is pushed: what came, laid over what was expected.</summary>
internal static class NowcastView
{
    /// <summary>Absent where nothing was expected of the day.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="date">Its local day.</param>
    /// <param name="facts">What came.</param>
    /// <param name="planned">The published plan of the day; absent: the forecast's.</param>
    /// <param name="fitted">The queue's own fit; absent: a usual scatter of intervals.</param>
    public static LiveNowcast? Of(Queue queue, LocalDate date, IReadOnlyList<LiveInterval> facts, PlannedDay? planned, SeriesForecast? fitted)
    {
        if ((planned ?? (fitted is null ? null : PlannedDay.Of(fitted, date))) is not { Total: > 0 } day) return null;
        var zone = LiveDay.Zone(queue);
        var midnight = zone.AtStartOfDay(date).LocalDateTime;
        double Minute(DateTimeOffset start) =>
            Period.Between(midnight, Instant.FromDateTimeOffset(start).InZone(zone).LocalDateTime, PeriodUnits.Seconds).Seconds / 60.0;
        DateTimeOffset At(double minute) => midnight.PlusSeconds((long)Math.Round(minute * 60)).InZoneLeniently(zone).ToDateTimeOffset();
        Nowcast model = fitted is null ? new Nowcast(0, day.Variation) : new Nowcast(0, day.Variation, fitted.IntervalVariation, Math.Clamp(fitted.IntervalCorrelation, 0, 0.95));
        var outlook = DayOutlook.Of(
            model, [.. day.Steps.Select(step => new ExpectedStep(step.Start, step.Minutes, day.Total * step.Share))],
            [.. facts.Select(fact => (Minute(fact.Start), Minute(fact.Start) + fact.Minutes, (double)fact.Offered))]);
        var (answered, handled) = (facts.Sum(fact => (double)fact.Answered), facts.Sum(fact => fact.HandleSeconds));
        var seconds = answered > 0 && handled > 0 ? handled / answered : queue.HandleTime.MeanSeconds;
        return new LiveNowcast
        {
            FromForecast = planned is null, ExpectedSoFar = outlook.ExpectedSoFar, Observed = outlook.Observed, Expected = day.Total,
            Factor = Figure(outlook.Day.Factor.Mean, outlook.Day.Factor.P10, outlook.Day.Factor.P90), Remaining = Figure(outlook.Day.Remaining),
            Total = Figure(outlook.Day.Total), HandleSeconds = seconds,
            Ahead = [.. outlook.Ahead.Select(step => new NowcastStep
            {
                Start = At(step.Step.Start), Minutes = step.Step.Minutes, Expected = step.Step.Contacts, Contacts = Figure(step.Contacts),
            })],
            Staff = Staff(queue, seconds, outlook) is { } staff ? new NowcastStaff
            {
                Start = At(staff.Step.Step.Start), Expected = staff.Expected, Needed = staff.Needed, NeededAtMost = staff.NeededAtMost,
                ServiceLevel = staff.ServiceLevel,
            } : null,
        };
    }

    private static StaffOutlook? Staff(Queue queue, double seconds, DayOutlook outlook)
    {
        try
        {
            return StaffOutlook.Of(queue, seconds, outlook.Ahead);
        }
        catch (QueueRefusedException)
        {
            // Goals that no number of agents meets: the contacts are still told.
            return null;
        }
    }

    private static NowcastFigure Figure(CountForecast count) => Figure(count.Mean, count.P10, count.P90);

    private static NowcastFigure Figure(double mean, double p10, double p90) => new() { Mean = mean, P10 = p10, P90 = p90 };
}
