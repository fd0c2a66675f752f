using Capacity.Domain.Levers;
using NodaTime;

namespace Capacity.Domain.Results;

/// <summary>A recommended plan: dated actions with what each is worth, verified on streams that no search has used.</summary>
public sealed record RecommendedPlan
{
    public string Scenario { get; init; } = "";
    public LocalDate AsOf { get; init; }
    public ulong Seed { get; init; }
    public int Replications { get; init; }

    /// <summary>Whether the scenario's patience, redial and the rest were estimated from the organization's own data.</summary>
    public bool Calibrated { get; init; }
    public IReadOnlyList<RecommendedAction> Actions { get; init; } = [];
    public double CostBefore { get; init; }
    public double CostAfter { get; init; }
    public IReadOnlyList<GoalChange> Goals { get; init; } = [];
    public SymmetryChange Symmetry { get; init; } = new();
    public IReadOnlyList<Alternative> Alternatives { get; init; } = [];

    /// <summary>How much was looked at to find it.</summary>
    public SearchEffort Search { get; init; } = new();
    public IReadOnlyList<RequirementGap> Requirements { get; init; } = [];
    public RecoveryDate RecoveryBefore { get; init; } = new();
    public RecoveryDate RecoveryAfter { get; init; } = new();
}

/// <summary>One action of a plan: the lever, its last decision day, its cost and its effect when it is added last.</summary>
public sealed record RecommendedAction
{
    public string Id { get; init; } = "";
    public Lever Lever { get; init; } = new Overtime();
    public LocalizedText Title { get; init; } = new();
    public LocalDate DecideBy { get; init; }

    /// <summary>The last decision day lies before the scenario's as-of day: shown, never used.</summary>
    public bool Expired { get; init; }

    /// <summary>Euros over the horizon: staff cost with the action less staff cost without it.</summary>
    public double Cost { get; init; }

    /// <summary>Paired differences against the plan without this action; the main one first.</summary>
    public IReadOnlyList<PairedDifference> Effects { get; init; } = [];

    /// <summary>What the action is for gets better in every branch of every open announcement.</summary>
    public bool NoRegret { get; init; }

    /// <summary>
    /// Whether something that the action is for gets better beyond chance on fresh streams, and the main one does not get worse. An effect
    /// that gets worse is a cost, never a proof.
    /// </summary>
    public bool Proven { get; init; }
}

/// <summary>
/// A difference of a KPI between two scenarios on common random numbers, with its 95 % half-width; in a plan the half-width is widened
/// so that all intervals of the plan hold together with 95 %.
/// </summary>
public sealed record PairedDifference
{
    public string Kpi { get; init; } = "";

    /// <summary>The queue or team concerned; empty: all.</summary>
    public string Subject { get; init; } = "";
    public double Mean { get; init; }
    public double HalfWidth { get; init; }

    /// <summary>+1 where more of the KPI is better, −1 where less is; 0 where nobody says.</summary>
    public int Better { get; init; }

    public bool ExcludesZero => Math.Abs(Mean) > HalfWidth;

    /// <summary>Better, or worse, beyond chance; neither where nobody says which way is better.</summary>
    public bool Improves => Mean * Better > HalfWidth;
    public bool Worsens => -Mean * Better > HalfWidth;
}

public sealed record GoalChange
{
    public string Queue { get; init; } = "";
    public string Week { get; init; } = "";
    public double ProbabilityBefore { get; init; }
    public double ProbabilityAfter { get; init; }

    /// <summary>The lower 95 % bound of the probability after is above the scenario's goal probability.</summary>
    public bool Met { get; init; }
}

/// <summary>Both sides of the symmetry of attentions, 0–100, before and after; the verdict is the worse side.</summary>
public sealed record SymmetryChange
{
    public double CustomersBefore { get; init; }
    public double CustomersAfter { get; init; }
    public double EmployeesBefore { get; init; }
    public double EmployeesAfter { get; init; }
}

/// <summary>What a search looked at before it verified its plan.</summary>
public sealed record SearchEffort
{
    /// <summary>Actions, each in every size of its own, whose gain was estimated.</summary>
    public int Candidates { get; init; }

    /// <summary>Plans that were simulated contact by contact.</summary>
    public int Trials { get; init; }

    /// <summary>Whether it had to stop before it was through.</summary>
    public bool OutOfTime { get; init; }

    /// <summary>Why the fluid engine did not say what to try first, so that every candidate took a trial; absent where it did.</summary>
    public LocalizedText? WithoutFluid { get; init; }
}

/// <summary>An action that was considered and not chosen, and why.</summary>
public sealed record Alternative
{
    public Lever Lever { get; init; } = new Overtime();
    public LocalizedText Title { get; init; } = new();
    public LocalizedText Why { get; init; } = new();
    public double Cost { get; init; }
    public LocalDate DecideBy { get; init; }

    /// <summary>The last decision day lies before the scenario's as-of day.</summary>
    public bool Expired { get; init; }
}

/// <summary>Full-time equivalents required for the goals of a queue in a week against those that are there.</summary>
public sealed record RequirementGap
{
    public string Queue { get; init; } = "";
    public string Week { get; init; } = "";

    /// <summary>Mean agents needed while the queue is open, and mean agents scheduled for it.</summary>
    public double RequiredAgents { get; init; }
    public double ScheduledAgents { get; init; }
}
