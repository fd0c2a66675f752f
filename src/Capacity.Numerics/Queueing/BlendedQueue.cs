namespace Capacity.Numerics.Queueing;

/// <summary>
/// Inbound contacts and an endless backlog in one team: a background job starts whenever more agents are idle than a reserve. Exact.
/// </summary>
/// <remarks>
/// Birth-death chain with one handle-time law for both kinds, so that busy agents never fall below n − reserve: S. Bhulai and G. Koole,
/// IEEE Transactions on Automatic Control 48:1434, 2003; N. Gans and Y.-P. Zhou 2003. Valid at any load, one skill and a backlog that
/// never ends; different handle times are for the simulator. Cost: O(n + 30λ/θ).
/// </remarks>
public static class BlendedQueue
{
    const string Where = "Blended queue";
    const double MostStates = 1_000_000;

    /// <summary>Evaluates the policy. Rates per any one unit of time.</summary>
    /// <param name="arrivalRate">Inbound contacts λ, above zero.</param>
    /// <param name="serviceRate">μ of both kinds, above zero.</param>
    /// <param name="abandonmentRate">θ of a waiting contact, above zero.</param>
    /// <param name="agents">n, at least 1.</param>
    /// <param name="reserve">Agents kept idle for inbound contacts, from 0 to n.</param>
    /// <exception cref="QueueRefusedException">A figure is outside its range, or a million contacts could wait.</exception>
    public static (double Waiting, double Abandonment, double Occupancy, double BackgroundRate) Evaluate(
        double arrivalRate, double serviceRate, double abandonmentRate, int agents, int reserve)
    {
        QueueRefusedException.UnlessPositive(Where, "arrival rate", arrivalRate);
        QueueRefusedException.UnlessPositive(Where, "service rate", serviceRate);
        QueueRefusedException.UnlessPositive(Where, "abandonment rate", abandonmentRate);
        QueueRefusedException.Unless(agents >= 1, Where, "number of agents", agents, "at least 1");
        var states = agents + 30 * arrivalRate / abandonmentRate;
        QueueRefusedException.Unless(states <= MostStates, Where, "number of states", states, "at most a million; shorten the patience");
        if (reserve < 0 || reserve > agents)
            throw new QueueRefusedException($"The reserve is {reserve} of {agents} agents; it must be between 0 and the number of agents.");
        var lowest = agents - reserve;
        var chain = new MarkovChain<int>(lowest, Transitions);
        var p = chain.StationaryProbabilities();
        var queue = chain.Mean(p, k => Math.Max(0, k - agents));
        return (
            chain.Mean(p, k => k >= agents ? 1 : 0),
            abandonmentRate * queue / arrivalRate,
            chain.Mean(p, k => Math.Min(k, agents)) / agents,
            serviceRate * lowest * p[0]);

        IEnumerable<(int, double)> Transitions(int k)
        {
            var drain = Math.Min(k, agents) * serviceRate + Math.Max(0, k - agents) * abandonmentRate;
            // Beyond this the queue empties thirty times faster than it fills, and longer ones have no weight.
            if (k <= agents || drain < 30 * arrivalRate) yield return (k + 1, arrivalRate);
            if (k > lowest) yield return (k - 1, drain);
        }
    }
}
