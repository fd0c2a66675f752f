namespace Capacity.Numerics.Estimation;

/// <summary>
/// Intervals that stay honest however often one looks and whenever one stops: ordinary intervals looked at every ten replications up to
/// 400 are wrong 29 % of the time instead of 5 %.
/// </summary>
public static class SequentialStopping
{
    /// <summary>Half-width, after n observations, of an asymptotic confidence sequence for a mean.</summary>
    /// <remarks>
    /// s·√(2(nρ²+1)/(n²ρ²) · log(√(nρ²+1)/α)), with ρ² = (−2 log α + log(1 − 2 log α))/n* making it tightest at n*. I. Waudby-Smith,
    /// D. Arbour, R. Sinha, E. Kennedy and A. Ramdas, Annals of Statistics 52:2613, 2024, theorem 2.2. Valid simultaneously for every n
    /// from some twenty observations on.
    /// </remarks>
    /// <param name="moments">The observations so far.</param>
    /// <param name="alpha">Error allowed over the whole sequence, 0.05 for 95 %.</param>
    /// <param name="tightestAt">Number of observations n* at which stopping is expected.</param>
    public static Estimate ConfidenceSequence(RunningMoments moments, double alpha, double tightestAt)
    {
        if (moments.Count < 2) return new Estimate(moments.Mean, double.PositiveInfinity);
        var logs = -2.0 * KernelMath.Log(alpha);
        var square = (logs + KernelMath.LogOnePlus(logs)) / tightestAt;
        var n = (double)moments.Count;
        var grown = n * square + 1.0;
        var half = Math.Sqrt(2.0 * grown / (n * n * square) * (0.5 * KernelMath.Log(grown) - KernelMath.Log(alpha)));
        return new Estimate(moments.Mean, moments.StandardDeviation * half);
    }

    /// <summary>Error to spend at look k so that all looks together stay within α: α·6/(π²k²).</summary>
    /// <param name="alpha">Error allowed in total.</param>
    /// <param name="look">Number of the look, from 1.</param>
    public static double ErrorAtLook(double alpha, int look)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(look, 1);
        return alpha * 0.6079271018540267 / ((double)look * look);
    }
}
