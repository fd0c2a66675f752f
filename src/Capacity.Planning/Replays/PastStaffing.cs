using Capacity.Domain.Networks;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Planning.Replays;

/// <summary>Agents who really were there, by interval of one week: a team that has exactly these.</summary>
public static class PastStaffing
{
    private const double FullTimeHours = 35;

    /// <summary>The team with the agents of a week instead of its people, hours and shrinkage.</summary>
    /// <param name="team">Its skills and site stay.</param>
    /// <param name="agents">Agents by start of an interval, local to the site.</param>
    /// <param name="minutes">Length of an interval.</param>
    public static Team Of(Team team, IEnumerable<(LocalDateTime Start, double Agents)> agents, int minutes)
    {
        ShiftPattern[] shifts = [.. agents.Where(one => one.Agents > 0).Select(one => new ShiftPattern
        {
            Id = $"at-{one.Start:ddd-HHmm}".ToLowerInvariant(),
            Days = [one.Start.DayOfWeek],
            From = one.Start.TimeOfDay,
            Until = one.Start.PlusMinutes(minutes).TimeOfDay,
            Weight = one.Agents,
        })];
        var hours = shifts.Sum(shift => shift.Weight * minutes / 60.0);
        return team with
        {
            Headcount = hours / FullTimeHours,
            ContractHours = FullTimeHours,
            Shrinkage = new Shrinkage { Leave = 0, Training = 0, Cohesion = 0, Breaks = 0, Absence = 0, Adherence = 1 },
            Contracts = [],
            Tenure = [],
            Attrition = [],
            Learning = null,
            PresenceByHour = [],
            Shifts = shifts,
        };
    }
}
