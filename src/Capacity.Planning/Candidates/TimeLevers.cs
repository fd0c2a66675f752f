using Capacity.Domain.Labor;
using Capacity.Domain.Levers;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;

namespace Capacity.Planning.Candidates;

/// <summary>
/// Breaks given back to a team that has less than the law's, and, as a decision of its own, its time for training and cohesion. None takes time
/// from people.
/// </summary>
internal static class TimeLevers
{
    /// <summary>Shares are written to a tenth of a percent, up: a plan is read by people, and less than the law's would not be kept.</summary>
    private const double Digits = 1000;

    public static IEnumerable<Lever> Of(Scenario scenario)
    {
        foreach (var team in scenario.Network.Teams.Where(team => team.Shifts.Count == 0 && team.Shrinkage.Breaks < BreakTime.Lawful))
        {
            var lever = new ShrinkageChange { Team = team.Id };
            lever = lever with { From = scenario.AsOf.PlusDays(lever.LeadDays()) };
            if (lever.From >= scenario.End())
                continue;
            var now = DatedShrinkage.On(scenario, team, lever.From);
            if (now.Breaks < BreakTime.Lawful)
                yield return lever with { Id = $"breaks-{team.Id}-{lever.From:yyyyMMdd}", Breaks = Math.Ceiling(BreakTime.Lawful * Digits) / Digits };
            if (now.Training < TimeTogether.UsualTraining || now.Cohesion < TimeTogether.UsualCohesion)
                yield return lever with
                {
                    Id = $"together-{team.Id}-{lever.From:yyyyMMdd}",
                    Training = now.Training < TimeTogether.UsualTraining ? TimeTogether.UsualTraining : null,
                    Cohesion = now.Cohesion < TimeTogether.UsualCohesion ? TimeTogether.UsualCohesion : null,
                };
        }
    }
}
