using Capacity.Numerics.Distributions;

namespace Capacity.Numerics.Queueing;

/// <summary>Short exact formulas of single queues, for checks and explanations.</summary>
public static class ClosedForms
{
    /// <summary>Mean wait in M/G/1: ρ·E[S]·(1 + cv²) / (2(1 − ρ)), Pollaczek and Khinchine.</summary>
    /// <param name="utilization">ρ, at least 0 and below 1.</param>
    /// <param name="meanService">E[S].</param>
    /// <param name="serviceVariation">Coefficient of variation of the handle time.</param>
    public static double SingleServerWait(double utilization, double meanService, double serviceVariation)
    {
        if (!(utilization is >= 0 and < 1))
            throw new QueueRefusedException(FormattableString.Invariant($"One server at utilization {utilization} has no steady state; it must be below 1."));
        return utilization * meanService * (1.0 + serviceVariation * serviceVariation) / (2.0 * (1.0 - utilization));
    }

    /// <summary>Mean wait of each class in M/M/n with non-preemptive priorities and one handle-time law, first class first.</summary>
    /// <remarks>W_k = C/(nμ) / ((1 − σ_{k−1})(1 − σ_k)), σ_k the load per agent of classes 1 to k: A. Cobham 1954; Kella and Yechiali 1985.</remarks>
    /// <param name="arrivalRates">Arrivals per second by class, the most urgent first.</param>
    /// <param name="meanService">Mean handle time in seconds.</param>
    /// <param name="agents">Number of agents, above the load.</param>
    public static double[] PriorityWaits(IReadOnlyList<double> arrivalRates, double meanService, int agents)
    {
        ArgumentNullException.ThrowIfNull(arrivalRates);
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
    /// <param name="arrivalRate">λ.</param>
    /// <param name="serviceRate">μ, above λ.</param>
    /// <param name="retrialRate">Rate ν at which each caller tries again, above zero.</param>
    public static (double Blocked, double Orbit) SingleServerRetrial(double arrivalRate, double serviceRate, double retrialRate)
    {
        var rho = arrivalRate / serviceRate;
        if (!(rho < 1)) throw new StationarityException(rho, 1);
        return (rho, rho * rho / (1.0 - rho) * (1.0 + serviceRate / retrialRate));
    }

    /// <summary>Steady overload in the fluid limit: share that gives up, contacts waiting, wait of those who stay.</summary>
    /// <remarks>P(gives up) = 1 − 1/ρ, Ḡ(w) = 1/ρ, queue λH(w): W. Whitt, Operations Research 54:37, 2006. Within 1–2 % in deep overload, useless near ρ = 1.</remarks>
    /// <param name="arrivalRate">Arrivals per second.</param>
    /// <param name="meanService">Mean handle time in seconds.</param>
    /// <param name="agents">Number of agents, below the load.</param>
    /// <param name="patience">Law of the patience.</param>
    public static (double Abandonment, double Queue, double Wait) FluidOverload(
        double arrivalRate, double meanService, int agents, Distribution patience)
    {
        ArgumentNullException.ThrowIfNull(patience);
        var rho = arrivalRate * meanService / agents;
        if (!(rho > 1)) return (0, 0, 0);
        var wait = patience.Quantile(1.0 - 1.0 / rho);
        return (1.0 - 1.0 / rho, arrivalRate * patience.SurvivalIntegral(wait), wait);
    }
}
