using Capacity.Numerics.Distributions;

namespace Capacity.Numerics.Queueing;

/// <summary>
/// Agents for a day whose arrival rate is uncertain, by what an agent and a lost contact cost: the rate's quantile, as a newsvendor buys.
/// </summary>
/// <remarks>
/// A. Bassamboo, R. S. Randhawa and A. Zeevi, Management Science 56:1668, 2010: n minimizes c·n + p·E[(Λ/μ − n)⁺], c the cost of an agent
/// for a mean handle time and p that of a contact that gives up, so that P(Λ/μ > n) = c/p. The fluid model sees only the rate's chance;
/// its cost is then within a constant of the best, whatever the size, where the rate varies more than contacts do by chance: coefficient of
/// variation of at least 1/√load; within 1 % at 30 to 400 erlangs. Below that it is refused: take <see cref="SquareRootStaffing"/> and
/// Erlang A. Gamma rate. Cost: one quantile.
/// </remarks>
public static class NewsvendorStaffing
{
    const string Where = "Newsvendor staffing";

    /// <summary>The agents of least expected cost in the fluid limit, rounded to the nearest.</summary>
    /// <param name="meanLoad">Mean offered load a in erlangs, above zero.</param>
    /// <param name="variation">Coefficient of variation of the rate, from 1/√a to 1.</param>
    /// <param name="agentCost">Cost of one agent for one mean handle time, above zero.</param>
    /// <param name="abandonmentCost">Cost of a contact that gives up, above the agent's cost: else nobody is worth staffing.</param>
    /// <exception cref="QueueRefusedException">A figure is outside its range.</exception>
    public static int Agents(double meanLoad, double variation, double agentCost, double abandonmentCost)
    {
        QueueRefusedException.UnlessPositive(Where, "mean load", meanLoad);
        QueueRefusedException.UnlessPositive(Where, "cost of an agent for a handle time", agentCost);
        QueueRefusedException.Unless(abandonmentCost > agentCost && double.IsFinite(abandonmentCost), Where, "cost of a contact that gives up",
            abandonmentCost, FormattableString.Invariant($"above that of handling it ({agentCost}): otherwise no agent is worth his cost"));
        QueueRefusedException.Unless(variation * Math.Sqrt(meanLoad) >= 1 && variation <= 1, Where, "coefficient of variation of the rate", variation,
            FormattableString.Invariant($"from {1 / Math.Sqrt(meanLoad):0.####} (1/√load) to 1: below, chance of contacts outweighs that of the rate; use square-root staffing"));
        var quantile = GammaDistribution.OfMeanAndVariation(1, variation).Quantile(1 - agentCost / abandonmentCost);
        return (int)Math.Max(1, Math.Round(meanLoad * quantile, MidpointRounding.AwayFromZero));
    }
}
