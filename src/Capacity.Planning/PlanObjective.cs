using Capacity.Domain.Kpis;
using Capacity.Domain.Labor;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;

namespace Capacity.Planning;

/// <summary>What a future costs beyond wages: missed goals, abandonments, repeats and exhausted people, in euros.</summary>
public static class PlanObjective
{
    /// <summary>The penalty of one simulated scenario; smaller is better.</summary>
    public static double Penalty(Scenario scenario, ScenarioResult result, PlanWeights weights)
    {
        var queues = scenario.Network.Queues.ToDictionary(q => q.Id);
        var teams = scenario.Network.Teams.ToDictionary(t => t.Id);
        var customers = result.Queues.Sum(q => q.Weeks.Sum(week => OfQueueWeek(queues[q.Queue], week.Kpis, weights)));
        var employees = result.Teams.Sum(t => t.Weeks.Sum(week => OfTeamWeek(scenario, teams[t.Team], week, weights)));
        return customers + employees;
    }

    /// <summary>Contacts by which a queue-week misses its service level.</summary>
    public static double MissedContacts(Queue queue, KpiSet kpis)
    {
        var level = Figure(kpis, ContactKpis.ServiceLevel(queue.Goals.Definition).Name);
        return Math.Max(0, queue.Goals.ServiceLevel - level) * Figure(kpis, ContactKpis.Offered.Name);
    }

    /// <summary>Agent-hours of a team-week above its occupancy ceiling.</summary>
    public static double HoursAboveCeiling(Team team, KpiSet kpis)
    {
        var handling = Figure(kpis, TeamKpiNames.HandlingHours);
        return Math.Max(0, handling - team.OccupancyCeiling * (handling + Figure(kpis, TeamKpiNames.WaitingHours)));
    }

    private static double OfQueueWeek(Queue queue, KpiSet kpis, PlanWeights weights)
    {
        var repeats = Figure(kpis, ContactKpis.FailureDemand.Name) * Figure(kpis, ContactKpis.Offered.Name);
        return weights.MissedContact * MissedContacts(queue, kpis)
            + weights.Abandonment * Figure(kpis, ContactKpis.Abandoned.Name)
            + weights.RepeatedContact * repeats;
    }

    private static double OfTeamWeek(Scenario scenario, Team team, WeekKpis week, PlanWeights weights)
    {
        var paid = Figure(week.Kpis, TeamKpiNames.PaidHours);
        var present = paid * DatedShrinkage.InWeek(scenario, team, week.Start, one => (1 - one.Leave) * (1 - one.Training) * (1 - one.Cohesion) * (1 - one.Meetings));
        return weights.HourAboveCeiling * HoursAboveCeiling(team, week.Kpis)
            + weights.MissingBreakHour * present * Math.Max(0, BreakTime.Lawful - BreakTime.Share(scenario, team, week.Start))
            + weights.MissingTogetherHour * paid * DatedShrinkage.InWeek(scenario, team, week.Start, one =>
                Math.Max(0, TimeTogether.UsualTraining - one.Training) + Math.Max(0, TimeTogether.UsualCohesion - one.Cohesion));
    }

    private static double Figure(KpiSet kpis, string name) => kpis[name]?.Mean is { } mean && double.IsFinite(mean) ? mean : 0;
}
