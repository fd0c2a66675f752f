using Capacity.Numerics.Distributions;

namespace Capacity.Numerics.Queueing;

/// <summary>
/// Agents by interval where the rate moves: rates as a stationary formula should see them, abandonment targets, and the search that lets a
/// simulation decide.
/// </summary>
public static class TimeVaryingStaffing
{
    /// <summary>
    /// The rate of each interval as it was <paramref name="lag"/> earlier, averaged over the interval: lag 0 is the stationary independent
    /// period-by-period rule, the mean handle time its lagged form.
    /// </summary>
    /// <remarks>
    /// L. V. Green, P. J. Kolesar and J. Soares, Operations Research 49:549, 2001. Right for rates that move slowly against the handle time
    /// and intervals without overload; no backlog is carried, so that after a spike it promises what cannot be. Before the first interval
    /// the first rate is taken.
    /// </remarks>
    /// <param name="rates">Arrival rate of each interval, zero or above.</param>
    /// <param name="interval">Length of an interval, in the unit of time of the rates, above zero.</param>
    /// <param name="lag">How much earlier, zero or above.</param>
    public static double[] LaggedRates(IReadOnlyList<double> rates, double interval, double lag)
    {
        RefuseNonsense(rates, interval);
        if (!(lag >= 0 && double.IsFinite(lag))) throw Refusal("lag", lag, "zero or above");
        var (whole, part) = (Math.Floor(lag / interval), lag / interval - Math.Floor(lag / interval));
        double At(double index) => rates[(int)Math.Max(0, index)];
        return [.. Enumerable.Range(0, rates.Count).Select(i => (1.0 - part) * At(i - whole) + part * At(i - whole - 1))];
    }

    /// <summary>The rate that would hold each interval's largest infinite-server load for ever: modified offered load.</summary>
    /// <remarks>
    /// O. B. Jennings, A. Mandelbaum, W. A. Massey and W. Whitt, Management Science 42:1383, 1996. Exponential handle times. Right before
    /// and after a peak while the system is not overloaded; no backlog is carried.
    /// </remarks>
    /// <param name="rates">Arrival rate of each interval.</param>
    /// <param name="interval">Length of an interval.</param>
    /// <param name="meanService">Mean handle time, in the same unit, above zero.</param>
    public static double[] ModifiedRates(IReadOnlyList<double> rates, double interval, double meanService)
    {
        RefuseNonsense(rates, interval);
        if (!(meanService > 0 && double.IsFinite(meanService))) throw Refusal("mean handle time", meanService, "above zero");
        // The load moves in one direction within an interval: its largest value stands at one of the ends.
        var ends = InfiniteServerLoad.AtIntervalEnds(rates, interval, meanService, rates[0] * meanService);
        return [.. ends.Select((load, i) => Math.Max(load, i == 0 ? rates[0] * meanService : ends[i - 1]) / meanService)];
    }

    /// <summary>
    /// Agents by interval that hold the abandonment rate at a target although the rate moves: the load of those who are patient for the wait
    /// w at which the target share gives up, w later.
    /// </summary>
    /// <remarks>
    /// Y. Liu and W. Whitt, Operations Research 60:1551, 2012, delayed infinite-server approximation: s(t) = (1 − α)·m(t − w), F(w) = α.
    /// Right for large queues (tens of agents and more) and targets that make people wait: below 5 % refused, use modified rates with
    /// Erlang A there. Exponential handle times. Refused where no wait gives the target: shares who balk or never give up.
    /// </remarks>
    /// <param name="rates">Arrival rate of each interval.</param>
    /// <param name="interval">Length of an interval.</param>
    /// <param name="meanService">Mean handle time, in the same unit.</param>
    /// <param name="patience">Law of the patience, in the same unit.</param>
    /// <param name="abandonment">Target α, from 0.05 to below 1.</param>
    public static int[] AgentsForAbandonment(
        IReadOnlyList<double> rates, double interval, double meanService, Distribution patience, double abandonment)
    {
        ArgumentNullException.ThrowIfNull(patience);
        if (!(abandonment >= 0.05 && abandonment < 1))
            throw Refusal("abandonment target", abandonment, "from 0.05 to below 1; for smaller targets take modified rates and Erlang A");
        var wait = patience.Quantile(abandonment);
        if (!(wait > 0 && double.IsFinite(wait)))
            throw new QueueRefusedException(FormattableString.Invariant(
                $"No wait makes a share of {abandonment} give up under this law of patience ({patience.MassAtZero} balk at once). Choose another target."));
        var delayed = ModifiedRates(LaggedRates(rates, interval, wait), interval, meanService);
        return [.. delayed.Select(rate => (int)Math.Ceiling((1.0 - abandonment) * rate * meanService))];
    }

