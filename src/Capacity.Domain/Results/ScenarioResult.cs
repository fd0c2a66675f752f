using NodaTime;

namespace Capacity.Domain.Results;

/// <summary>A KPI over replications: mean of the ratio of sums, deciles over replications, and the 95 % half-width of the mean.</summary>
/// <remarks>
/// A share that every replication, contact by contact, gave as exactly 0 or 1 has the half-width 1 − 0.05^(1/n) over n of them, about 3 ÷ n:
/// that all agree makes nothing certain.
/// </remarks>
public sealed record Estimate
{
    public double Mean { get; init; }
    public double P10 { get; init; }
    public double P50 { get; init; }
    public double P90 { get; init; }
    public double HalfWidth { get; init; }
}

/// <summary>Deciles of a KPI's daily values over open days and replications together: what an ordinary, a bad and a good day look like.</summary>
public sealed record Deciles
{
    public double P10 { get; init; }
    public double P50 { get; init; }
    public double P90 { get; init; }
}

/// <summary>KPIs by their published names; a KPI without contacts below its line is left out.</summary>
public sealed record KpiSet
{
    public IReadOnlyDictionary<string, Estimate> Values { get; init; } = new Dictionary<string, Estimate>();

    public Estimate? this[string name] => Values.GetValueOrDefault(name);
}

/// <summary>
/// What a simulation of a scenario says, by queue, team, day and week and in total. Networks so large that days, or weeks, of queues
/// and teams would be more than 20,000 rows leave them out.
/// </summary>
public sealed record ScenarioResult
{
    public string Scenario { get; init; } = "";
    public LocalDate AsOf { get; init; }
    public LocalDate Start { get; init; }
    public int Weeks { get; init; }
    public string Engine { get; init; } = "contact";
    public string EngineVersion { get; init; } = "";

    /// <summary>How far the engine's figures are from the contact-level ones, where that was measured; absent for the contact level.</summary>
    public EngineError? Error { get; init; }
    public string TimeZoneDatabase { get; init; } = "";
    public ulong Seed { get; init; }
    public int Replications { get; init; }
    public Stopping Stopping { get; init; } = new();
    public bool Calibrated { get; init; }

    /// <summary>Simulated contacts of all replications.</summary>
    public double Contacts { get; init; }
    public double ContactsPerSecond { get; init; }
    public double ElapsedSeconds { get; init; }

    public KpiSet Total { get; init; } = new();

    /// <summary>Deciles over days and replications, by KPI.</summary>
    public IReadOnlyDictionary<string, Deciles> OverDays { get; init; } = new Dictionary<string, Deciles>();
    public IReadOnlyList<DayKpis> Days { get; init; } = [];
    public IReadOnlyList<WeekKpis> WeekTotals { get; init; } = [];
    public IReadOnlyList<QueueResult> Queues { get; init; } = [];
    public IReadOnlyList<TeamResult> Teams { get; init; } = [];
    public GoalProbabilities ProbabilityGoalMet { get; init; } = new();
    public RecoveryDate RecoveryDate { get; init; } = new();
}

public sealed record QueueResult
{
    public string Queue { get; init; } = "";
    public KpiSet Total { get; init; } = new();

    /// <summary>Deciles over days and replications, by KPI.</summary>
    public IReadOnlyDictionary<string, Deciles> OverDays { get; init; } = new Dictionary<string, Deciles>();
    public IReadOnlyList<DayKpis> Days { get; init; } = [];
    public IReadOnlyList<WeekKpis> Weeks { get; init; } = [];
    public RecoveryDate RecoveryDate { get; init; } = new();
}

public sealed record TeamResult
{
    public string Team { get; init; } = "";
    public KpiSet Total { get; init; } = new();

    /// <summary>Deciles over days and replications, by KPI.</summary>
    public IReadOnlyDictionary<string, Deciles> OverDays { get; init; } = new Dictionary<string, Deciles>();
    public IReadOnlyList<DayKpis> Days { get; init; } = [];
    public IReadOnlyList<WeekKpis> Weeks { get; init; } = [];
}

public sealed record DayKpis
{
    public LocalDate Date { get; init; }
    public KpiSet Kpis { get; init; } = new();
}

public sealed record WeekKpis
{
    /// <summary>ISO year and week, as in 2020-W13.</summary>
    public string Week { get; init; } = "";
    public LocalDate Start { get; init; }
    public KpiSet Kpis { get; init; } = new();
}

/// <summary>Share of replications in which goals are met, with 95 % bounds (Wilson).</summary>
public sealed record GoalProbabilities
{
    public IReadOnlyList<QueueWeekProbability> Queues { get; init; } = [];

    /// <summary>All queues at once, by week.</summary>
    public IReadOnlyList<WeekProbability> Weeks { get; init; } = [];

    /// <summary>All queues in all weeks.</summary>
    public Probability Horizon { get; init; } = new();
}

public sealed record Probability
{
    public double Value { get; init; }
    public double Lower { get; init; }
    public double Upper { get; init; }
}

public sealed record QueueWeekProbability
{
    public string Queue { get; init; } = "";
    public string Week { get; init; } = "";
    public Probability Probability { get; init; } = new();
}

public sealed record WeekProbability
{
    public string Week { get; init; } = "";
    public Probability Probability { get; init; } = new();
}

/// <summary>
/// When things are normal again, over replications: the first of five consecutive open days whose trailing five-open-day
/// pooled KPIs meet every goal. A decile is absent where that share of replications has not recovered by the horizon.
/// </summary>
public sealed record RecoveryDate
{
    public LocalDate? P10 { get; init; }
    public LocalDate? P50 { get; init; }
    public LocalDate? P90 { get; init; }

    /// <summary>Share (0–1) of replications that have not recovered by the horizon.</summary>
    public double ShareNotRecovered { get; init; }
}
