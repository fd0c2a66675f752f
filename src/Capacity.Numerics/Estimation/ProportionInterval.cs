namespace Capacity.Numerics.Estimation;

/// <summary>Exact bounds for a probability that was met in some of n independent replications.</summary>
/// <remarks>C. J. Clopper and E. S. Pearson, Biometrika 26:404, 1934: never covers less than its level.</remarks>
public static class ProportionInterval
{
    /// <summary>Two-sided bounds.</summary>
    /// <param name="successes">Replications in which it was met.</param>
    /// <param name="trials">Replications, at least 1.</param>
    /// <param name="level">Level, 0.95 for 95 %.</param>
    public static (double Low, double High) TwoSided(long successes, long trials, double level = 0.95)
    {
        var tail = 0.5 * (1.0 - level);
        return (LowerBound(successes, trials, 1.0 - tail), 1.0 - LowerBound(trials - successes, trials, 1.0 - tail));
    }

    /// <summary>One-sided lower bound: a goal counts as met only when this is above what was asked.</summary>
    /// <param name="successes">Replications in which it was met.</param>
    /// <param name="trials">Replications, at least 1.</param>
    /// <param name="level">Level, 0.95 for 95 %.</param>
    public static double LowerBound(long successes, long trials, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        return successes == 0 ? 0 : CountLaws.BetaQuantile(successes, trials - successes + 1.0, 1.0 - level);
    }
}
