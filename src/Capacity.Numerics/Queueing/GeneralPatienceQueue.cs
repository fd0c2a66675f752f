using Capacity.Numerics.Distributions;

namespace Capacity.Numerics.Queueing;

/// <summary>
/// M/M/n+G, with a limit of lines if there is one (M/M/n/K+G): exponential handle times, any law of patience. Exact; the shape of patience at
/// the same mean can move the service level from 4 % to 69 %, so that it is worth measuring.
/// </summary>
/// <remarks>
/// S. Zeltyn and A. Mandelbaum, Queueing Systems 51:361, 2005. With Ḡ the survival of patience and H its integral, the wait V offered to
/// an arrival has the density λ·e^(λH(x) − nμx)/D for x > 0, D = ε + λJ, J = ∫₀^∞ e^(λH − nμx) dx, ε = 1/B(n − 1, a) with Erlang's B, and
/// mass ε/D at 0. The j-th term of e^(λH) belongs to j contacts waiting (A. Movaghar, Queueing Systems 29:337, 1998), so that m = K − n
/// places leave its first m + 1: of the arrivals at x a share B(m, λH(x)) finds them all taken. Everything is divided by the largest value
/// of the integrand, found where λḠ(1 − B) = nμ, so that nothing overflows at any load. Cost: about a thousand evaluations of H.
/// Handle times of another law are replaced by exponential ones of the same mean in the approximation of W. Whitt, Management Science
/// 51:221, 2005: at 50 erlangs and 45 agents abandonment is 0.118 for constant and 0.127 for lognormal handle times (variation 1.5) and 0.126 here.
/// Valid at any load, provided that fewer than the agents can serve are patient without end or lines are limited, and fewer than a billion
/// arrive while one waits, beyond which the exponent has no digits left; others are refused.
/// </remarks>
public static class GeneralPatienceQueue
{
    const string Where = "Queue with any law of patience";
    const double Negligible = -46;
    const double MostArrivalsInWait = 1e9;
    const int MostPlaces = 100_000;

    /// <summary>Seconds after which whoever still waits never gives up.</summary>
    internal const double Endless = 1e300;

    /// <summary>Every key figure, exactly.</summary>
    /// <param name="model">The queue; its mean patience plays no part.</param>
    /// <param name="patience">Law of the patience, in seconds; a mass at zero is a share that balks when it would have to wait.</param>
    /// <exception cref="QueueRefusedException">A figure is outside its range.</exception>
    /// <exception cref="StationarityException">So many never give up that the queue grows without end.</exception>
    public static QueueKpis Evaluate(QueueModel model, Distribution patience)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(patience);
        (model with { MeanPatience = null }).RefuseNonsense();
        if (GrowsWithoutEnd(model, patience)) throw new StationarityException(model.OfferedLoad, model.Agents, patience.Survival(Endless));
        var places = model.Lines - model.Agents;
        QueueRefusedException.Unless(places is null or <= MostPlaces, Where, "number of waiting places", places ?? 0,
            "at most 100000; leave the lines out, nobody is turned away");

        var wait = new OfferedWait(model.ArrivalRate, model.Agents / model.MeanServiceTime, patience, places);
        var peak = LastAbove(wait.Rises);
        var top = wait.Exponent(peak);
        var blocking = ErlangB.Blocking(model.Agents - 1, model.OfferedLoad);
        // ε·e^(−top): infinite where a wait is rarer than the smallest double.
        var idle = KernelMath.Exp(-KernelMath.Log(blocking) - top);
        if (double.IsPositiveInfinity(idle)) return new OfferedShares { AnsweredInTarget = 1 }.ToKpis(model);

