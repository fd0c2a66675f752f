using Capacity.Numerics.Distributions;

namespace Capacity.Numerics.Queueing;

/// <summary>Short formulas of single queues, for checks and explanations: exact but for the fluid limit. Each costs a few operations.</summary>
public static class ClosedForms
{
    /// <summary>Mean wait in M/G/1: ρ·E[S]·(1 + cv²) / (2(1 − ρ)), Pollaczek and Khinchine.</summary>
    /// <param name="utilization">ρ, at least 0 and below 1.</param>
    /// <param name="meanService">E[S], above zero; the wait is in its unit.</param>
    /// <param name="serviceVariation">Coefficient of variation of the handle time, zero or above.</param>
    public static double SingleServerWait(double utilization, double meanService, double serviceVariation)
    {
        if (!(utilization is >= 0 and < 1))
            throw new QueueRefusedException(FormattableString.Invariant($"One server at utilization {utilization} has no steady state; it must be below 1."));
        QueueRefusedException.UnlessPositive("One server", "mean handle time", meanService);
        QueueRefusedException.UnlessNotNegative("One server", "coefficient of variation of the handle time", serviceVariation);
        return utilization * meanService * (1.0 + serviceVariation * serviceVariation) / (2.0 * (1.0 - utilization));
    }

    /// <summary>Mean wait of each class in M/M/n with non-preemptive priorities and one handle-time law, first class first.</summary>
    /// <remarks>W_k = C/(nμ) / ((1 − σ_{k−1})(1 − σ_k)), σ_k the load per agent of classes 1 to k: A. Cobham 1954; Kella and Yechiali 1985.</remarks>
    /// <param name="arrivalRates">Arrivals per second by class, zero or above, the most urgent first; at least one class.</param>
    /// <param name="meanService">Mean handle time in seconds, above zero, the same for all: other handle times are for the simulator.</param>
    /// <param name="agents">Number of agents, above the load of all classes.</param>
    /// <exception cref="QueueRefusedException">A figure outside its range, or a load at or above the agents.</exception>
    public static double[] PriorityWaits(IReadOnlyList<double> arrivalRates, double meanService, int agents)
    {
        ArgumentNullException.ThrowIfNull(arrivalRates);
        QueueRefusedException.Unless(arrivalRates.Count > 0, "Priorities", "number of classes", 0, "at least 1");
        QueueRefusedException.UnlessPositive("Priorities", "mean handle time", meanService);
        foreach (var rate in arrivalRates) QueueRefusedException.UnlessNotNegative("Priorities", "arrival rate of a class", rate);
        var waiting = ErlangC.ProbabilityOfWaiting(agents, arrivalRates.Sum() * meanService);
        var residual = waiting * meanService / agents;
        var waits = new double[arrivalRates.Count];
        double before = 0;
        for (var k = 0; k < waits.Length; k++)
        {
            var with = before + arrivalRates[k] * meanService / agents;
            waits[k] = residual / ((1.0 - before) * (1.0 - with));
            before = with;
        }

        return waits;
    }

    /// <summary>One server whose blocked callers try again: share blocked and mean number between attempts.</summary>
    /// <remarks>ρ and ρ²/(1 − ρ)·(1 + μ/ν): G. Falin and J. Templeton, <i>Retrial Queues</i>, 1997.</remarks>
    /// <param name="arrivalRate">λ, above zero, in any one unit of time.</param>
    /// <param name="serviceRate">μ, above λ.</param>
    /// <param name="retrialRate">Rate ν at which each caller tries again, above zero.</param>
    public static (double Blocked, double Orbit) SingleServerRetrial(double arrivalRate, double serviceRate, double retrialRate)
    {
        QueueRefusedException.UnlessPositive("Retrials at one server", "arrival rate", arrivalRate);
        QueueRefusedException.UnlessPositive("Retrials at one server", "service rate", serviceRate);
        QueueRefusedException.UnlessPositive("Retrials at one server", "retrial rate", retrialRate);
        var rho = arrivalRate / serviceRate;
        QueueRefusedException.Unless(rho < 1, "Retrials at one server", "load in erlangs", rho, "below 1: all come back until they are served");
        return (rho, rho * rho / (1.0 - rho) * (1.0 + serviceRate / retrialRate));
    }

    /// <summary>Steady overload in the fluid limit: share that gives up, contacts waiting, wait of those who stay.</summary>
    /// <remarks>P(gives up) = 1 − 1/ρ, Ḡ(w) = 1/ρ, queue λH(w): W. Whitt, Operations Research 54:37, 2006. Within 1–2 % in deep overload, useless near ρ = 1; without overload refused.</remarks>
    /// <param name="arrivalRate">Arrivals per second.</param>
    /// <param name="meanService">Mean handle time in seconds.</param>
    /// <param name="agents">Number of agents, at least 1 and below the load.</param>
    /// <param name="patience">Law of the patience, in seconds.</param>
    /// <exception cref="QueueRefusedException">A figure outside its range, no overload, or too many who never give up.</exception>
    public static (double Abandonment, double Queue, double Wait) FluidOverload(
        double arrivalRate, double meanService, int agents, Distribution patience)
    {
        ArgumentNullException.ThrowIfNull(patience);
        QueueRefusedException.UnlessPositive("Fluid overload", "arrival rate", arrivalRate);
        QueueRefusedException.UnlessPositive("Fluid overload", "mean handle time", meanService);
        QueueRefusedException.Unless(agents >= 1, "Fluid overload", "number of agents", agents, "at least 1");
        var rho = arrivalRate * meanService / agents;
        QueueRefusedException.Unless(rho > 1, "Fluid overload", "load in erlangs per agent", rho,
            "above 1: there is no overload, and what waits then is chance; use Erlang A");
        var endless = patience.Survival(GeneralPatienceQueue.Endless);
        var wait = endless < 1.0 / rho ? patience.Quantile(1.0 - 1.0 / rho) : double.PositiveInfinity;
        if (double.IsPositiveInfinity(wait)) throw new StationarityException(arrivalRate * meanService, agents, endless);
        return (1.0 - 1.0 / rho, arrivalRate * patience.SurvivalIntegral(wait), wait);
    }
}
