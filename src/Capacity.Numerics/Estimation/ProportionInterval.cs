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

    /// <summary>
    /// How far from 0, or from 1, the expectation of a share can lie that was exactly that in each of n independent replications: 1 − α^(1/n),
    /// about 3/n at 95 %.
    /// </summary>
    /// <remarks>
    /// A share X lies between 0 and 1, so E X ≤ P(X &gt; 0), and of the event X &gt; 0 none was seen in n trials: its exact upper bound. Valid
    /// whatever the ratio and however its contacts hang together; a bound on contacts would take those of one replication for independent.
    /// J. A. Hanley and A. Lippman-Hand, JAMA 249:1743, 1983 (the rule of three). Valid also whenever one stops: (X ÷ m)ⁿ is a martingale
    /// of mean 1 at an expectation m (I. Waudby-Smith and A. Ramdas, J. R. Statist. Soc. B 86:1, 2024, betting everything).
    /// </remarks>
    /// <param name="trials">Replications, at least 1.</param>
    /// <param name="level">Level, 0.95 for 95 %.</param>
    public static double UnanimousMargin(long trials, double level = 0.95) => 1.0 - LowerBound(trials, trials, level);

    /// <summary>
    /// Half-width about an estimated share that holds also where few of the observations make it differ from 0 or from 1: Student's interval
    /// is then too narrow, because whoever sees few of the rare stretches also sees little of how they vary.
    /// </summary>
    /// <remarks>
    /// Exact bounds (Clopper and Pearson) of as many independent trials as have Student's width, n = p(1 − p)·(z ÷ h)², of which the farther
    /// one counts: E. L. Korn and B. I. Graubard, Survey Methodology 24:193, 1998. From a thousand events on it is Student's width.
    /// </remarks>
    /// <param name="share">The share, between 0 and 1.</param>
    /// <param name="halfWidth">Student's half-width of it, above zero.</param>
    /// <param name="level">Level of both, 0.95 for 95 %.</param>
    public static double HalfWidth(double share, double halfWidth, double level = 0.95)
    {
        const double Many = 1000;
        if (!(share is > 0 and < 1) || !(halfWidth > 0) || !double.IsFinite(halfWidth)) return halfWidth;
        var ratio = NormalLaw.Quantile(0.5 * (1.0 + level)) / halfWidth;
        var trials = share * (1.0 - share) * ratio * ratio;
        if (trials * Math.Min(share, 1.0 - share) > Many) return halfWidth;
        var tail = 0.5 * (1.0 - level);
        var low = CountLaws.BetaQuantile(share * trials, (1.0 - share) * trials + 1.0, tail);
        var high = CountLaws.BetaQuantile(share * trials + 1.0, (1.0 - share) * trials, 1.0 - tail);
        return Math.Max(halfWidth, Math.Max(share - low, high - share));
    }
}
