using Capacity.Contracts;
using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;

namespace Capacity.Grains.Tests.Product;

public sealed class ScenarioTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    [Fact]
    public async Task Keeps_every_version_bit_for_bit()
    {
        var scenario = await cluster.SavedAsync("versions");
        var first = ProductCluster.Example("versions");
        var second = "// a remark\n" + first;
        (await scenario.Save(second, 1, "anna", "with a remark")).Version.ShouldBe(2);
        await cluster.RestartAsync();

        scenario = cluster.Scenario("versions");
        (await scenario.GetVersion(1)).Json.ShouldBe(first);
        (await scenario.GetVersion(2)).Json.ShouldBe(second);
        (await scenario.GetVersion(3)).Version.ShouldBe(0);
        (await scenario.History()).Select(line => line.Author).ShouldBe(["test", "anna"]);
    }

    [Fact]
    public async Task Refuses_a_change_of_an_older_version()
    {
        var scenario = await cluster.SavedAsync("conflict");
        await scenario.Save(ProductCluster.Example("conflict"), 1, "anna", "");
        var refused = await scenario.Save(ProductCluster.Example("conflict"), 1, "ben", "");

        (refused.Refusal, refused.Version).ShouldBe((Refusal.VersionConflict, 2));
        (await scenario.Get()).Author.ShouldBe("anna");
    }

    [Fact]
    public async Task Lets_one_of_two_writers_win()
    {
        var scenario = await cluster.SavedAsync("race");
        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => scenario.Save(ProductCluster.Example("race"), 1, $"person {i}", "")));

        results.Count(result => result.Accepted).ShouldBe(1);
        (await scenario.Get()).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Refuses_malformed_content_with_line_and_column()
    {
        var scenario = await cluster.SavedAsync("malformed");
        var broken = ProductCluster.Example("malformed").Replace("\"weeks\": 1", "\"weeks\": \"one\"", StringComparison.Ordinal);
        var refused = await scenario.Save(broken, 1, "anna", "");

        refused.Refusal.ShouldBe(Refusal.Invalid);
        refused.Problems.ShouldContain(problem => problem.Line > 1 && problem.Column > 1 && problem.Mend.Length > 0);
        (await scenario.Get()).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Is_published_only_after_approval()
    {
        var scenario = await cluster.SavedAsync("approval");
        (await scenario.SetState(ProductCluster.Move(ScenarioState.Published, 1))).Refusal.ShouldBe(Refusal.NotAllowedNow);
        (await scenario.SetState(ProductCluster.Move(ScenarioState.Approved, 1))).Accepted.ShouldBeTrue();
        (await scenario.SetState(ProductCluster.Move(ScenarioState.Published, 1))).Accepted.ShouldBeTrue();
        await scenario.Save(ProductCluster.Example("approval"), 1, "anna", "");

        var view = await scenario.Get();
        (view.Version, view.State, view.PublishedVersion).ShouldBe((2, ScenarioState.Draft, 1));
    }

    [Fact]
    public async Task Takes_an_accepted_action_over_as_a_new_version()
    {
        var scenario = await cluster.SavedAsync("advised");
        var advice = cluster.Grains.GetGrain<IRecommendationGrain>(GrainKey.Recommendation("advised-plan").ToString());
        (await advice.Start(new RecommendationRequest { Scenario = "advised" })).Accepted.ShouldBeTrue();
        await EndedAsync(advice);
        (await advice.Decide("late", accept: true, "anna")).Refusal.ShouldBe(Refusal.NotAllowedNow);
        (await advice.Decide("overtime-1", accept: true, "anna")).Version.ShouldBe(2);

        var view = await scenario.Get();
        ScenarioJson.Parse(view.Json).Value!.Levers.ShouldContain(lever => lever.Id == "overtime-1");
        (await scenario.GetVersion(1)).Recommendation.ShouldBe("advised-plan");
        (await advice.Decisions()).ShouldHaveSingleItem().ScenarioVersion.ShouldBe(2);
    }

    private static async Task EndedAsync(IRecommendationGrain advice)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        await foreach (var progress in advice.Watch(limit.Token).WithCancellation(limit.Token))
        {
            if (progress.State == RunState.Finished) return;
        }
    }
}