    /// <summary>
    /// The fewest agents by interval with P(N ≥ agents) ≤ α in each, N the contacts in the system under just this staffing, whatever the
    /// model that is simulated: iterative staffing.
    /// </summary>
    /// <remarks>
    /// Z. Feldman, A. Mandelbaum, W. A. Massey and W. Whitt, Management Science 54:324, 2008. Starts with unlimited agents; ends when no
    /// interval changes by more than one agent. It converges monotonically where patience is at least the handle time, otherwise by turns
    /// from above and below. Costs one simulation an iteration: give it common random numbers.
    /// </remarks>
    /// <param name="unlimited">For each interval a number of agents that never makes anybody wait.</param>
    /// <param name="simulate">From agents by interval: the probabilities of 0, 1, 2… contacts in the system, for each interval.</param>
    /// <param name="waiting">α, strictly between 0 and 1.</param>
    /// <param name="iterations">Budget of simulations.</param>
    /// <exception cref="NoConvergenceException">The budget is spent and some interval still moves.</exception>
    public static int[] Iterate(
        IReadOnlyList<int> unlimited, Func<IReadOnlyList<int>, IReadOnlyList<IReadOnlyList<double>>> simulate, double waiting,
        int iterations = 50)
    {
        ArgumentNullException.ThrowIfNull(unlimited);
        ArgumentNullException.ThrowIfNull(simulate);
        if (!(waiting > 0 && waiting < 1)) throw Refusal("share that waits", waiting, "strictly between 0 and 1");
        var agents = unlimited.ToArray();
        for (var round = 0; round < iterations; round++)
        {
            var laws = simulate(agents);
            if (laws.Count != agents.Length)
                throw new QueueRefusedException($"The simulation gave {laws.Count} intervals for {agents.Length}; give one law each.");
            var next = laws.Select(law => Fewest(law, waiting)).ToArray();
            var settled = round > 0 && agents.Zip(next).All(pair => Math.Abs(pair.First - pair.Second) <= 1);
            agents = next;
            if (settled) return agents;
        }

        throw new NoConvergenceException("Iterative staffing", FormattableString.Invariant($"{agents.Length} intervals, α = {waiting}"), iterations);
    }

    /// <summary>min{s ≥ 1: P(N ≥ s) ≤ α}.</summary>
    static int Fewest(IReadOnlyList<double> law, double waiting)
    {
        var tail = 0.0;
        for (var s = law.Count - 1; s >= 1; s--)
        {
            tail += law[s];
            if (tail > waiting) return s + 1;
        }

        return 1;
    }

    static void RefuseNonsense(IReadOnlyList<double> rates, double interval)
    {
        ArgumentNullException.ThrowIfNull(rates);
        if (rates.Count == 0) throw new QueueRefusedException("There is no interval. Give the arrival rate of one at least.");
        if (!(interval > 0 && double.IsFinite(interval))) throw Refusal("length of an interval", interval, "above zero");
        foreach (var rate in rates)
            if (!(rate >= 0 && double.IsFinite(rate))) throw Refusal("arrival rate", rate, "zero or above");
    }

    static QueueRefusedException Refusal(string name, double value, string range) =>
        new(FormattableString.Invariant($"The {name} is {value:R}; it must be {range}."));
}
