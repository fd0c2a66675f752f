using Capacity.Domain.Kpis;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Numerics;
using Capacity.Planning.Candidates;
using Capacity.Simulation.Experiments;

namespace Capacity.Planning;

/// <summary>A KPI by which an action is judged, chosen before the verification by the kind of the lever alone.</summary>
/// <param name="Kpi">Published name.</param>
/// <param name="Subject">Queue or team; empty: all.</param>
/// <param name="Better">+1 where more is better, −1 where less is.</param>
internal sealed record EffectMeasure(string Kpi, string Subject, int Better);

/// <summary>Which KPIs show what a lever does, and whether its paired differences prove it.</summary>
internal static class ActionEffects
{
    /// <summary>The measures of a lever, the main one first.</summary>
    public static IReadOnlyList<EffectMeasure> Measures(Scenario scenario, Shortage shortage, Lever lever) => lever switch
    {
        Overtime o => OfTeam(scenario, shortage, o.Team),
        Redeployment r => OfTeam(scenario, shortage, r.ToTeam),
        Hire h => OfTeam(scenario, shortage, h.Team),
        Recall r => OfTeam(scenario, shortage, r.Team),
        CrossTraining t => OfQueue(scenario, t.Queue, scenario.Network.Teams.First(team => team.Skills.Any(skill => skill.Queue == t.Queue)).Id),
        CallbackLever c =>
        [
            new(ContactKpis.AbandonmentRate.Name, c.Queue, -1),
            new(ContactKpis.Redials.Name, c.Queue, -1),
            new(ContactKpis.FailureDemand.Name, "", -1),
        ],
        Deflection =>
        [
            new(ContactKpis.Offered.Name, "", -1),
            new(ContactKpis.Abandoned.Name, "", -1),
            new(ContactKpis.FailureDemand.Name, "", -1),
        ],
        ShrinkageChange c => OfTime(scenario, shortage, c),
        _ => throw new ArgumentOutOfRangeException(nameof(lever), lever.GetType().Name, "A lever without measures of its effect."),
    };

    /// <summary>
    /// Widens 95 % half-widths so that a family of intervals holds together with 95 % (Bonferroni, normal quantiles).
    /// </summary>
    public static double FamilyFactor(int intervals) =>
        NormalLaw.Quantile(1 - 0.025 / Math.Max(1, intervals)) / NormalLaw.Quantile(0.975);

    /// <summary>The differences of the measures, widened; a measure without contacts is left out.</summary>
    public static IReadOnlyList<PairedDifference> Of(PairedComparison comparison, IReadOnlyList<EffectMeasure> measures, double factor) =>
    [
        .. measures
            .Select(m => Signed(comparison, m))
            .OfType<PairedDifference>()
            .Select(d => d with { HalfWidth = d.HalfWidth * factor }),
    ];

    /// <summary>Whether something that the action is for gets better beyond chance, and the main measure does not get worse.</summary>
    public static bool Prove(IReadOnlyList<PairedDifference> effects, EffectMeasure main) =>
        effects.Any(e => e.Improves) && !effects.Any(e => e.Worsens && e.Kpi == main.Kpi && e.Subject == main.Subject);

    /// <summary>Whether the main measure gets better beyond chance.</summary>
    public static bool Improves(PairedComparison comparison, EffectMeasure main) => Signed(comparison, main) is { Improves: true };

    private static PairedDifference? Signed(PairedComparison comparison, EffectMeasure measure) =>
        comparison.Of(measure.Kpi, measure.Subject) is { } difference ? difference with { Better = measure.Better } : null;

    /// <summary>What people are given, and what it costs their customers and the others' pace.</summary>
    private static List<EffectMeasure> OfTime(Scenario scenario, Shortage shortage, ShrinkageChange change)
    {
        List<EffectMeasure> given = change.Breaks is null ? [] : [new(TeamKpiNames.BreakHours, change.Team, 1)];
        if (change.Meetings is not null || change.Training is not null || change.Cohesion is not null)
            given.Add(new(TeamKpiNames.TogetherHours, change.Team, 1));
        return [.. given, .. OfTeam(scenario, shortage, change.Team).Where(measure => measure.Subject.Length > 0)];
    }

    private static List<EffectMeasure> OfTeam(Scenario scenario, Shortage shortage, string teamId)
    {
        var team = scenario.Network.Teams.First(t => t.Id == teamId);
        var worst = team.Skills.Select(s => s.Queue).OrderByDescending(shortage.Missed).First();
        return OfQueue(scenario, worst, teamId);
    }

    private static List<EffectMeasure> OfQueue(Scenario scenario, string queue, string teamId)
    {
        var goals = scenario.Network.Queues.First(q => q.Id == queue).Goals;
        return
        [
            new(ContactKpis.ServiceLevel(goals.Definition).Name, queue, 1),
            new(scenario.ServesDeferredOnly(teamId) ? TeamKpiNames.Utilization : TeamKpiNames.Occupancy, teamId, -1),
            new(ContactKpis.FailureDemand.Name, "", -1),
        ];
    }

    /// <summary>A team without live contacts has no occupancy.</summary>
    private static bool ServesDeferredOnly(this Scenario scenario, string teamId)
    {
        var queues = scenario.Network.Queues.ToDictionary(queue => queue.Id, StringComparer.Ordinal);
        return scenario.Network.Teams.First(team => team.Id == teamId).Skills.All(skill => queues[skill.Queue].Channel.IsDeferred());
    }
}
