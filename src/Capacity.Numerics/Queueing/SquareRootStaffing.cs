namespace Capacity.Numerics.Queueing;

/// <summary>
/// The square-root rule n = a + β√a: what a margin of β standard deviations of the load buys. A first guess and an explanation, good for
/// large queues; the exact formulas decide.
/// </summary>
/// <remarks>
/// Limits for load and agents growing together, Poisson arrivals and exponential handle times in a steady interval. For patience of
/// 0.2 to 3 handle times and margins from −2 to 2.5 the share that waits is within 0.04 of the exact one at 100 erlangs, 0.13 at 10: nothing
/// is refused for being small, since the exact formulas correct it. Cost: a few operations.
/// </remarks>
public static class SquareRootStaffing
{
    const string Where = "Square-root staffing";

    /// <summary>Limit of the probability of waiting when nobody gives up: [1 + βΦ(β)/φ(β)]^-1.</summary>
    /// <remarks>S. Halfin and W. Whitt, Operations Research 29:567, 1981.</remarks>
    /// <param name="beta">Margin β, above zero.</param>
    public static double HalfinWhittWaiting(double beta)
    {
        if (!(beta > 0 && double.IsFinite(beta)))
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
        QueueRefusedException.Unless(double.IsFinite(beta), Where, "margin", beta, "a number");
        QueueRefusedException.UnlessPositive(Where, "ratio of mean patience to mean handle time", patienceRatio);
        var root = Math.Sqrt(patienceRatio);
        return 1.0 / (1.0 + NormalLaw.Hazard(beta * root) / (root * NormalLaw.Hazard(-beta)));
    }

    /// <summary>The margin β at which a given share has to wait, patience exponential.</summary>
    /// <remarks>For patience = handle time it is the normal quantile of 1 − α; otherwise bisection, since waiting falls with β.</remarks>
    /// <param name="waiting">Share α that waits, strictly between 0 and 1.</param>
    /// <param name="patienceRatio">μ/θ, above zero.</param>
    public static double MarginFor(double waiting, double patienceRatio = 1)
    {
        QueueRefusedException.UnlessShare(Where, "share that waits", waiting);
        QueueRefusedException.UnlessPositive(Where, "ratio of mean patience to mean handle time", patienceRatio);
        if (patienceRatio == 1) return -NormalLaw.Quantile(waiting);
        double low = -36, high = 36;
        QueueRefusedException.Unless(GarnettWaiting(low, patienceRatio) >= waiting && GarnettWaiting(high, patienceRatio) <= waiting, Where,
            "share that waits", waiting, FormattableString.Invariant(
                $"reached by a margin of at most 36 standard deviations of the load, which it is not where patience is {patienceRatio} handle times"));
        for (var k = 0; k < 80; k++)
        {
            var middle = 0.5 * (low + high);
            if (GarnettWaiting(middle, patienceRatio) > waiting) low = middle;
            else high = middle;
        }

        return 0.5 * (low + high);
    }

    /// <summary>Limit of the share that gives up, patience exponential: P(W)·(h(βs)/s − β)/√a, P(W) and s as in <see cref="GarnettWaiting"/>.</summary>
    /// <remarks>O. Garnett, A. Mandelbaum and M. Reiman, M&amp;SOM 4:208, 2002, theorem 4.</remarks>
    /// <param name="offeredLoad">Offered load a in erlangs, above zero.</param>
    /// <param name="beta">Margin β, any number.</param>
    /// <param name="patienceRatio">μ/θ, above zero.</param>
    public static double Abandonment(double offeredLoad, double beta, double patienceRatio)
    {
        QueueRefusedException.UnlessPositive(Where, "offered load", offeredLoad);
        var waiting = GarnettWaiting(beta, patienceRatio);
        var root = Math.Sqrt(patienceRatio);
        return Math.Clamp(waiting * (NormalLaw.Hazard(beta * root) / root - beta) / Math.Sqrt(offeredLoad), 0, 1);
    }

    /// <summary>Limit of the share whose offered wait is beyond a target: P(W)·Φ̄(βs + t√a/s)/Φ̄(βs).</summary>
    /// <remarks>A. Mandelbaum and S. Zeltyn, Operations Research 57:1189, 2009. The offered wait is that of an endlessly patient contact.</remarks>
    /// <param name="offeredLoad">Offered load a in erlangs, above zero.</param>
    /// <param name="beta">Margin β, any number.</param>
    /// <param name="patienceRatio">μ/θ, above zero.</param>
    /// <param name="target">Target t in mean handle times, zero or above.</param>
    public static double WaitingBeyond(double offeredLoad, double beta, double patienceRatio, double target)
    {
        QueueRefusedException.UnlessPositive(Where, "offered load", offeredLoad);
        QueueRefusedException.UnlessNotNegative(Where, "target in mean handle times", target);
        var waiting = GarnettWaiting(beta, patienceRatio);
        var root = Math.Sqrt(patienceRatio);
        // Φ̄ = φ/h: the quotient of two tails has no small number in it.
        var (low, high) = (beta * root, beta * root + target * Math.Sqrt(offeredLoad) / root);
        return waiting * NormalLaw.Hazard(low) / NormalLaw.Hazard(high) * KernelMath.Exp(-0.5 * (high - low) * (high + low));
    }

    /// <summary>The margin of least cost of agents and of waiting, nobody giving up: min over β of β + r·P(W)/β.</summary>
    /// <remarks>
    /// S. Borst, A. Mandelbaum and M. Reiman, Operations Research 52:17, 2004: agents cost c·(a + β√a) and waiting w·√a·P(W)/β in a handle
    /// time, P(W) of <see cref="HalfinWhittWaiting"/>. The cost has one minimum; golden section to 1e-9.
    /// </remarks>
    /// <param name="costRatio">r = w/c: cost of a contact's waiting for a time ÷ cost of an agent for the same time, from 1e-6 to 1e6.</param>
    public static double MarginForCost(double costRatio)
    {
        QueueRefusedException.Unless(costRatio is >= 1e-6 and <= 1e6, Where, "cost of waiting in costs of an agent", costRatio, "from 1e-6 to 1e6");
        double Cost(double beta) => beta + costRatio * HalfinWhittWaiting(beta) / beta;
        const double golden = 0.6180339887498949;
        double low = 1e-6, high = 36;
        while (high - low > 1e-9)
        {
            var (left, right) = (high - golden * (high - low), low + golden * (high - low));
            if (Cost(left) < Cost(right)) high = right;
            else low = left;
        }

        return 0.5 * (low + high);
    }

    /// <summary>Agents by the rule, rounded up.</summary>
    /// <param name="offeredLoad">Offered load a in erlangs, zero or above.</param>
    /// <param name="beta">Margin β, any number.</param>
    public static int Agents(double offeredLoad, double beta)
    {
        QueueRefusedException.UnlessNotNegative(Where, "offered load", offeredLoad);
        QueueRefusedException.Unless(double.IsFinite(beta), Where, "margin", beta, "a number");
        var agents = Math.Ceiling(offeredLoad + beta * Math.Sqrt(offeredLoad));
        QueueRefusedException.Unless(agents <= int.MaxValue, Where, "number of agents", agents, "at most 2147483647; check the load's unit, erlangs");
        return (int)Math.Max(0, agents);
    }
}
