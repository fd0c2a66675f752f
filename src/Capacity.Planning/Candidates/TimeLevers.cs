using Capacity.Domain.Labor;
using Capacity.Domain.Levers;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;

namespace Capacity.Planning.Candidates;

/// <summary>Breaks given back to a team that has less than the law's, alone or with its time for training and cohesion. None takes time from people.</summary>
internal static class TimeLevers
{
    /// <summary>Shares are written to a tenth of a percent, up: a plan is read by people, and less than the law's would not be kept.</summary>
    private const double Digits = 1000;

    public static IEnumerable<Lever> Of(Scenario scenario)
    {
        foreach (var team in scenario.Network.Teams.Where(team => team.Shifts.Count == 0))
        {
            var lever = new ShrinkageChange { Team = team.Id, Breaks = Math.Ceiling(BreakTime.Lawful * Digits) / Digits };
            var from = scenario.AsOf.PlusDays(lever.LeadDays());
            if (from >= scenario.End() || BreakTime.WeeksAhead(scenario).All(monday => BreakTime.Kept(scenario, team, monday) >= 1))
                continue;
            var now = DatedShrinkage.On(scenario, team, from);
            yield return lever with { Id = $"breaks-{team.Id}-{from:yyyyMMdd}", From = from };
            if (now.Training < TimeTogether.UsualTraining || now.Cohesion < TimeTogether.UsualCohesion)
                yield return lever with
                {
                    Id = $"breaks-together-{team.Id}-{from:yyyyMMdd}",
                    From = from,
                    Training = now.Training < TimeTogether.UsualTraining ? TimeTogether.UsualTraining : null,
                    Cohesion = now.Cohesion < TimeTogether.UsualCohesion ? TimeTogether.UsualCohesion : null,
                };
        }
    }
}
