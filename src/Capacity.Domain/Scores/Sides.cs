using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;

namespace Capacity.Domain.Scores;

/// <summary>
/// The customers' side: service level, waits, abandonment, effort and overdue promises of every queue, weighted by its contacts. The wait is the
/// one that 95 % of contacts do not exceed; the average one where that is not known, and where the target counts opening hours only, since waits
/// run through nights and weekends whose promises are kept.
/// </summary>
internal static class CustomerSide
{
    public static SideScore Of(Network network, ScoreScales scales, Func<string, KpiSet?> kpisOf)
    {
        var shortfall = new ScoreSum(scales.ServiceLevelShortfall);
        var wait = new ScoreSum(scales.WaitAgainstTarget);
        var abandonment = new ScoreSum(scales.Abandonment);
        var effort = new ScoreSum(scales.Effort);
        var overdue = new ScoreSum(scales.Overdue);
        foreach (var queue in network.Queues)
        {
            if (kpisOf(queue.Id) is not { } kpis)
                continue;
            double Figure(Kpi kpi) => kpis[kpi.Name]?.Mean ?? double.NaN;
            var contacts = Figure(ContactKpis.Offered);
            shortfall.Add(queue.Id, Math.Max(0, queue.Goals.ServiceLevel - Figure(ContactKpis.ServiceLevel(queue.Goals.Definition))), contacts);
            var countsOpenHours = queue.Goals.Clock == TargetClock.OpeningHours && queue.Channel.IsDeferred();
            if (!countsOpenHours && Figure(ContactKpis.WaitP95) is var longest && !double.IsNaN(longest))
                wait.Add(queue.Id, longest / queue.Goals.TargetSeconds, contacts, scales.LongWaitAgainstTarget);
            else
                wait.Add(queue.Id, Figure(ContactKpis.AverageWait) / queue.Goals.TargetSeconds, contacts);
            if (!queue.Channel.IsDeferred())
                abandonment.Add(queue.Id, Figure(ContactKpis.AbandonmentRate), contacts);
            effort.Add(queue.Id, Figure(ContactKpis.Amplification), contacts);
            if (queue.Channel.IsDeferred())
                overdue.Add(queue.Id, Figure(ContactKpis.OverdueShare), contacts);
        }
        return ScoreSum.Mean([shortfall, wait, abandonment, effort, overdue], default);
    }
}

/// <summary>
/// The employees' side: occupancy against the ceiling (or the load of deferred work), hard contacts and overtime of every team, weighted by
/// its paid hours, and what the plan leaves of breaks, notice, training and cohesion, and the risk of churn. Two hard limits: occupancy above
/// what people bear, and breaks below the law's.
/// </summary>
internal static class EmployeeSide
{
    public static SideScore Of(
        Network network, ScoreScales scales, Func<string, KpiSet?> kpisOf, Func<string, IEnumerable<KpiSet>> limited, Scenario scenario, int? week)
    {
        ScoreSum occupancy = new(scales.OccupancyAgainstCeiling), load = new(scales.DeferredLoad), hard = new(scales.HardContacts);
        ScoreSum overtime = new(scales.Overtime), above = new(scales.HoursAboveCeiling);
        var kept = new KeptScores(scenario, scales, week);
        var (broken, worst) = (default(BrokenLimit), scales.OccupancyLimit);
        foreach (var team in network.Teams)
        {
            if (kpisOf(team.Id) is not { } kpis)
                continue;
            double Figure(string name) => kpis[name]?.Mean ?? double.NaN;
            var paid = Figure(TeamKpiNames.PaidHours);
            var hardPerDay = Figure(TeamKpiNames.HardContactsPerAgentDay);
            var ceiling = scenario.EmotionalLoad?.Ceiling(team.OccupancyCeiling, hardPerDay) ?? team.OccupancyCeiling;
            occupancy.Add(team.Id, Figure(TeamKpiNames.Occupancy) / ceiling, paid);
            if (double.IsNaN(Figure(TeamKpiNames.Occupancy)))
                load.Add(team.Id, Figure(TeamKpiNames.Utilization), paid);
            hard.Add(team.Id, hardPerDay, paid);
            overtime.Add(team.Id, Figure(TeamKpiNames.OvertimeHours) / paid, paid);
            var (handling, waiting) = (Figure(TeamKpiNames.HandlingHours), Figure(TeamKpiNames.WaitingHours));
            above.Add(team.Id, Math.Max(0, handling / (handling + waiting) - ceiling), paid);
            kept.Add(team, Figure(TeamKpiNames.Occupancy), hardPerDay, paid);
            var highest = limited(team.Id).Max(k => k[TeamKpiNames.Occupancy]?.Mean) ?? 0;
            if (highest > worst)
                (broken, worst) = (new BrokenLimit(team.Id, scales.OccupancyAgainstCeiling.Name, highest), highest);
            if (broken.Subject is null && kept.LeastBreaksKept(team) is var breaks && breaks < scales.BreaksLimit)
                broken = new BrokenLimit(team.Id, scales.BreaksKept.Name, breaks);
        }
        return ScoreSum.Mean([occupancy, load, hard, overtime, above, .. kept.All()], broken);
    }
}