        var end = LastAbove(x => x <= peak || wait.Exponent(x) - top > Negligible);
        var start = wait.Exponent(0) - top > Negligible ? 0 : LastAbove(x => x < peak && wait.Exponent(x) - top < Negligible);
        var arrivals = model.ArrivalRate * patience.SurvivalIntegral(end);
        QueueRefusedException.Unless(arrivals <= MostArrivalsInWait, Where, "number of arrivals while one waits", arrivals,
            "at most 1e9; in such an overload the fluid limit, ClosedForms.FluidOverload, is as good as exact");
        var precision = Math.Max(1e-14, 2.3e-16 * wait.SizeOfTerms(end));
        double[] All(double from, double to) => Between(from, to, wait, top, precision);
        return Shares(model, patience, idle, start, end, peak, All).ToKpis(model);
    }

    /// <summary>Whether more arrive who never give up than the agents can serve, and all find a line.</summary>
    internal static bool GrowsWithoutEnd(QueueModel model, Distribution patience) =>
        model.Lines is null && model.OfferedLoad * patience.Survival(Endless) >= model.Agents;

    /// <summary>The law of the wait offered to arrivals, but for a factor.</summary>
    /// <param name="Rate">λ.</param>
    /// <param name="Full">nμ.</param>
    /// <param name="Patience">Ḡ and H.</param>
    /// <param name="Places">m waiting places; null for no limit.</param>
    sealed record OfferedWait(double Rate, double Full, Distribution Patience, int? Places)
    {
        /// <summary>log Σ_{j ≤ m} (λH)ʲ/j! − nμx; without limit of lines λH − nμx.</summary>
        public double Exponent(double x)
        {
            var y = Rate * Patience.SurvivalIntegral(x);
            return -Full * x + (Places is not { } m || y == 0 ? y
                : y <= m + 1 ? y + KernelMath.Log(GammaFunctions.UpperGamma(m + 1.0, y))
                : m * KernelMath.Log(y) - GammaFunctions.LogGamma(m + 1.0) - KernelMath.Log(ErlangB.Blocking(m, y)));
        }

        /// <summary>Share of the arrivals at x that find every waiting place taken.</summary>
        public double TurnedAway(double x) =>
            Places is { } m ? ErlangB.Blocking(m, Rate * Patience.SurvivalIntegral(x)) : 0;

        /// <summary>Whether the density still rises: it does up to one place and falls from there.</summary>
        public bool Rises(double x) => Rate * Patience.Survival(x) * (1.0 - TurnedAway(x)) >= Full;

        /// <summary>The exponent up to x is a difference of numbers of this size: its last digit is theirs.</summary>
        public double SizeOfTerms(double x)
        {
            var y = Rate * Patience.SurvivalIntegral(x);
            return Full * x + (Places is { } m && y > m + 1 ? 2.0 * m * KernelMath.Log(y) : y);
        }
    }

    static OfferedShares Shares(
        QueueModel model, Distribution patience, double idle, double start, double end, double peak, Func<double, double, double[]> integrals)
    {
        var cuts = patience.Breakpoints.Concat([model.Target, model.ShortAbandon, peak, start, end])
            .Where(cut => cut >= start && cut <= end).Distinct().Order().ToArray();
        var pieces = new List<(double To, double[] Sums)>();
        for (var i = 1; i < cuts.Length; i++) pieces.Add((cuts[i], integrals(cuts[i - 1], cuts[i])));
        double Total(int figure, double upTo = double.PositiveInfinity) =>
            pieces.Where(piece => piece.To <= upTo).Sum(piece => piece.Sums[figure]);

        var whole = idle + model.ArrivalRate * (Total(0) + Total(5));
        var scale = model.ArrivalRate / whole;
        double GivenUpBy(double time) =>
            scale * (Total(1, time) + patience.Cdf(time) * pieces.Where(piece => piece.To > time).Sum(piece => piece.Sums[0]));
        return new OfferedShares
        {
            Waited = scale * Total(0),
            Blocked = scale * Total(5),
            Abandoned = scale * Total(1),
            AbandonedInTarget = GivenUpBy(model.Target),
            AbandonedShort = model.ShortAbandon > 0 ? GivenUpBy(model.ShortAbandon) : 0,
            AnsweredInTarget = idle / whole + scale * Total(2, model.Target),
            WaitAnswered = scale * Total(3),
            WaitAll = scale * Total(4),
        };
    }

    /// <summary>∫ of e, G·e, Ḡ·e, xḠ·e and H·e over a smooth piece, e the scaled density of those who find a place, and of that of those who find none.</summary>
    static double[] Between(double from, double to, OfferedWait wait, double top, double precision) =>
        Quadrature.Integrate(from, to, 6, precision, (x, values) =>
        {
            var all = KernelMath.Exp(wait.Exponent(x) - top);
            var turned = wait.TurnedAway(x);
            var e = all * (1.0 - turned);
            var survival = wait.Patience.Survival(x);
            values[0] = e;
            values[1] = wait.Patience.Cdf(x) * e;
            values[2] = survival * e;
            values[3] = x * survival * e;
            values[4] = wait.Patience.SurvivalIntegral(x) * e;
            values[5] = all * turned;
        });

    /// <summary>The largest x at which a condition that holds first and fails later still holds; 0 when it never does.</summary>
    static double LastAbove(Func<double, bool> holds)
    {
        if (!holds(0)) return 0;
        double low = 0, high = 1e-3;
        while (holds(high) && high < 1e15) (low, high) = (high, 2.0 * high);
        for (var k = 0; k < 60; k++)
        {
            var middle = 0.5 * (low + high);
            if (holds(middle)) low = middle;
            else high = middle;
        }

        return low;
    }
}
