using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using NodaTime;

namespace Capacity.Grains.Live;

/// <summary>Contacts that a plan expects of one queue on one day, spread over the day by the baseline's shape.</summary>
/// <param name="Total">Contacts of the day.</param>
/// <param name="Steps">Start of each step in minutes after local midnight, its length, and its share (0–1) of the day.</param>
internal sealed record PlannedDay(double Total, IReadOnlyList<(double Start, double Minutes, double Share)> Steps)
{
    /// <summary>Contacts expected in a stretch of local time, in minutes after midnight.</summary>
    public double Between(double from, double until) => Total * Steps.Sum(step =>
        step.Share * Math.Max(0, Math.Min(until, step.Start + step.Minutes) - Math.Max(from, step.Start)) / step.Minutes);

    /// <summary>The plan of a day, absent where the baseline has no shape for its weekday.</summary>
    /// <param name="queue">The queue, whose opening hours stand in for a shape.</param>
    /// <param name="profile">The weekday's profile.</param>
    /// <param name="total">Contacts that the simulation expects on the day; absent: those of an ordinary such day.</param>
    public static PlannedDay? Of(Queue queue, WeekdayProfile? profile, double? total)
    {
        if (profile is null) return null;
        var steps = profile.Shape.Count > 0 ? Shaped(profile) : Even(queue, profile.Day);
        return steps.Count > 0 ? new PlannedDay(total ?? profile.Contacts, steps) : null;
    }

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
