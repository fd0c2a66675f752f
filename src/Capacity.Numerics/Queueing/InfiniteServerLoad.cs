namespace Capacity.Numerics.Queueing;

/// <summary>
/// The load m(t) that a time-varying stream of contacts would put on unlimited agents: what to staff against when the rate moves within a
/// handle time, and how far the load lags behind the rate.
/// </summary>
/// <remarks>
/// Exact for unlimited agents; waiting and backlog are no part of it: with overload use the carryover or the forward equations.
/// S. G. Eick, W. A. Massey and W. Whitt, Management Science 39:241 and Operations Research 41:731, 1993. Cost: a few operations an interval.
/// </remarks>
public static class InfiniteServerLoad
{
    const string Where = "Infinite-server load";

    /// <summary>Load at time t for the rate λ + A·sin(γt) and exponential handle times: λ/μ + A(μ sin γt − γ cos γt)/(μ² + γ²).</summary>
    /// <param name="meanRate">λ, above zero.</param>
    /// <param name="amplitude">A, from −λ to λ.</param>
    /// <param name="frequency">γ, radians per unit of time.</param>
    /// <param name="serviceRate">μ, above zero.</param>
    /// <param name="time">t.</param>
    public static double OfSinusoid(double meanRate, double amplitude, double frequency, double serviceRate, double time)
    {
        QueueRefusedException.UnlessPositive(Where, "mean arrival rate", meanRate);
        QueueRefusedException.Unless(Math.Abs(amplitude) <= meanRate, Where, "amplitude", amplitude, "within the mean rate: a rate is never negative");
        QueueRefusedException.UnlessPositive(Where, "service rate", serviceRate);
        QueueRefusedException.Unless(double.IsFinite(frequency * time), Where, "angle", frequency * time, "a number");
        var (sine, cosine) = Math.SinCos(frequency * time);
        return meanRate / serviceRate
            + amplitude * (serviceRate * sine - frequency * cosine) / (serviceRate * serviceRate + frequency * frequency);
    }

    /// <summary>Load at time t for a rate rising in a line, a + b·t, any law of handle time: E[S]·λ(t − E[S²]/(2E[S])).</summary>
    /// <param name="intercept">a.</param>
    /// <param name="slope">b.</param>
    /// <param name="meanService">E[S], above zero.</param>
    /// <param name="serviceVariation">Coefficient of variation of the handle time, zero or above.</param>
    /// <param name="time">t, far from the start of the line, where the rate one lag ago is not negative.</param>
    public static double OfRamp(double intercept, double slope, double meanService, double serviceVariation, double time)
    {
        QueueRefusedException.UnlessPositive(Where, "mean handle time", meanService);
        QueueRefusedException.UnlessNotNegative(Where, "coefficient of variation of the handle time", serviceVariation);
        var lag = 0.5 * meanService * (1.0 + serviceVariation * serviceVariation);
        QueueRefusedException.UnlessNotNegative(Where, "arrival rate one lag ago", intercept + slope * (time - lag));
        return meanService * (intercept + slope * (time - lag));
    }

    /// <summary>Load at the end of each interval for rates constant within intervals and exponential handle times.</summary>
    /// <param name="rates">Arrival rate of each interval, zero or above.</param>
    /// <param name="interval">Length of an interval, in the unit of time of the rates, above zero.</param>
    /// <param name="meanService">Mean handle time in that unit, above zero.</param>
    /// <param name="start">Load at the beginning, zero or above.</param>
    public static double[] AtIntervalEnds(IReadOnlyList<double> rates, double interval, double meanService, double start = 0)
    {
        ArgumentNullException.ThrowIfNull(rates);
        QueueRefusedException.UnlessPositive(Where, "length of an interval", interval);
        QueueRefusedException.UnlessPositive(Where, "mean handle time", meanService);
        QueueRefusedException.UnlessNotNegative(Where, "load at the beginning", start);
        foreach (var rate in rates) QueueRefusedException.UnlessNotNegative(Where, "arrival rate", rate);
        var kept = KernelMath.Exp(-interval / meanService);
        var loads = new double[rates.Count];
        for (var i = 0; i < loads.Length; i++)
        {
            start = rates[i] * meanService + (start - rates[i] * meanService) * kept;
            loads[i] = start;
        }

        return loads;
    }

    /// <summary>Fewest agents with P(N ≥ agents) ≤ α, N Poisson with the load: exact staffing when patience equals handle time.</summary>
    /// <remarks>Z. Feldman, A. Mandelbaum, W. A. Massey and W. Whitt, Management Science 54:324, 2008.</remarks>
    /// <param name="load">m(t), zero or above.</param>
    /// <param name="waiting">α, strictly between 0 and 1.</param>
    public static int AgentsFor(double load, double waiting)
    {
        QueueRefusedException.UnlessNotNegative(Where, "load", load);
        QueueRefusedException.Unless(load <= 1e9, Where, "load", load, "at most 1e9 erlangs");
        QueueRefusedException.UnlessShare(Where, "share that waits", waiting);
        var agents = (int)CountLaws.PoissonQuantile(load, 1.0 - waiting);
        while (CountLaws.PoissonTail(load, agents - 1) > waiting) agents++;
        while (agents > 0 && CountLaws.PoissonTail(load, agents - 2) <= waiting) agents--;
        return agents;
    }
}
