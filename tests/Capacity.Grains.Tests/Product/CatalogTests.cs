using Capacity.Contracts.Scenarios;

namespace Capacity.Grains.Tests.Product;

public sealed class CatalogTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    // One journey: whatever is published in this database is in the catalog of every test after it.
    [Fact]
    public async Task What_is_published_without_a_result_does_not_take_the_place_of_what_has_one()
    {
        (await cluster.Catalog.Published()).ShouldBeNull();
        await cluster.SavedAsync("draft");
        (await cluster.Catalog.Current()).Id.ShouldBe("draft");

        var simulated = await PublishedAsync("simulated");
        (await cluster.Catalog.Current()).Id.ShouldBe("simulated");
        await simulated.AttachRun(1, "a-run");
        var later = await PublishedAsync("later");
        (await cluster.Catalog.Current()).Id.ShouldBe("simulated");
        (await cluster.Catalog.Published())!.Id.ShouldBe("later");

        await later.AttachRun(1, "another-run");
        (await cluster.Catalog.Current()).Id.ShouldBe("later");

        (await later.Save(ProductCluster.Example("later"), 1, "anna", "")).Version.ShouldBe(2);
        var current = await cluster.Catalog.Current();
        (current.Id, current.Version, current.Run, current.Json.Length > 0).ShouldBe(("later", 1, "another-run", true));
    }

    private async Task<IScenarioGrain> PublishedAsync(string id)
    {
        var scenario = await cluster.SavedAsync(id);
        (await scenario.SetState(ProductCluster.Move(ScenarioState.Approved, 1))).Accepted.ShouldBeTrue();
        (await scenario.SetState(ProductCluster.Move(ScenarioState.Published, 1))).Accepted.ShouldBeTrue();
        return scenario;
    }
}
