using Capacity.Domain.Networks;
using NodaTime;

namespace Capacity.Simulation.Models;

/// <summary>How a team's weekly hours spread over intervals: by its working hours and its presence by hour of the day.</summary>
/// <remarks>Shares are of an ordinary week: a closed date loses its hours, it does not press them into the other days.</remarks>
internal sealed class PresencePattern
{
    readonly Dictionary<IsoDayOfWeek, double> _shareOfDay;

    public PresencePattern(Team team, string zoneName, Timeline timeline)
    {
        var week = team.WorkingHours.Periods.GroupBy(period => period.Day)
            .ToDictionary(day => day.Key, day => day.Sum(period => WeightedHours(period, team.PresenceByHour)));
        var total = week.Values.Sum();
        _shareOfDay = week.ToDictionary(day => day.Key, day => total > 0 ? day.Value / total : 0);
        Positions = new double[timeline.Intervals];
        if (total <= 0)
            return;
        var zone = DateTimeZoneProviders.Tzdb[zoneName];
        var localTimes = timeline.LocalTimes(zone);
        var spans = OpenSpans.Of(team.WorkingHours, zoneName, timeline);
        for (var i = 0; i < timeline.Intervals; i++)
        {
            var start = timeline.StartOf(i);
            var worked = spans.OpenSecondsBetween(start, start + timeline.IntervalSeconds) / timeline.IntervalSeconds;
            if (worked > 0)
                Positions[i] = worked * Weight(team.PresenceByHour, localTimes[i].Hour) / total;
        }
    }

    /// <summary>Positions in each interval that one hour of the week makes.</summary>
    public double[] Positions { get; }

    /// <summary>Share (0–1) of the week's hours that are paid on a date.</summary>
    public double ShareOf(LocalDate date) => _shareOfDay.GetValueOrDefault(date.DayOfWeek);

    static double Weight(IReadOnlyList<double> presence, int hour) => presence.Count == 0 ? 1 : presence[hour % presence.Count];

    static double WeightedHours(OpenPeriod period, IReadOnlyList<double> presence)
    {
        var from = period.From.NanosecondOfDay / (double)NodaConstants.NanosecondsPerHour;
        var until = from + period.Hours();
        var hours = 0.0;
        for (var hour = (int)from; hour < until; hour++)
            hours += Math.Max(0, Math.Min(until, hour + 1) - Math.Max(from, hour)) * Weight(presence, hour);
        return hours;
    }
}
