namespace Capacity.Domain.Results;

/// <summary>
/// How far the figures of a fast engine are from the contact-level ones of the same scenario, over the days and queues whose simulated
/// service level lies between 20 and 95 %: there service is neither lost nor sure, and an approximation can be wrong.
/// </summary>
public sealed record EngineError
{
    /// <summary>The scenario on which it was measured, and contact-level replications of it.</summary>
    public string Scenario { get; init; } = "";
    public int Replications { get; init; }

    /// <summary>
    /// The figures beside which this stands have been corrected by this error: it was measured on an earlier version of their scenario.
    /// </summary>
    public bool Corrected { get; init; }

    /// <summary>
    /// The figures beside which this stands were calibrated by these replications: shares and errors are what is expected of them, from the
    /// chance in the replications and the spread around what was fitted; nothing else was simulated to measure them. By 0 replications: the result
    /// has no days to fit, the figures are the fluid's own.
    /// </summary>
    public bool Calibrated { get; init; }

    /// <summary>Days of queues that were compared.</summary>
    public int QueueDays { get; init; }

    /// <summary>Share (0–1) whose service level is within 3 percentage points, and of live ones whose abandonment rate is within 1.</summary>
    public double ServiceLevelWithin3 { get; init; }
    public double AbandonmentWithin1 { get; init; }

    /// <summary>Mean and ninth decile of the absolute error of the service level, in percentage points.</summary>
    public double ServiceLevelMean { get; init; }
    public double ServiceLevelP90 { get; init; }

    /// <summary>The same of the abandonment rate of live queues.</summary>
    public double AbandonmentMean { get; init; }
    public double AbandonmentP90 { get; init; }
}
