using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Domain.Supply;

/// <summary>The shrinkage of a team day by day: its own, and what the scenario's decisions make of it.</summary>
public static class DatedShrinkage
{
    /// <summary>The shrinkage of a team on a day; of two changes that overlap the one later in the list wins.</summary>
    public static Shrinkage On(Scenario scenario, Team team, LocalDate date) => On(Changes(scenario, team), team, date);

    /// <summary>A share of the team's time in the mean of seven days.</summary>
    /// <param name="scenario">The decisions.</param>
    /// <param name="team">The team.</param>
    /// <param name="monday">First of the days.</param>
    /// <param name="share">Which share.</param>
    public static double InWeek(Scenario scenario, Team team, LocalDate monday, Func<Shrinkage, double> share)
    {
        var changes = Changes(scenario, team).ToList();
        return changes.Count == 0
            ? share(team.Shrinkage)
            : Enumerable.Range(0, 7).Average(day => share(On(changes, team, monday.PlusDays(day))));
    }

    /// <summary>The shares that a decision can change in the mean of seven days, the others as they are.</summary>
    public static Shrinkage InWeek(Scenario scenario, Team team, LocalDate monday) => team.Shrinkage with
    {
        Breaks = InWeek(scenario, team, monday, shrinkage => shrinkage.Breaks),
        Meetings = InWeek(scenario, team, monday, shrinkage => shrinkage.Meetings),
        Training = InWeek(scenario, team, monday, shrinkage => shrinkage.Training),
        Cohesion = InWeek(scenario, team, monday, shrinkage => shrinkage.Cohesion),
    };

    private static IEnumerable<ShrinkageChange> Changes(Scenario scenario, Team team) =>
        scenario.Levers.OfType<ShrinkageChange>().Where(change => change.Team == team.Id);

    private static Shrinkage On(IEnumerable<ShrinkageChange> changes, Team team, LocalDate date) => changes
        .Where(change => change.From <= date && (change.Until is not { } until || date < until))
        .Aggregate(team.Shrinkage, (shrinkage, change) => change.Over(shrinkage));
}
