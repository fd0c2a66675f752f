using Capacity.Domain.Kpis;
using Capacity.Domain.Results;
using NodaTime;

namespace Capacity.Simulation.Fluid;

/// <summary>
/// Moves the figures of a scenario that are known well, the base, by what the fluid in the same few environments says an edit changes. What
/// the fluid and its few environments get wrong is mostly the same before and after an edit (FLUID.md), so it cancels.
/// </summary>
/// <remarks>
/// Each figure is matched by queue or team and by day or week. A share that an edit makes better comes nearer to its end by the ratio of what it
/// lacks to it; one that gets worse moves by odds, but near an end, where few environments have none, by ratios too. Amounts
/// and times move by their ratio, or by their difference where the ratio is beyond 2. What has no counterpart stays as the fluid has it; what
/// the edit does not change stays as the base has it, to the last digit. Half-widths are those of the base. Long waits (waitP95), which the
/// fluid has not, move with the average wait.
/// </remarks>
public sealed class FluidCorrection
{
    /// <summary>A base this near to an end has no odds to move by: 3 % (FLUID.md).</summary>
    const double NearEnd = 0.03;

    /// <summary>Shares of which more is better, and of which less is.</summary>
    static readonly HashSet<string> s_better =
    [
        ContactKpis.ServiceLevelOfOffered.Name, ContactKpis.ServiceLevelAbandonsIgnored.Name, ContactKpis.ServiceLevelOfAnswered.Name,
        ContactKpis.ServiceLevelAbandonsCountedAsMet.Name, ContactKpis.Resolution.Name,
    ];
    static readonly HashSet<string> s_worse =
    [
        ContactKpis.AbandonmentRate.Name, ContactKpis.OverdueShare.Name, ContactKpis.FailureDemand.Name, TeamKpiNames.Occupancy,
        TeamKpiNames.Utilization,
    ];

    readonly ScenarioResult _fluid;
    readonly ScenarioResult _known;

    /// <param name="fluid">The fluid result of the base, in the environments of the edits.</param>
    /// <param name="known">Its figures as they are known better: simulated, or calibrated in many environments.</param>
    public FluidCorrection(ScenarioResult fluid, ScenarioResult known) => (_fluid, _known) = (fluid, known);

    /// <summary>The figures of an edited scenario, whose fluid result this is.</summary>
    public ScenarioResult Of(ScenarioResult edited) => edited with
    {
        Total = Move(edited.Total, _fluid.Total, _known.Total),
        OverDays = Move(edited.OverDays, _fluid.OverDays, _known.OverDays),
        Days = Days(edited.Days, _fluid.Days, _known.Days),
        WeekTotals = Weeks(edited.WeekTotals, _fluid.WeekTotals, _known.WeekTotals),
        Queues = Each(edited.Queues, queue => queue.Queue, _fluid.Queues, _known.Queues, (queue, fluid, known) => queue with
        {
            Total = Move(queue.Total, fluid.Total, known.Total),
            OverDays = Move(queue.OverDays, fluid.OverDays, known.OverDays),
            Days = Days(queue.Days, fluid.Days, known.Days),
            Weeks = Weeks(queue.Weeks, fluid.Weeks, known.Weeks),
            RecoveryDate = Move(queue.RecoveryDate, fluid.RecoveryDate, known.RecoveryDate, edited.Start),
        }),
        Teams = Each(edited.Teams, team => team.Team, _fluid.Teams, _known.Teams, (team, fluid, known) => team with
        {
            Total = Move(team.Total, fluid.Total, known.Total),
            OverDays = Move(team.OverDays, fluid.OverDays, known.OverDays),
            Days = Days(team.Days, fluid.Days, known.Days),
            Weeks = Weeks(team.Weeks, fluid.Weeks, known.Weeks),
        }),
        ProbabilityGoalMet = Move(edited.ProbabilityGoalMet, _fluid.ProbabilityGoalMet, _known.ProbabilityGoalMet),
        RecoveryDate = Move(edited.RecoveryDate, _fluid.RecoveryDate, _known.RecoveryDate, edited.Start),
    };

