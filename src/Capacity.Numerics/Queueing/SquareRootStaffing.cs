namespace Capacity.Numerics.Queueing;

/// <summary>
/// The square-root rule n = a + β√a: what a margin of β standard deviations of the load buys. A first guess and an explanation, good for
/// large queues; the exact formulas decide.
/// </summary>
public static class SquareRootStaffing
{
    /// <summary>Limit of the probability of waiting when nobody gives up: [1 + βΦ(β)/φ(β)]^-1.</summary>
    /// <remarks>S. Halfin and W. Whitt, Operations Research 29:567, 1981.</remarks>
    /// <param name="beta">Margin β, above zero.</param>
    public static double HalfinWhittWaiting(double beta)
    {
        if (!(beta > 0))
            throw new QueueRefusedException(FormattableString.Invariant(
                $"The margin is {beta}; without abandonment it must be above zero. Use the rule with patience at or below it."));
        return 1.0 / (1.0 + beta * NormalLaw.Cdf(beta) / NormalLaw.Density(beta));
    }

    /// <summary>Limit of the probability of waiting with exponential patience: [1 + h(βs)/(s·h(−β))]^-1, s = √(μ/θ), h the normal hazard.</summary>
    /// <remarks>O. Garnett, A. Mandelbaum and M. Reiman, M&amp;SOM 4:208, 2002, theorem 4.</remarks>
    /// <param name="beta">Margin β, any number.</param>
    /// <param name="patienceRatio">μ/θ: mean patience ÷ mean handle time, above zero.</param>
    public static double GarnettWaiting(double beta, double patienceRatio)
    {
        if (!(patienceRatio > 0)) throw new QueueRefusedException("The ratio of patience to handle time must be above zero.");
        var root = Math.Sqrt(patienceRatio);
        return 1.0 / (1.0 + NormalLaw.Hazard(beta * root) / (root * NormalLaw.Hazard(-beta)));
    }

    /// <summary>The margin β at which a given share has to wait, patience exponential.</summary>
    /// <remarks>For patience = handle time it is the normal quantile of 1 − α; otherwise bisection, since waiting falls with β.</remarks>
    /// <param name="waiting">Share α that waits, strictly between 0 and 1.</param>
    /// <param name="patienceRatio">μ/θ, above zero.</param>
    public static double MarginFor(double waiting, double patienceRatio = 1)
    {
        if (!(waiting > 0 && waiting < 1)) throw new QueueRefusedException("The share that waits must be strictly between 0 and 1.");
        if (patienceRatio == 1) return -NormalLaw.Quantile(waiting);
        double low = -36, high = 36;
        for (var k = 0; k < 80; k++)
        {
            var middle = 0.5 * (low + high);
            if (GarnettWaiting(middle, patienceRatio) > waiting) low = middle;
            else high = middle;
        }

        return 0.5 * (low + high);
    }

    /// <summary>Agents by the rule, rounded up.</summary>
    /// <param name="offeredLoad">Offered load a in erlangs, zero or above.</param>
    /// <param name="beta">Margin β.</param>
    public static int Agents(double offeredLoad, double beta) =>
        (int)Math.Max(0, Math.Ceiling(offeredLoad + beta * Math.Sqrt(offeredLoad)));
}
