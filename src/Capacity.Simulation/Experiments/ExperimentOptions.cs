namespace Capacity.Simulation.Experiments;

/// <summary>How a scenario is simulated, and when that is enough.</summary>
public sealed record ExperimentOptions
{
    /// <summary>Replications, at least 1; at most so many where a time budget or a precision is given.</summary>
    public int Replications { get; init; } = 100;
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of the first replication: those before it were simulated earlier.</summary>
    internal int First { get; init; }

    /// <summary>Wall-clock time after which no further block is folded; absent: no limit. At least one block is.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>
    /// Half-width, as a share (0.01 = one point), within which the service level of every queue is to be known; absent: not looked at. The
    /// promise of 95 % holds for all queues together and although one looks after every replication.
    /// </summary>
    public double? Precision { get; init; }

    /// <summary>Threads that compute; the result does not depend on it, except under a time budget.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Replications that a thread takes at a time; the result does not depend on it, except under a time budget.</summary>
    public int BlockSize { get; init; } = 16;

    /// <summary>Whether single days are reported; who looks at weeks alone has them sooner without.</summary>
    public bool Days { get; init; } = true;

    internal void RefuseWrong()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Replications, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BlockSize, 1);
        if (Precision is { } precision)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(precision);
        if (TimeBudget is { } budget)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(budget, TimeSpan.Zero);
    }
}

/// <summary>Where an experiment stands.</summary>
/// <param name="Replications">Replications folded, of <paramref name="Of"/>.</param>
/// <param name="Of">Replications asked for, or expected by what is known so far of time and precision.</param>
/// <param name="ServiceLevel">Service level of all contacts so far, NaN before the first block.</param>
/// <param name="HalfWidth">Its 95 % half-width.</param>
/// <param name="ContactsPerSecond">Contacts of the replications folded, by the wall clock.</param>
public sealed record ExperimentProgress(int Replications, int Of, double ServiceLevel, double HalfWidth, double ContactsPerSecond);
