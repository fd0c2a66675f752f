using Capacity.Contracts;
using Capacity.Contracts.Calculator;

namespace Capacity.Grains.Tests.Product;

public sealed class SingleQueueTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    private static readonly SingleQueueRequest Question = new()
    {
        ArrivalRate = 600 / 3600.0, MeanServiceTime = 300, MeanPatience = 180, Agents = 45, Target = 20, Contacts = 400_000,
    };

    private ISingleQueueGrain Calculator => cluster.Grains.GetGrain<ISingleQueueGrain>(GrainKey.Calculator("test").ToString());

    [Fact]
    public async Task Agrees_with_the_published_figures_of_Erlang_A_within_its_interval()
    {
        var reply = await Calculator.Simulate(Question, TestContext.Current.CancellationToken);
        reply.Refused.ShouldBeNull();
        reply.AbandonmentRate.HalfWidth.ShouldBeInRange(1e-6, 0.01);
        Math.Abs(reply.AbandonmentRate.Value - 0.126097616).ShouldBeLessThan(2 * reply.AbandonmentRate.HalfWidth);
        Math.Abs(reply.ProbabilityOfWaiting.Value - 0.698602639).ShouldBeLessThan(2 * reply.ProbabilityOfWaiting.HalfWidth);
    }

    [Fact]
    public async Task Refuses_a_queue_that_grows_without_end_in_both_languages()
    {
        var refused = (await Calculator.Simulate(Question with { MeanPatience = null }, TestContext.Current.CancellationToken)).Refused.ShouldNotBeNull();
        refused.What.ShouldContain("without end");
        refused.In("fr").ShouldContain("sans fin");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SingleQueueRequest.MostContacts + 1)]
    public async Task Refuses_more_contacts_than_a_question_may_take(long contacts) =>
        (await Calculator.Simulate(Question with { Contacts = contacts }, TestContext.Current.CancellationToken)).Refused.ShouldNotBeNull();

    [Fact]
    public async Task Ends_when_the_person_cancels()
    {
        using CancellationTokenSource cancel = new();
        var running = Calculator.Simulate(Question with { Contacts = SingleQueueRequest.MostContacts, ServiceVariation = 0.7 }, cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }
}
