namespace Capacity.Planning;

/// <summary>How much effort a search for a plan may take; the figures depend on all of it but <see cref="Threads"/>.</summary>
public sealed record PlanOptions
{
    public ulong Seed { get; init; } = 1;

    /// <summary>Replications of the verification, on streams that the search has not used.</summary>
    public int Replications { get; init; } = 100;

    /// <summary>Replications of the pairs that prove one action each, the first of <see cref="Replications"/>; pairs need fewer.</summary>
    public int ActionReplications => Math.Min(Replications, Math.Max(24, Replications / 4));

    /// <summary>Replications of each trial during the search, on common random numbers.</summary>
    public int TrialReplications { get; init; } = 4;

    /// <summary>Euros that an action must at least be worth: a plan is read by people.</summary>
    public double LeastGain { get; init; } = 1_000;

    /// <summary>Most actions of a plan.</summary>
    public int MostActions { get; init; } = 7;

    /// <summary>After this time no further trial begins; the verification still runs whole. Absent: no limit.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>Threads that simulate; 0: one per core. Without effect on the figures.</summary>
    public int Threads { get; init; }

    public PlanWeights Weights { get; init; } = new();
}

/// <summary>What failing costs beside money, in euros, so that cheap plans do not starve customers or exhaust people (assumptions, FIELD grade A).</summary>
public sealed record PlanWeights
{
    /// <summary>Euros for each contact by which a queue-week misses its service level.</summary>
    public double MissedContact { get; init; } = 10;

    /// <summary>Euros for each abandoned contact.</summary>
    public double Abandonment { get; init; } = 6;

    /// <summary>Euros for each contact that failure demand adds.</summary>
    public double RepeatedContact { get; init; } = 2;

    /// <summary>Euros for each agent-hour worked above a team's occupancy ceiling.</summary>
    public double HourAboveCeiling { get; init; } = 25;

    /// <summary>Euros for each hour of break that people have less than the law's.</summary>
    public double MissingBreakHour { get; init; } = 25;

    /// <summary>Euros for each hour of training and cohesion that people have less than usual: less than a customer who is kept waiting.</summary>
    public double MissingTogetherHour { get; init; } = 5;
}

/// <summary>What a search is doing now.</summary>
/// <param name="Done">0–1.</param>
/// <param name="Step">In words.</param>
public sealed record PlanProgress(double Done, Domain.LocalizedText Step);
