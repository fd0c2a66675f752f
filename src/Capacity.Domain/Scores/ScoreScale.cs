using System.ComponentModel;

namespace Capacity.Domain.Scores;

/// <summary>Maps a figure to 0–100, 100 best: 75 at its target, 50 at its limit, straight between and beyond.</summary>
/// <param name="Name">The component's name in JSON.</param>
/// <param name="Target">The figure that scores 75.</param>
/// <param name="Limit">The figure that scores 50; above the target where less is better, below it where more is better.</param>
public sealed record ScoreScale(
    string Name,
    [property: Description("The figure that scores 75.")] double Target,
    [property: Description("The figure that scores 50.")] double Limit)
{
    /// <summary>The score of a figure; NaN, where nothing was counted, stays NaN and weighs nothing.</summary>
    public double Of(double figure) => Math.Clamp(75 - 25 * (figure - Target) / (Limit - Target), 0, 100);
}

/// <summary>Where the components of both sides have their target and limit; every one editable (assumptions, FIELD grade A, but for those named).</summary>
public sealed record ScoreScales
{
    public static ScoreScales Default { get; } = new();

    // Customers. Service level and overdue promises are measured as shortfall against the queue's own goal.
    public ScoreScale ServiceLevelShortfall { get; init; } = new("serviceLevelShortfall", 0, 0.20);

    /// <summary>The wait that 95 % of contacts do not exceed ÷ the queue's target: four at 80 % within target, twice that where it is missed widely
    /// (decision 9). No wait scores 100.</summary>
    public ScoreScale LongWaitAgainstTarget { get; init; } = new("longWaitAgainstTarget", 4, 8);

    /// <summary>Average wait ÷ the queue's target, where nobody counted waits by length or the target counts opening hours.</summary>
    public ScoreScale WaitAgainstTarget { get; init; } = new("waitAgainstTarget", 1, 6);
    public ScoreScale Abandonment { get; init; } = new("abandonmentRate", 0.05, 0.15);

    /// <summary>Contacts that a customer has to make per fresh need.</summary>
    public ScoreScale Effort { get; init; } = new("effort", 1.35, 1.9);
    public ScoreScale Overdue { get; init; } = new("overdueShare", 0.05, 0.20);

    // Employees.

    /// <summary>Occupancy ÷ the team's ceiling.</summary>
    public ScoreScale OccupancyAgainstCeiling { get; init; } = new("occupancyAgainstCeiling", 1, 1.06);

    /// <summary>10 a day relates to exhaustion (Grandey et al. 2004, FIELD grade S).</summary>
    public ScoreScale HardContacts { get; init; } = new("hardContactsPerAgentDay", 8, 10);

    /// <summary>Overtime ÷ paid hours.</summary>
    public ScoreScale Overtime { get; init; } = new("overtimeShare", 0.06, 0.20);

    /// <summary>Utilization of a team that serves deferred work only, which has no occupancy: work is never all done, rest is.</summary>
    public ScoreScale DeferredLoad { get; init; } = new("deferredLoad", 0.92, 1);

    /// <summary>Hours above the ceiling ÷ hours of handling and waiting.</summary>
    public ScoreScale HoursAboveCeiling { get; init; } = new("hoursAboveCeiling", 0.01, 0.06);

    /// <summary>Break time ÷ that of the law, 20 minutes in six hours (Code du travail, L3121-16).</summary>
    public ScoreScale BreaksKept { get; init; } = new("breaksKept", 1, 0.8);

    /// <summary>Least notice of overtime ÷ the team's schedule notice, in working days.</summary>
    public ScoreScale NoticeKept { get; init; } = new("noticeKept", 0.9, 0.4);

    /// <summary>Time for training and for cohesion ÷ the usual 3 % and 2 %, the smaller of both.</summary>
    public ScoreScale TimeTogetherKept { get; init; } = new("timeTogetherKept", 0.9, 0.5);

    /// <summary>Leavers per year to be expected ÷ headcount (FIELD: 20–35 % grade S; +0.5 % per point of occupancy above 85 grade 2).</summary>
    public ScoreScale ChurnRisk { get; init; } = new("churnRisk", 0.30, 0.60);

    /// <summary>Occupancy above which the side of employees is red whatever the rest says (turnella: above 90 % burn-out, FIELD grade S).</summary>
    public double OccupancyLimit { get; init; } = 0.90;

    /// <summary>Break time ÷ that of the law below which the side of employees is red whatever the rest says.</summary>
    public double BreaksLimit { get; init; } = 0.8;

    /// <summary>Every scale, customers' first.</summary>
    public IReadOnlyList<ScoreScale> All() =>
    [
        ServiceLevelShortfall, LongWaitAgainstTarget, WaitAgainstTarget, Abandonment, Effort, Overdue,
        OccupancyAgainstCeiling, DeferredLoad, HardContacts, Overtime, HoursAboveCeiling, BreaksKept, NoticeKept, TimeTogetherKept, ChurnRisk,
    ];
}
