namespace Capacity.Numerics.Queueing;

/// <summary>
/// Inbound contacts and an endless backlog in one team: a background job starts whenever more agents are idle than a reserve. Exact.
/// </summary>
/// <remarks>
/// Birth-death chain with one handle-time law for both kinds, so that busy agents never fall below n − reserve: S. Bhulai and G. Koole,
/// IEEE Transactions on Automatic Control 48:1434, 2003; N. Gans and Y.-P. Zhou 2003.
/// </remarks>
public static class BlendedQueue
{
    /// <summary>Evaluates the policy. Rates per any one unit of time.</summary>
    /// <param name="arrivalRate">Inbound contacts λ.</param>
    /// <param name="serviceRate">μ of both kinds.</param>
    /// <param name="abandonmentRate">θ of a waiting contact, above zero.</param>
    /// <param name="agents">n.</param>
    /// <param name="reserve">Agents kept idle for inbound contacts, from 0 to n.</param>
    public static (double Waiting, double Abandonment, double Occupancy, double BackgroundRate) Evaluate(
        double arrivalRate, double serviceRate, double abandonmentRate, int agents, int reserve)
    {
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
