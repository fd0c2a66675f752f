namespace Capacity.Numerics.Queueing;

/// <summary>One period of the stationary backlog-carryover method.</summary>
/// <param name="BacklogRateIn">Contacts left over by the period before, as a rate.</param>
/// <param name="Blocking">Share of the period's load that a loss system would turn away: it is carried over.</param>
/// <param name="BacklogOut">Contacts carried into the next period.</param>
/// <param name="Utilization">Share of the agents' time used.</param>
/// <param name="ModifiedRate">The arrival rate that gives this utilization.</param>
/// <param name="QueueLength">Mean number waiting at that rate.</param>
/// <param name="Wait">Mean wait at that rate.</param>
public sealed record BacklogPeriod(
    double BacklogRateIn, double Blocking, double BacklogOut, double Utilization, double ModifiedRate, double QueueLength, double Wait);

/// <summary>
/// Waits through a temporary overload without abandonment, period by period: what a period cannot serve is carried into the next.
/// </summary>
/// <remarks>
/// R. Stolletz, European Journal of Operational Research 190:478, 2008, sections 3 and 4: blocking of M/M/n/n at the period's own and
/// carried rate, then M/M/n at the rate that keeps the utilization. Valid for periods of half to twice the mean handle time, all others
/// are refused, and for people who never give up: with abandonment use <see cref="ImpatientCarryover"/>. Cost: O(n) a period.
/// </remarks>
public static class BacklogCarryover
{
    const string Where = "Backlog carryover";

    /// <summary>Evaluates consecutive periods.</summary>
    /// <param name="arrivalRates">Arrival rate of each period, zero or above.</param>
    /// <param name="agents">Agents of each period, at least 1.</param>
    /// <param name="serviceRate">μ, above zero.</param>
    /// <param name="period">Length of a period, in the unit of time of the rates; from 1/2 to 2 mean handle times.</param>
    /// <exception cref="QueueRefusedException">A figure is outside its range.</exception>
    public static IReadOnlyList<BacklogPeriod> Evaluate(
        IReadOnlyList<double> arrivalRates, IReadOnlyList<int> agents, double serviceRate, double period)
    {
        ArgumentNullException.ThrowIfNull(arrivalRates);
        ArgumentNullException.ThrowIfNull(agents);
        if (arrivalRates.Count != agents.Count)
            throw new QueueRefusedException($"There are {arrivalRates.Count} arrival rates for {agents.Count} numbers of agents; give one each.");
        QueueRefusedException.UnlessPositive(Where, "service rate", serviceRate);
        QueueRefusedException.Unless(period * serviceRate is >= 0.5 and <= 2, Where, "length of a period in mean handle times", period * serviceRate,
            "from 0.5 to 2, where the method was shown to be right; cut or join the periods, or follow the queue with TransientErlangA");
        var periods = new List<BacklogPeriod>();
        var carried = 0.0;
        for (var i = 0; i < agents.Count; i++)
        {
            QueueRefusedException.UnlessNotNegative(Where, "arrival rate", arrivalRates[i]);
            QueueRefusedException.Unless(agents[i] >= 1, Where, "number of agents", agents[i], "at least 1");
            var rate = arrivalRates[i] + carried;
            var blocking = ErlangB.Blocking(agents[i], rate / serviceRate);
            var modified = rate * (1.0 - blocking);
            var utilization = modified / (agents[i] * serviceRate);
            var wait = ErlangC.ProbabilityOfWaiting(agents[i], modified / serviceRate) / (agents[i] * serviceRate - modified);
            periods.Add(new BacklogPeriod(carried, blocking, rate * blocking * period, utilization, modified, modified * wait, wait));
            carried = rate * blocking;
        }

        return periods;
    }
}
