using Capacity.Contracts;

namespace Capacity.Grains.Tests.Product;

/// <summary>Grains that need each other in a circle answer; they do not wait for each other until the caller's time is out.</summary>
public sealed class CallCircles(ForecastCluster cluster) : IClassFixture<ForecastCluster>
{
    private const string Queue = "refund-voice";

    [Fact(Timeout = 120_000)]
    public async Task A_scenario_takes_over_the_history_of_a_queue_that_comes_into_memory_with_live_data()
    {
        await cluster.SavedAsync("circle");
        await cluster.ImportAsync(Queue, new DateOnly(2020, 4, 30));
        await cluster.SendAsync(Queue, new DateOnly(2020, 5, 4), perHalfHour: 20);
        await cluster.RestartAsync();

        (await cluster.Scenario("circle").UseHistory(Queue, 1, "anna")).Version.ShouldBe(2);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_scenario_cannot_be_copied_from_itself()
    {
        var refused = await cluster.Scenario("ouroboros").CopyFrom("ouroboros", 0, "Ouroboros", "Ouroboros", "anna");

        refused.Refusal.ShouldBe(Refusal.NotFound);
    }
}
