using Capacity.Domain.Kpis;
using Capacity.Domain.Results;
using Capacity.Numerics;
using NodaTime;

namespace Capacity.Simulation.Fluid;

/// <summary>
/// Corrects a fluid result by what the fluid missed on a scenario that was also simulated contact by contact: the parent of the edited
/// version. What the fluid gets wrong is mostly the same before and after an edit (FLUID.md), so the difference carries over.
/// </summary>
/// <remarks>
/// Each figure is matched by queue or team and by day or week. Shares move on the scale log(p ÷ (1 − p)), where neither end can be passed;
/// amounts and times by their ratio, or by their difference where the ratio is beyond 2. What has no counterpart stays as it is.
/// </remarks>
public sealed class FluidCorrection
{
    const double Least = 0.001;

    static readonly HashSet<string> s_shares =
    [
        ContactKpis.ServiceLevelOfOffered.Name, ContactKpis.ServiceLevelAbandonsIgnored.Name, ContactKpis.ServiceLevelOfAnswered.Name,
        ContactKpis.ServiceLevelAbandonsCountedAsMet.Name, ContactKpis.AbandonmentRate.Name, ContactKpis.OverdueShare.Name,
        ContactKpis.Resolution.Name, ContactKpis.FailureDemand.Name, TeamKpiNames.Occupancy, TeamKpiNames.Utilization,
    ];

    readonly ScenarioResult _fluid;
    readonly ScenarioResult _contact;

    /// <param name="fluid">The fluid result of the parent scenario.</param>
    /// <param name="contact">Its contact-level result.</param>
    public FluidCorrection(ScenarioResult fluid, ScenarioResult contact) => (_fluid, _contact) = (fluid, contact);

    /// <summary>The corrected result of an edited scenario.</summary>
    public ScenarioResult Of(ScenarioResult edited) => edited with
    {
        Total = Move(edited.Total, _fluid.Total, _contact.Total),
        OverDays = Move(edited.OverDays, _fluid.Total, _contact.Total),
        Days = Days(edited.Days, _fluid.Days, _contact.Days),
        WeekTotals = Weeks(edited.WeekTotals, _fluid.WeekTotals, _contact.WeekTotals),
        Queues = Each(edited.Queues, queue => queue.Queue, _fluid.Queues, _contact.Queues, (queue, fluid, contact) => queue with
        {
            Total = Move(queue.Total, fluid.Total, contact.Total),
            OverDays = Move(queue.OverDays, fluid.Total, contact.Total),
            Days = Days(queue.Days, fluid.Days, contact.Days),
            Weeks = Weeks(queue.Weeks, fluid.Weeks, contact.Weeks),
            RecoveryDate = Move(queue.RecoveryDate, fluid.RecoveryDate, contact.RecoveryDate, edited.Start),
        }),
        Teams = Each(edited.Teams, team => team.Team, _fluid.Teams, _contact.Teams, (team, fluid, contact) => team with
        {
            Total = Move(team.Total, fluid.Total, contact.Total),
            OverDays = Move(team.OverDays, fluid.Total, contact.Total),
            Days = Days(team.Days, fluid.Days, contact.Days),
            Weeks = Weeks(team.Weeks, fluid.Weeks, contact.Weeks),
        }),
        ProbabilityGoalMet = Move(edited.ProbabilityGoalMet, _fluid.ProbabilityGoalMet, _contact.ProbabilityGoalMet),
        RecoveryDate = Move(edited.RecoveryDate, _fluid.RecoveryDate, _contact.RecoveryDate, edited.Start),
    };

    static IReadOnlyList<DayKpis> Days(IReadOnlyList<DayKpis> edited, IReadOnlyList<DayKpis> fluid, IReadOnlyList<DayKpis> contact) =>
        Each(edited, day => day.Date, fluid, contact, (day, a, b) => day with { Kpis = Move(day.Kpis, a.Kpis, b.Kpis) });

    static IReadOnlyList<WeekKpis> Weeks(IReadOnlyList<WeekKpis> edited, IReadOnlyList<WeekKpis> fluid, IReadOnlyList<WeekKpis> contact) =>
        Each(edited, week => week.Start, fluid, contact, (week, a, b) => week with { Kpis = Move(week.Kpis, a.Kpis, b.Kpis) });

