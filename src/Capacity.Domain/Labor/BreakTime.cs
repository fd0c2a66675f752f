using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Domain.Labor;

/// <summary>The break time of a team beside that of the law: the one measure of the scorecard, the rules and the search.</summary>
public static class BreakTime
{
    /// <summary>Break ÷ presence by law: 20 minutes in six hours (Code du travail, L3121-16).</summary>
    public const double Lawful = 20.0 / 360;

    /// <summary>Break ÷ presence of a team in a week: of its shifts where it has some, else of its shrinkage with what decisions make of it.</summary>
    public static double Share(Scenario scenario, Team team, LocalDate monday)
    {
        var presence = team.Shifts.Sum(shift => shift.Weight * (shift.WorkedMinutes() + shift.Breaks.Sum(pause => pause.Minutes)));
        return presence > 0
            ? team.Shifts.Sum(shift => shift.Weight * shift.Breaks.Sum(pause => pause.Minutes)) / presence
            : DatedShrinkage.InWeek(scenario, team, monday, shrinkage => shrinkage.Breaks);
    }

    /// <summary>Break time of a team in a week ÷ that of the law.</summary>
    public static double Kept(Scenario scenario, Team team, LocalDate monday) => Share(scenario, team, monday) / Lawful;

    /// <summary>The Mondays of the weeks that can still be changed: those that begin on the as-of day or later.</summary>
    public static IEnumerable<LocalDate> WeeksAhead(Scenario scenario) =>
        Enumerable.Range(0, scenario.Weeks).Select(week => scenario.Start.PlusWeeks(week)).Where(monday => monday >= scenario.AsOf);
}
