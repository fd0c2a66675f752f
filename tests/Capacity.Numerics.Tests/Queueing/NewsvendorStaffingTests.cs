using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Queueing;

public class NewsvendorStaffingTests
{
    /// <summary>Agents' cost plus that of those who give up, by Erlang A under the gamma rate; handle time 300, patience 180.</summary>
    static double Cost(double load, double variation, double abandonmentCost, int agents) =>
        agents + abandonmentCost * load * ErlangA.EvaluateUnderGammaBusyness(
            new QueueModel { ArrivalRate = load / 300, MeanServiceTime = 300, MeanPatience = 180, Agents = agents }, variation).AbandonmentRate;

    [Theory]
    [InlineData(100, 0.1, 5, 0.01)]
    [InlineData(100, 0.3, 5, 0.001)]
    [InlineData(30, 0.3, 4, 0.005)]
    public void Costs_hardly_more_than_the_best_agents_of_the_exact_queue(double load, double variation, double abandonmentCost, double regret)
    {
        var found = NewsvendorStaffing.Agents(load, variation, 1, abandonmentCost);
        var best = Enumerable.Range(found - 12, 25).Min(agents => Cost(load, variation, abandonmentCost, agents));
        Cost(load, variation, abandonmentCost, found).ShouldBeLessThanOrEqualTo((1 + regret) * best);
    }

    [Fact]
    public void Costs_less_than_staffing_the_mean_load() =>
        Cost(100, 0.3, 5, NewsvendorStaffing.Agents(100, 0.3, 1, 5)).ShouldBeLessThan(0.95 * Cost(100, 0.3, 5, 100));
}