    static IReadOnlyList<DayKpis> Days(IReadOnlyList<DayKpis> edited, IReadOnlyList<DayKpis> fluid, IReadOnlyList<DayKpis> known) =>
        Each(edited, day => day.Date, fluid, known, (day, a, b) => day with { Kpis = Move(day.Kpis, a.Kpis, b.Kpis) });

    static IReadOnlyList<WeekKpis> Weeks(IReadOnlyList<WeekKpis> edited, IReadOnlyList<WeekKpis> fluid, IReadOnlyList<WeekKpis> known) =>
        Each(edited, week => week.Start, fluid, known, (week, a, b) => week with { Kpis = Move(week.Kpis, a.Kpis, b.Kpis) });

    static List<T> Each<T, TKey>(
        IReadOnlyList<T> edited, Func<T, TKey> key, IReadOnlyList<T> fluid, IReadOnlyList<T> known, Func<T, T, T, T> move)
        where TKey : notnull
    {
        var (mine, theirs) = (fluid.ToDictionary(key), known.ToDictionary(key));
        return [.. edited.Select(one => mine.TryGetValue(key(one), out var a) && theirs.TryGetValue(key(one), out var b) ? move(one, a, b) : one)];
    }

    static KpiSet Move(KpiSet edited, KpiSet fluid, KpiSet known) => new()
    {
        Values = WithLongWaits(Each(edited.Values, fluid.Values, known.Values, Move), known.Values, Move),
    };

    static Dictionary<string, Deciles> Move(
        IReadOnlyDictionary<string, Deciles> edited, IReadOnlyDictionary<string, Deciles> fluid, IReadOnlyDictionary<string, Deciles> known) =>
        WithLongWaits(Each(edited, fluid, known, Move), known, Move);

    /// <summary>What the base has where the edit brings or takes nothing; what the edit brings, as the fluid has it.</summary>
    static Dictionary<string, T> Each<T>(
        IReadOnlyDictionary<string, T> edited, IReadOnlyDictionary<string, T> fluid, IReadOnlyDictionary<string, T> known, Func<string, T, T, T, T> move)
    {
        var moved = new Dictionary<string, T>(known.Count);
        foreach (var (kpi, value) in known)
            if (edited.TryGetValue(kpi, out var mine))
                moved[kpi] = fluid.TryGetValue(kpi, out var theirs) ? move(kpi, mine, theirs, value) : mine;
            else if (!fluid.ContainsKey(kpi))
                moved[kpi] = value;
        foreach (var (kpi, value) in edited)
            if (!fluid.ContainsKey(kpi))
                moved.TryAdd(kpi, value);
        return moved;
    }

    /// <summary>Moves the base's long waits with its average wait.</summary>
    static Dictionary<string, T> WithLongWaits<T>(Dictionary<string, T> moved, IReadOnlyDictionary<string, T> known, Func<string, T, T, T, T> move)
    {
        var (average, longest) = (ContactKpis.AverageWait.Name, ContactKpis.WaitP95.Name);
        if (known.TryGetValue(longest, out var waits) && known.TryGetValue(average, out var before) && moved.TryGetValue(average, out var after))
            moved[longest] = move(longest, after, before, waits);
        return moved;
    }

    static Estimate Move(string kpi, Estimate edited, Estimate fluid, Estimate known)
    {
        var median = Move(kpi, edited.P50, fluid.P50, known.P50);
        return new Estimate
        {
            Mean = Move(kpi, edited.Mean, fluid.Mean, known.Mean),
            P10 = Math.Min(median, Move(kpi, edited.P10, fluid.P10, known.P10)),
            P50 = median,
            P90 = Math.Max(median, Move(kpi, edited.P90, fluid.P90, known.P90)),
            HalfWidth = known.HalfWidth,
        };
    }

    static Deciles Move(string kpi, Deciles edited, Deciles fluid, Deciles known)
    {
        var median = Move(kpi, edited.P50, fluid.P50, known.P50);
        return new Deciles
        {
            P10 = Math.Min(median, Move(kpi, edited.P10, fluid.P10, known.P10)),
            P50 = median,
            P90 = Math.Max(median, Move(kpi, edited.P90, fluid.P90, known.P90)),
        };
    }

