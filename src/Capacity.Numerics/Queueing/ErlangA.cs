namespace Capacity.Numerics.Queueing;

/// <summary>
/// Erlang A, M/M/n+M, with a limit of lines if there is one: people give up after an exponential patience. Exact at any load,
/// overload included, from 1 to 100,000 agents; wrong where patience is far from exponential or the interval is not steady.
/// </summary>
public static class ErlangA
{
    /// <summary>Every key figure, exactly. See <see cref="QueueKpis"/> for their definitions.</summary>
    /// <param name="model">The queue, with a mean patience.</param>
    /// <exception cref="QueueRefusedException">The model has no patience, or a figure outside its range.</exception>
    public static QueueKpis Evaluate(QueueModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return SharesOf(model).ToKpis(model);
    }

    static OfferedShares SharesOf(QueueModel model)
    {
        if (model.MeanPatience is null)
            throw new QueueRefusedException("Erlang A needs a mean patience. Give one, or use Erlang C, where nobody gives up.");
        model.RefuseNonsense();
        return MarkovQueue.Solve(model);
    }

    /// <summary>Volume-weighted figures when the day's arrival rate is gamma-distributed around its mean.</summary>
    /// <remarks>
    /// E[B·f(Bλ)] over B ~ Gamma(mean 1, coefficient of variation cv): every contact counts once, so that busy days weigh more.
    /// Whitt 1999; Steckley, Henderson and Mehrotra 2009. Midpoint rule in the probability of the size-biased law (again a gamma law,
    /// with one more in its shape): spectral in the interior, 400 evaluations. Valid to a variation of 1; days differ by 0.05 to 0.3. What
    /// single days look like is in <see cref="UncertainRate"/>.
    /// </remarks>
    /// <param name="model">The queue at its mean rate.</param>
    /// <param name="busynessVariation">Coefficient of variation of the busyness factor, from 0.0001 to 1.</param>
    /// <exception cref="QueueRefusedException">The model has no patience, or a figure outside its range.</exception>
    public static (double ServiceLevel, double AbandonmentRate) EvaluateUnderGammaBusyness(QueueModel model, double busynessVariation)
    {
        ArgumentNullException.ThrowIfNull(model);
        QueueRefusedException.Unless(busynessVariation is >= 1e-4 and <= 1, "Erlang A under gamma busyness", "coefficient of variation of busyness",
            busynessVariation, "from 0.0001, below which the rate is as good as known, to 1; split days that differ more into kinds of day");
        var shape = 1.0 / (busynessVariation * busynessVariation);
        // b·g(b), the size-biased density, on a range that leaves 1e-15 outside; substitution by the trapezoid rule.
        var low = GammaFunctions.LowerGammaInverse(shape + 1.0, 1e-15) / shape;
        var high = GammaFunctions.LowerGammaInverse(shape + 1.0, 1.0 - 1e-15) / shape;
        const int panels = 400;
        double counted = 0, answered = 0, abandoned = 0;
        for (var i = 0; i <= panels; i++)
        {
            var b = low + (high - low) * i / panels;
            var density = GammaFunctions.PoissonDensity(shape, b * shape);
            var shares = SharesOf(model with { ArrivalRate = model.ArrivalRate * b });
            counted += density * (1.0 - shares.AbandonedShort);
            answered += density * shares.AnsweredInTarget;
            abandoned += density * (shares.Abandoned - shares.AbandonedShort);
        }

        return (answered / counted, abandoned / counted);
    }
}
