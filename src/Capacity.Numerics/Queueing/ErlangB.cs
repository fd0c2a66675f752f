namespace Capacity.Numerics.Queueing;

/// <summary>Erlang B, M/M/n/n: contacts that find every agent busy are lost. Valid at any load and any handle-time law.</summary>
public static class ErlangB
{
    const int MostAgents = 100_000_000;

    /// <summary>Blocking probability.</summary>
    /// <remarks>B(0) = 1, B(k) = a·B(k−1) / (k + a·B(k−1)): A. K. Erlang 1917. Only positive terms; O(n), or until it is below the smallest double.</remarks>
    /// <param name="agents">Number of agents n, zero or above.</param>
    /// <param name="offeredLoad">Offered load a in erlangs, zero or above; beyond 100 million only with fewer agents.</param>
    public static double Blocking(int agents, double offeredLoad)
    {
        if (agents < 0) throw new QueueRefusedException($"The number of agents is {agents}; it must be zero or above.");
        QueueRefusedException.UnlessNotNegative("Erlang B", "offered load", offeredLoad);
        QueueRefusedException.Unless(agents <= MostAgents || offeredLoad <= MostAgents, "Erlang B", "number of agents", agents,
            "at most 100 million where the load is as large; check the units of rate and handle time");
        var blocking = 1.0;
        for (var k = 1; k <= agents && blocking > 0; k++) blocking = offeredLoad * blocking / (k + offeredLoad * blocking);
        return blocking;
    }

    /// <summary>The load that n agents carry at a given blocking probability, in erlangs.</summary>
    /// <remarks>Bisection on the logarithm of the load to the last bit; blocking rises with the load. About 60·n operations.</remarks>
    /// <param name="agents">Number of agents, from 1 to 10 million.</param>
    /// <param name="blocking">Blocking probability, strictly between 0 and 1.</param>
    public static double LoadAtBlocking(int agents, double blocking)
    {
        if (agents is < 1 or > 10_000_000 || !(blocking > 0 && blocking < 1))
            throw new QueueRefusedException(FormattableString.Invariant(
                $"No load gives blocking {blocking} with {agents} agents: agents must be from 1 to 10 million and blocking strictly between 0 and 1."));
        double low = 0, high = agents / (1.0 - blocking) + 1.0;
        while (true)
        {
            var middle = 0.5 * (low + high);
            if (middle <= low || middle >= high || high - low < 1e-15 * high) return middle;
            if (Blocking(agents, middle) < blocking) low = middle;
            else high = middle;
        }
    }

    /// <summary>Every key figure: nobody waits, the blocked are lost.</summary>
    /// <param name="model">The queue; patience and lines play no part.</param>
    public static QueueKpis Evaluate(QueueModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.RefuseNonsense();
        var blocking = Blocking(model.Agents, model.OfferedLoad);
        return new OfferedShares { Blocked = blocking, AnsweredInTarget = 1.0 - blocking }.ToKpis(model);
    }
}
