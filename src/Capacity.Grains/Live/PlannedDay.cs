using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Forecasting.Baselines;
using Capacity.Numerics;
using NodaTime;

namespace Capacity.Grains.Live;

/// <summary>Contacts that a plan expects of one queue on one day, spread over the day by the baseline's shape.</summary>
/// <param name="Total">Contacts of the day.</param>
/// <param name="Steps">Start of each step in minutes after local midnight, its length, and its share (0–1) of the day.</param>
/// <param name="Variation">Coefficient of variation of the day's contacts around the total.</param>
internal sealed record PlannedDay(double Total, IReadOnlyList<(double Start, double Minutes, double Share)> Steps, double Variation)
{
    /// <summary>No plan is surer than this of a day.</summary>
    private const double LeastVariation = 0.05;

    /// <summary>Contacts expected in a stretch of local time, in minutes after midnight.</summary>
    public double Between(double from, double until) => Total * Steps.Sum(step =>
        step.Share * Math.Max(0, Math.Min(until, step.Start + step.Minutes) - Math.Max(from, step.Start)) / step.Minutes);

    /// <summary>The plan of a day, absent where the baseline has no shape for its weekday.</summary>
    /// <param name="queue">The queue, whose opening hours stand in for a shape.</param>
    /// <param name="profile">The weekday's profile.</param>
    /// <param name="total">Contacts that the simulation expects on the day; absent: those of an ordinary such day.</param>
    /// <param name="variation">Coefficient of variation of an ordinary day.</param>
    public static PlannedDay? Of(Queue queue, WeekdayProfile? profile, Estimate? total, double variation)
    {
        if (profile is null) return null;
        var steps = profile.Shape.Count > 0 ? Shaped(profile) : Even(queue, profile.Day);
        return steps.Count > 0 ? new PlannedDay(total?.Mean ?? profile.Contacts, steps, Math.Max(LeastVariation, total is null ? variation : Variations(total))) : null;
    }

    /// <summary>A day of a queue's own forecast; absent where it does not reach the day or the queue is closed.</summary>
    public static PlannedDay? Of(SeriesForecast forecast, LocalDate date)
    {
        var steps = forecast.Soon.Where(point => point.Start.Date == date && point.Mean > 0).ToList();
        if (steps.Count == 0 || forecast.Days.FirstOrDefault(day => day.Date == date) is not { } day) return null;
        var total = steps.Sum(step => step.Mean);
        return new PlannedDay(
            total, [.. steps.Select(step => (Minutes(step.Start.TimeOfDay), (double)forecast.IntervalMinutes, step.Mean / total))],
            Math.Max(LeastVariation, Spread(day.P10, day.P90) / day.Mean));
    }

    // Poisson's own part is drawn again by whoever counts contacts.
    private static double Variations(Estimate total) => total.Mean <= 0 ? 0
        : Math.Sqrt(Math.Max(0, Math.Pow(Spread(total.P10, total.P90) / total.Mean, 2) - 1 / total.Mean));

    /// <summary>The standard deviation of a normal law with these deciles.</summary>
    private static double Spread(double p10, double p90) => (p90 - p10) / (2 * NormalLaw.Quantile(0.9));

    private static List<(double, double, double)> Shaped(WeekdayProfile profile)
    {
        var start = Minutes(profile.ShapeStart);
        var sum = profile.Shape.Sum();
        return sum > 0
            ? [.. profile.Shape.Select(
                (weight, step) => (start + (double)step * profile.StepMinutes, (double)profile.StepMinutes, weight / sum))]
            : [];
    }

    private static List<(double, double, double)> Even(Queue queue, IsoDayOfWeek day)
    {
        var open = queue.OpeningHours.Periods.Where(period => period.Day == day).ToList();
        var hours = open.Sum(period => period.Hours());
        return hours > 0 ? [.. open.Select(period => (Minutes(period.From), period.Hours() * 60, period.Hours() / hours))] : [];
    }

    private static double Minutes(LocalTime time) => time.NanosecondOfDay / (60.0 * NodaConstants.NanosecondsPerSecond);
}