    static GoalProbabilities Move(GoalProbabilities edited, GoalProbabilities fluid, GoalProbabilities known) => new()
    {
        Queues = Each(edited.Queues, one => (one.Queue, one.Week), fluid.Queues, known.Queues,
            (one, a, b) => one with { Probability = Move(one.Probability, a.Probability, b.Probability) }),
        Weeks = Each(edited.Weeks, one => one.Week, fluid.Weeks, known.Weeks,
            (one, a, b) => one with { Probability = Move(one.Probability, a.Probability, b.Probability) }),
        Horizon = Move(edited.Horizon, fluid.Horizon, known.Horizon),
    };

    static Probability Move(Probability edited, Probability fluid, Probability known) => new()
    {
        Value = Share(edited.Value, fluid.Value, known.Value),
        Lower = Share(edited.Lower, fluid.Lower, known.Lower),
        Upper = Share(edited.Upper, fluid.Upper, known.Upper),
    };

    static RecoveryDate Move(RecoveryDate edited, RecoveryDate fluid, RecoveryDate known, LocalDate start) => new()
    {
        P10 = Move(edited.P10, fluid.P10, known.P10, start),
        P50 = Move(edited.P50, fluid.P50, known.P50, start),
        P90 = Move(edited.P90, fluid.P90, known.P90, start),
        ShareNotRecovered = Share(edited.ShareNotRecovered, fluid.ShareNotRecovered, known.ShareNotRecovered),
    };

    static LocalDate? Move(LocalDate? edited, LocalDate? fluid, LocalDate? known, LocalDate start) => edited == fluid
        ? known
        : edited is { } day && fluid is { } a && known is { } b ? LocalDate.Max(start, day.PlusDays(Period.DaysBetween(a, b))) : edited;

    static double Move(string kpi, double edited, double fluid, double known) =>
        s_better.Contains(kpi) ? Share(edited, fluid, known, getsWorse: edited < fluid)
        : s_worse.Contains(kpi) ? Share(edited, fluid, known, getsWorse: edited > fluid)
        : kpi == ContactKpis.WaitP95.Name ? LongWait(edited, fluid, known)
        : Amount(edited, fluid, known);

    internal static double Amount(double edited, double fluid, double known) => edited == fluid
        ? known
        : fluid > 0 && known / fluid is >= 0.5 and <= 2 ? edited * (known / fluid) : Math.Max(0, edited + known - fluid);

    /// <summary>
    /// Long waits keep their ratio to the average one. Where so few waited that it says nothing, below 1, those whom an edit makes wait do so
    /// exponentially: 95 % no longer than three times (ln 20) the average.
    /// </summary>
    internal static double LongWait(double average, double before, double known) => average == before ? known
        : average < before || (before > 0 && known > before) ? known * (average / before)
        : known + Math.Log(20) * (average - before);

    /// <summary>A share that gets worse away from both ends moves by odds, others as <see cref="Share(double, double, double)"/> says.</summary>
    internal static double Share(double edited, double fluid, double known, bool getsWorse) =>
        getsWorse && HasOdds(fluid) && HasOdds(known) ? ByOdds(edited, fluid, known) : Share(edited, fluid, known);

    static bool HasOdds(double share) => share is > NearEnd and < 1 - NearEnd;

    /// <summary>The share whose odds, p ÷ (1 − p), are the known ones times what the edit makes of the fluid's: 0 and 1 where the edited one is.</summary>
    static double ByOdds(double edited, double fluid, double known)
    {
        var (inside, outside) = (known * edited / fluid, (1 - known) * (1 - edited) / (1 - fluid));
        return inside / (inside + outside);
    }

    /// <summary>A share falls with its ratio and rises with the ratio of what it lacks to 1: it passes neither end.</summary>
    internal static double Share(double edited, double fluid, double known) => edited == fluid ? known
        : edited < fluid ? known * (edited / fluid)
        : fluid < 1 ? 1 - (1 - known) * ((1 - edited) / (1 - fluid)) : Amount(edited, fluid, known);
}