    static List<T> Each<T, TKey>(
        IReadOnlyList<T> edited, Func<T, TKey> key, IReadOnlyList<T> fluid, IReadOnlyList<T> contact, Func<T, T, T, T> move)
        where TKey : notnull
    {
        var (mine, theirs) = (fluid.ToDictionary(key), contact.ToDictionary(key));
        return [.. edited.Select(one => mine.TryGetValue(key(one), out var a) && theirs.TryGetValue(key(one), out var b) ? move(one, a, b) : one)];
    }

    static KpiSet Move(KpiSet edited, KpiSet fluid, KpiSet contact) => new()
    {
        Values = edited.Values.ToDictionary(
            one => one.Key,
            one => fluid[one.Key] is { } a && contact[one.Key] is { } b ? Move(one.Key, one.Value, a, b) : one.Value),
    };

    static Estimate Move(string kpi, Estimate edited, Estimate fluid, Estimate contact) => edited with
    {
        Mean = Move(kpi, edited.Mean, fluid.Mean, contact.Mean),
        P10 = Move(kpi, edited.P10, fluid.Mean, contact.Mean),
        P50 = Move(kpi, edited.P50, fluid.Mean, contact.Mean),
        P90 = Move(kpi, edited.P90, fluid.Mean, contact.Mean),
        HalfWidth = Math.Sqrt(edited.HalfWidth * edited.HalfWidth + contact.HalfWidth * contact.HalfWidth),
    };

    static Dictionary<string, Deciles> Move(IReadOnlyDictionary<string, Deciles> edited, KpiSet fluid, KpiSet contact) => edited.ToDictionary(
        one => one.Key,
        one => fluid[one.Key] is { } a && contact[one.Key] is { } b
            ? new Deciles
            {
                P10 = Move(one.Key, one.Value.P10, a.Mean, b.Mean),
                P50 = Move(one.Key, one.Value.P50, a.Mean, b.Mean),
                P90 = Move(one.Key, one.Value.P90, a.Mean, b.Mean),
            }
            : one.Value);

    static GoalProbabilities Move(GoalProbabilities edited, GoalProbabilities fluid, GoalProbabilities contact) => new()
    {
        Queues = Each(edited.Queues, one => (one.Queue, one.Week), fluid.Queues, contact.Queues,
            (one, a, b) => one with { Probability = Move(one.Probability, a.Probability, b.Probability) }),
        Weeks = Each(edited.Weeks, one => one.Week, fluid.Weeks, contact.Weeks,
            (one, a, b) => one with { Probability = Move(one.Probability, a.Probability, b.Probability) }),
        Horizon = Move(edited.Horizon, fluid.Horizon, contact.Horizon),
    };

    static Probability Move(Probability edited, Probability fluid, Probability contact) => new()
    {
        Value = Share(edited.Value, fluid.Value, contact.Value),
        Lower = Share(edited.Lower, fluid.Value, contact.Value),
        Upper = Share(edited.Upper, fluid.Value, contact.Value),
    };

    static RecoveryDate Move(RecoveryDate edited, RecoveryDate fluid, RecoveryDate contact, LocalDate start) => new()
    {
        P10 = Move(edited.P10, fluid.P10, contact.P10, start),
        P50 = Move(edited.P50, fluid.P50, contact.P50, start),
        P90 = Move(edited.P90, fluid.P90, contact.P90, start),
        ShareNotRecovered = Share(edited.ShareNotRecovered, fluid.ShareNotRecovered, contact.ShareNotRecovered),
    };

    static LocalDate? Move(LocalDate? edited, LocalDate? fluid, LocalDate? contact, LocalDate start) =>
        edited is { } day && fluid is { } a && contact is { } b ? LocalDate.Max(start, day.PlusDays(Period.DaysBetween(a, b))) : edited;

    static double Move(string kpi, double edited, double fluid, double contact) =>
        s_shares.Contains(kpi) ? Share(edited, fluid, contact) : Amount(edited, fluid, contact);

    internal static double Amount(double edited, double fluid, double contact) =>
        fluid > 0 && contact / fluid is >= 0.5 and <= 2 ? edited * (contact / fluid) : Math.Max(0, edited + contact - fluid);

    internal static double Share(double edited, double fluid, double contact)
    {
        var shift = Odds(contact) - Odds(fluid);
        return shift == 0 ? edited : 1 / (1 + KernelMath.Exp(-Odds(edited) - shift));
    }

    /// <summary>log(p ÷ (1 − p)), at most that of one in a thousand from either end.</summary>
    static double Odds(double share)
    {
        var inside = Math.Clamp(share, Least, 1 - Least);
        return KernelMath.Log(inside / (1 - inside));
    }
}
