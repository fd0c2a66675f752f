using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Previews;
using Capacity.Contracts.Runs;
using Capacity.Domain.Json;
using Capacity.Domain.Results;
using Capacity.Domain.Samples;

namespace Capacity.Grains.Tests.Product;

/// <summary>The first answer for a version that nobody has simulated.</summary>
public sealed class PreviewTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    private IPreviewGrain Preview(string scenario) => cluster.Grains.GetGrain<IPreviewGrain>(GrainKey.Preview(scenario).ToString());

    [Fact]
    public async Task Without_any_simulated_version_shows_the_fluid_and_no_error()
    {
        await cluster.SavedAsync("preview-new");
        var reply = await Preview("preview-new").Of(1);
        reply.CorrectedBy.ShouldBe(0);
        var result = Read(reply);
        (result.Engine, result.Error).ShouldBe(("fluid", null));
        result.Total["offered"]!.Mean.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task Corrects_an_edited_version_by_the_simulation_of_the_one_before_it()
    {
        var scenario = await cluster.SavedAsync("preview-edited");
        var run = cluster.Run("preview-edited-run");
        await run.Start(new RunRequest { Scenario = "preview-edited", Replications = 8, Workers = 1 });
        await ProductCluster.EndedAsync(run);
        (await scenario.Save(MoreCustomers("preview-edited"), 1, "test", "more")).Accepted.ShouldBeTrue();

        var reply = await Preview("preview-edited").Of(2);
        reply.CorrectedBy.ShouldBe(1);
        var (before, after) = (JsonSerializer.Deserialize<ScenarioResult>(await run.Result(), CapacityJson.Options)!, Read(reply));
        after.Error.ShouldNotBeNull().Corrected.ShouldBeTrue();
        after.Total["offered"]!.Mean.ShouldBeGreaterThan(1.1 * before.Total["offered"]!.Mean);
    }

    [Fact]
    public async Task Says_nothing_about_a_version_that_does_not_exist() => (await Preview("preview-missing").Of(3)).Result.ShouldBe("");

    private static string MoreCustomers(string id)
    {
        var scenario = Horizons.Scenario(1);
        return ScenarioJson.Write(scenario with
        {
            Id = id,
            Baselines = [.. scenario.Baselines.Select(baseline => baseline with
            {
                Days = [.. baseline.Days.Select(day => day with { Contacts = 1.3 * day.Contacts })],
            })],
        });
    }

    private static ScenarioResult Read(PreviewReply reply) => JsonSerializer.Deserialize<ScenarioResult>(reply.Result, CapacityJson.Options)!;
}
