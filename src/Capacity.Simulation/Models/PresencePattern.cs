using System.Text.Json;
using Capacity.Domain.Json;
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
        var week = team.Shifts.Count > 0
            ? PaidHoursOfShifts(team)
            : team.WorkingHours.Periods.GroupBy(period => period.Day)
                .ToDictionary(day => day.Key, day => day.Sum(period => WeightedHours(period, team.PresenceByHour)));
        var total = week.Values.Sum();
        _shareOfDay = week.ToDictionary(day => day.Key, day => total > 0 ? day.Value / total : 0);
        Positions = new double[timeline.Intervals];
        if (total <= 0)
            return;
        var localTimes = timeline.LocalTimes(DateTimeZoneProviders.Tzdb[zoneName]);
        if (team.Shifts.Count > 0)
            AddShifts(team, localTimes, timeline.IntervalSeconds / 60, total);
        else
            AddHours(team, zoneName, timeline, localTimes, total);
    }

    /// <summary>The pattern of a team, the same object for teams of the same hours.</summary>
    public static PresencePattern Shared(Dictionary<string, PresencePattern> known, Team team, string zoneName, Timeline timeline)
    {
        var hours = JsonSerializer.Serialize(
            new { zoneName, team.WorkingHours, team.PresenceByHour, team.Shifts }, CapacityJson.Options);
        if (!known.TryGetValue(hours, out var pattern))
            known[hours] = pattern = new PresencePattern(team, zoneName, timeline);
        return pattern;
    }

    void AddHours(Team team, string zoneName, Timeline timeline, IReadOnlyList<LocalDateTime> localTimes, double total)
    {
        var spans = OpenSpans.Of(team.WorkingHours, zoneName, timeline);
        for (var i = 0; i < timeline.Intervals; i++)
        {
            var start = timeline.StartOf(i);
            var worked = spans.OpenSecondsBetween(start, start + timeline.IntervalSeconds) / timeline.IntervalSeconds;
            if (worked > 0)
                Positions[i] = worked * Weight(team.PresenceByHour, localTimes[i].Hour) / total;
        }
    }

    /// <summary>An hour that daylight saving repeats is worked twice by whoever's shift it lies in, and one that it skips by nobody.</summary>
    void AddShifts(Team team, IReadOnlyList<LocalDateTime> localTimes, int minutes, double total)
    {
        for (var i = 0; i < localTimes.Count; i++)
        {
            if (team.WorkingHours.ClosedDates.Contains(localTimes[i].Date))
                continue;
            var from = localTimes[i].Hour * 60 + localTimes[i].Minute;
            foreach (var shift in team.Shifts)
                if (shift.Days.Contains(localTimes[i].DayOfWeek))
                    Positions[i] += shift.Weight * shift.WorkedShare(from, from + minutes) / total;
        }
    }

    static Dictionary<IsoDayOfWeek, double> PaidHoursOfShifts(Team team) =>
        team.Shifts.SelectMany(shift => shift.Days.Select(day => (day, Hours: shift.Weight * shift.PaidMinutes() / 60)))
            .GroupBy(x => x.day).ToDictionary(day => day.Key, day => day.Sum(x => x.Hours));

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
