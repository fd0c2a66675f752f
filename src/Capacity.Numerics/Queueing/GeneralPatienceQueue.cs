using Capacity.Numerics.Distributions;

namespace Capacity.Numerics.Queueing;

/// <summary>
/// M/M/n+G: exponential handle times, any law of patience. Exact; the shape of patience at the same mean can move the service level from
/// 4 % to 69 %, so that it is worth measuring.
/// </summary>
/// <remarks>
/// S. Zeltyn and A. Mandelbaum, Queueing Systems 51:361, 2005. With Ḡ the survival of patience and H its integral, the wait V offered to
/// an arrival has the density λ·e^(λH(x) − nμx)/D for x > 0, D = ε + λJ, J = ∫₀^∞ e^(λH − nμx) dx, ε = 1/B(n − 1, a) with Erlang's B, and
/// mass ε/D at 0. Everything is divided by the largest value of the exponential, found where Ḡ = nμ/λ, so that nothing overflows at any
/// load. Cost: about a thousand evaluations of H. Valid at any load as long as fewer than the agents can serve are patient without end, and
/// fewer than a billion arrive while one waits, beyond which the exponent has no digits left; others are refused, and so is a limit of
/// lines. Handle times of other laws are for the simulator.
/// </remarks>
public static class GeneralPatienceQueue
{
    const string Where = "Queue with any law of patience";
    const double Negligible = -46;
    const double MostArrivalsInWait = 1e9;

    /// <summary>Every key figure, exactly.</summary>
    /// <param name="model">The queue, without a limit of lines; its mean patience plays no part.</param>
    /// <param name="patience">Law of the patience, in seconds; a mass at zero is a share that balks when it would have to wait.</param>
    /// <exception cref="QueueRefusedException">A figure is outside its range, or the model has lines.</exception>
    /// <exception cref="StationarityException">So many never give up that the queue grows without end.</exception>
    public static QueueKpis Evaluate(QueueModel model, Distribution patience)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(patience);
        QueueRefusedException.Unless(model.Lines is null, Where, "number of lines", model.Lines ?? 0,
            "left out: the formula has no limit of lines; with exponential patience Erlang A has, and the simulation with any");
        (model with { MeanPatience = null }).RefuseNonsense();
        var (lambda, full) = (model.ArrivalRate, model.Agents / model.MeanServiceTime);
        if (GrowsWithoutEnd(model, patience)) throw new StationarityException(model.OfferedLoad, model.Agents);

        double Exponent(double x) => lambda * patience.SurvivalIntegral(x) - full * x;
        var peak = LastAbove(x => lambda * patience.Survival(x) >= full);
        var top = Exponent(peak);
        var blocking = ErlangB.Blocking(model.Agents - 1, model.OfferedLoad);
        // ε·e^(−top): infinite where a wait is rarer than the smallest double.
        var idle = KernelMath.Exp(-KernelMath.Log(blocking) - top);
        if (double.IsPositiveInfinity(idle)) return new OfferedShares { AnsweredInTarget = 1 }.ToKpis(model);

        var end = LastAbove(x => x <= peak || Exponent(x) - top > Negligible);
        var start = Exponent(0) - top > Negligible ? 0 : LastAbove(x => x < peak && Exponent(x) - top < Negligible);
        var arrivals = lambda * patience.SurvivalIntegral(end);
        QueueRefusedException.Unless(arrivals <= MostArrivalsInWait, Where, "number of arrivals while one waits", arrivals,
            "at most 1e9; in such an overload the fluid limit, ClosedForms.FluidOverload, is as good as exact");
        // The exponent is a difference of two numbers of this size: its last digit is theirs.
        var precision = Math.Max(1e-14, 2.3e-16 * (arrivals + full * end));
        double[] All(double from, double to) => Between(from, to, patience, Exponent, top, precision);
        return Shares(model, patience, lambda, idle, start, end, peak, All).ToKpis(model);
    }

    /// <summary>Whether more arrive who never give up than the agents can serve.</summary>
    internal static bool GrowsWithoutEnd(QueueModel model, Distribution patience) =>
        model.OfferedLoad * patience.Survival(1e300) >= model.Agents;

    static OfferedShares Shares(
        QueueModel model, Distribution patience, double lambda, double idle, double start, double end, double peak,
        Func<double, double, double[]> integrals)
    {
        var cuts = patience.Breakpoints.Concat([model.Target, model.ShortAbandon, peak, start, end])
            .Where(cut => cut >= start && cut <= end).Distinct().Order().ToArray();
        var pieces = new List<(double To, double[] Sums)>();
        for (var i = 1; i < cuts.Length; i++) pieces.Add((cuts[i], integrals(cuts[i - 1], cuts[i])));
        double Total(int figure, double upTo = double.PositiveInfinity) =>
            pieces.Where(piece => piece.To <= upTo).Sum(piece => piece.Sums[figure]);

        var whole = idle + lambda * Total(0);
        var scale = lambda / whole;
        double GivenUpBy(double time) =>
            scale * (Total(1, time) + patience.Cdf(time) * pieces.Where(piece => piece.To > time).Sum(piece => piece.Sums[0]));
        return new OfferedShares
        {
            Waited = scale * Total(0),
            Abandoned = scale * Total(1),
            AbandonedInTarget = GivenUpBy(model.Target),
            AbandonedShort = model.ShortAbandon > 0 ? GivenUpBy(model.ShortAbandon) : 0,
            AnsweredInTarget = idle / whole + scale * Total(2, model.Target),
            WaitAnswered = scale * Total(3),
            WaitAll = scale * Total(4),
        };
    }

    /// <summary>∫ of e, G·e, Ḡ·e, xḠ·e and H·e over a smooth piece, e the scaled exponential.</summary>
    static double[] Between(
        double from, double to, Distribution patience, Func<double, double> exponent, double top, double precision) =>
        Quadrature.Integrate(from, to, 5, precision, (x, values) =>
        {
            var e = KernelMath.Exp(exponent(x) - top);
            var survival = patience.Survival(x);
            values[0] = e;
            values[1] = patience.Cdf(x) * e;
            values[2] = survival * e;
            values[3] = x * survival * e;
            values[4] = patience.SurvivalIntegral(x) * e;
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
