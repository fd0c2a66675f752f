using Capacity.Domain.Kpis;
using Capacity.Domain.Labor;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Planning.Bridge;

/// <summary>Reads what each team's requirement is made of from a scenario and its result, week by week, so that two results can be bridged.</summary>
/// <remarks>
/// A queue's contacts are divided among the teams that serve it by their contract hours. The work is the result's: contacts × handle time;
/// it is taken apart by the scenario's own laws (emotional load, learning) and what the result says of recovery and presence, so that the
/// factors multiply back to it. The requirement is at the occupancy ceiling, rounded up once per team and week; a full-time equivalent is the
/// team's contract week. Rules cost what a lawful break would take where a site checks rules and its team has less.
/// </remarks>
public static class ResultDrivers
{
    /// <summary>The drivers of every team in every week of a result, teams in the network's order.</summary>
    public static IReadOnlyList<StaffingDrivers> Of(Scenario scenario, ScenarioResult result)
    {
        var people = SupplyTable.Of(scenario);
        return
        [
            .. from team in Enumerable.Range(0, scenario.Network.Teams.Count)
               from week in Enumerable.Range(0, scenario.Weeks)
               select OfTeam(scenario, result, scenario.Network.Teams[team], people[team, week], week),
        ];
    }

    private static StaffingDrivers OfTeam(Scenario scenario, ScenarioResult result, Team team, TeamSupply people, int week)
    {
        double fresh = 0, offered = 0, seconds = 0, emotional = 0;
        foreach (var skill in team.Skills)
        {
            var queue = scenario.Network.Queues.First(q => q.Id == skill.Queue);
            if (result.Queues.FirstOrDefault(q => q.Queue == queue.Id)?.Weeks.ElementAtOrDefault(week)?.Kpis is not { } kpis)
                continue;
            var share = ShareOf(scenario, team, queue.Id);
            var contacts = share * Figure(kpis, ContactKpis.Offered.Name);
            var work = contacts * Figure(kpis, ContactKpis.AverageHandleTime.Name) / AtOnce(queue);
            fresh += share * Figure(kpis, ContactKpis.Fresh.Name);
            offered += contacts;
            seconds += work;
            emotional += work / HardFactor(scenario, queue);
        }
        var own = result.Teams.FirstOrDefault(t => t.Team == team.Id)?.Weeks.ElementAtOrDefault(week)?.Kpis ?? new KpiSet();
        var efficiency = people.Trained > 0 ? people.Efficiency : 1;
        var recovering = Recovering(own);
        return new StaffingDrivers
        {
            Team = team.Id,
            Monday = scenario.Start.PlusWeeks(week),
            Volume = fresh,
            Repeats = fresh > 0 ? offered / fresh : 1,
            HandleSeconds = offered > 0 ? emotional / offered * efficiency : 0,
            Emotion = emotional > 0 ? seconds / emotional * recovering : 1,
            Occupancy = scenario.EmotionalLoad?.Ceiling(team.OccupancyCeiling, Figure(own, TeamKpiNames.HardContactsPerAgentDay)) ?? team.OccupancyCeiling,
            Remaining = Present(own, team, people),
            Replacement = people.Trained > 0 ? people.InTraining / people.Trained : 0,
            Efficiency = efficiency,
            RulesLost = RulesLost(scenario, team, scenario.Start.PlusWeeks(week)),
            Rounded = true,
            FullTimeHours = team.ContractHours,
        };
    }

    /// <summary>A team's part of a queue: its contract hours among those of all teams that serve it.</summary>
    private static double ShareOf(Scenario scenario, Team team, string queue)
    {
        var all = scenario.Network.Teams.Where(t => t.Skills.Any(s => s.Queue == queue)).Sum(t => t.Headcount * t.ContractHours);
        return all > 0 ? team.Headcount * team.ContractHours / all : 0;
    }

    /// <summary>What hard contacts multiply the mean handle time of a queue by.</summary>
    private static double HardFactor(Scenario scenario, Queue queue)
    {
        if (scenario.EmotionalLoad is not { } load)
            return 1;
        var reasons = scenario.Network.Reasons.ToDictionary(reason => reason.Id, StringComparer.Ordinal);
        return 1 + queue.Reasons.Where(share => reasons.ContainsKey(share.Reason))
            .Sum(share => share.Share * reasons[share.Reason].Emotion * (load.HardFactor(reasons[share.Reason].Intensity) - 1));
    }

    private static double Recovering(KpiSet team)
    {
        var worked = Figure(team, TeamKpiNames.HandlingHours) + Figure(team, TeamKpiNames.DeferredHours);
        return worked > 0 ? 1 + Figure(team, TeamKpiNames.RecoveryHours) / worked : 1;
    }

    /// <summary>Hours at work ÷ paid hours of the trained, absence waves among the losses; the team's own shrinkage where nobody was paid.</summary>
    private static double Present(KpiSet kpis, Team team, TeamSupply people)
    {
        var trained = people.Heads > 0 ? people.Trained / people.Heads : 1;
        var share = Figure(kpis, TeamKpiNames.StaffedHours) / (Figure(kpis, TeamKpiNames.PaidHours) * trained);
        return share is > 0 and <= 1 ? share : team.Shrinkage.Remaining();
    }

    private static double RulesLost(Scenario scenario, Team team, LocalDate monday)
    {
        var rules = scenario.Network.Sites.FirstOrDefault(site => site.Id == team.Site)?.LaborRules;
        return rules is null || rules.Pack == RulePack.None ? 0 : Math.Max(0, BreakTime.Lawful - BreakTime.Share(scenario, team, monday));
    }

    private static double AtOnce(Queue queue) => queue.Concurrency is { } chats ? chats.Maximum / chats.Stretch[^1] : 1;

    private static double Figure(KpiSet kpis, string name) => kpis[name]?.Mean is { } mean && double.IsFinite(mean) ? mean : 0;
}
