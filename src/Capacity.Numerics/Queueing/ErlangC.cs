namespace Capacity.Numerics.Queueing;

/// <summary>Erlang C, M/M/n: everybody waits as long as it takes. Exists only below full load; over-staffs where people give up.</summary>
/// <remarks>Exact for Poisson arrivals and exponential handle times in a steady interval; at or above full load refused.</remarks>
public static class ErlangC
{
    /// <summary>Probability of waiting.</summary>
    /// <remarks>C = nB / (n − a(1 − B)) with Erlang's B: A. K. Erlang 1917. O(n).</remarks>
    /// <param name="agents">Number of agents n, above the load.</param>
    /// <param name="offeredLoad">Offered load a in erlangs, zero or above.</param>
    /// <exception cref="StationarityException">The load is at or above the agents.</exception>
    public static double ProbabilityOfWaiting(int agents, double offeredLoad)
    {
        QueueRefusedException.UnlessNotNegative("Erlang C", "offered load", offeredLoad);
        if (!(offeredLoad < agents)) throw new StationarityException(offeredLoad, agents);
        var b = ErlangB.Blocking(agents, offeredLoad);
        return agents * b / (agents - offeredLoad * (1.0 - b));
    }

    /// <summary>The wait that a share p of contacts stays within, in seconds; 0 when that share is answered at once.</summary>
    /// <remarks>P(W > t) = C·e^(−(nμ−λ)t).</remarks>
    /// <param name="model">The queue, without a limit of lines.</param>
    /// <param name="p">Between 0 and 1, 1 excluded.</param>
    /// <exception cref="QueueRefusedException">A share outside its range, a limit of lines, or no steady state.</exception>
    public static double WaitQuantile(QueueModel model, double p)
    {
        ArgumentNullException.ThrowIfNull(model);
        QueueRefusedException.Unless(p >= 0 && p < 1, "Erlang C", "share within the wait", p, "from 0 to 1, 1 excluded");
        QueueRefusedException.Unless(model.Lines is null, "Erlang C", "number of lines", model.Lines ?? 0,
            "left out for the quantile of the wait, which is that of unlimited lines");
        model.RefuseNonsense();
        var c = ProbabilityOfWaiting(model.Agents, model.OfferedLoad);
        var drain = model.Agents / model.MeanServiceTime - model.ArrivalRate;
        return c <= 1.0 - p ? 0 : KernelMath.Log(c / (1.0 - p)) / drain;
    }

    /// <summary>Every key figure; with lines, those of M/M/n/K, which exists at any load.</summary>
    /// <remarks>Wait of those who wait: exponential with rate nμ − λ.</remarks>
    /// <param name="model">The queue; its patience plays no part.</param>
    /// <exception cref="StationarityException">The load is at or above the agents and there is no limit of lines.</exception>
    public static QueueKpis Evaluate(QueueModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.RefuseNonsense();
        if (model.Lines is not null) return MarkovQueue.Solve(model with { MeanPatience = null }).ToKpis(model);
        var c = ProbabilityOfWaiting(model.Agents, model.OfferedLoad);
        var drain = model.Agents / model.MeanServiceTime - model.ArrivalRate;
        return new OfferedShares
        {
            Waited = c,
            AnsweredInTarget = 1.0 - c * KernelMath.Exp(-drain * model.Target),
            WaitAnswered = c / drain,
            WaitAll = c / drain,
        }.ToKpis(model);
    }
}
