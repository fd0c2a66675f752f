using Capacity.Contracts;
using Capacity.Contracts.Previews;
using Capacity.Contracts.Runs;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;
using Capacity.Hosting;

namespace Capacity.Grains.Tests.Product;

/// <summary>What moves first answers is computed when a scenario is opened, once, for as long as somebody wants it.</summary>
public sealed class PreviewPreparationTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_edit_finds_the_calibration_ready()
    {
        var scenario = await cluster.SavedAsync("opened");
        (await PreparedAsync("opened")).ShouldBe([PreviewReadiness.Preparing, PreviewReadiness.Ready]);
        (await scenario.Save(Edited("opened"), 1, "test", "later")).Accepted.ShouldBeTrue();

        var answer = (await AnswersAsync("opened", 2)).ShouldHaveSingleItem();

        (answer.CalibratedBy, answer.BetterFollows).ShouldBe((1, false));
        Bases("opened").ShouldBe(1);
    }

    [Fact]
    public async Task The_first_edit_finds_the_fluid_of_the_simulation_ready()
    {
        var scenario = await cluster.SavedAsync("opened-run");
        await cluster.Run("opened-run-1").Start(new RunRequest { Scenario = "opened-run", Replications = 64, Workers = 1 });
        await ProductCluster.EndedAsync(cluster.Run("opened-run-1"));
        (await PreparedAsync("opened-run")).ShouldBe([PreviewReadiness.Preparing, PreviewReadiness.Ready]);
        (await scenario.Save(Edited("opened-run"), 1, "test", "later")).Accepted.ShouldBeTrue();

        (await AnswersAsync("opened-run", 2)).ShouldHaveSingleItem().CorrectedBy.ShouldBe(1);

        Bases("opened-run").ShouldBe(1);
    }

    [Fact]
    public async Task Two_who_open_it_and_one_who_has_edited_it_wait_for_one_computation()
    {
        var scenario = await cluster.SavedAsync("opened-twice");
        cluster.Previews.Open.Reset();
        await using var first = Preview("opened-twice").Prepare(1, Token).GetAsyncEnumerator(Token);
        await first.MoveNextAsync();
        var ready = first.MoveNextAsync();
        await cluster.Previews.BegunAsync("opened-twice");
        var second = PreparedAsync("opened-twice");
        (await scenario.Save(Edited("opened-twice"), 1, "test", "later")).Accepted.ShouldBeTrue();
        await using var edit = Preview("opened-twice").Watch(2, Token).GetAsyncEnumerator(Token);
        await edit.MoveNextAsync();
        var answer = edit.MoveNextAsync();
        cluster.Previews.Open.Set();

        (await ready, first.Current).ShouldBe((true, PreviewReadiness.Ready));
        (await second)[^1].ShouldBe(PreviewReadiness.Ready);
        (await answer, edit.Current.CalibratedBy).ShouldBe((true, 1));
        Bases("opened-twice").ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_is_told_and_not_kept()
    {
        await cluster.SavedAsync("opened-failing");
        cluster.Previews.Failure = "The fluid ran dry.";
        (await PreparedAsync("opened-failing")).ShouldBe([PreviewReadiness.Preparing, PreviewReadiness.Unavailable]);
        cluster.Previews.Failure = null;

        (await PreparedAsync("opened-failing")).ShouldBe([PreviewReadiness.Preparing, PreviewReadiness.Ready]);
        (await PreparedAsync("opened-failing")).ShouldBe([PreviewReadiness.Ready]);
        Bases("opened-failing").ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_prepared_of_a_version_that_does_not_exist() =>
        (await PreparedAsync("never-saved")).ShouldBe([PreviewReadiness.Unavailable]);

    [Fact]
    public async Task What_nobody_waits_for_any_more_is_given_up_and_begun_anew_for_the_next()
    {
        await cluster.SavedAsync("closed");
        cluster.Previews.Open.Reset();
        await LeaveAsync("closed");
        await cluster.Previews.GivenUpAsync("closed");
        cluster.Previews.Open.Set();

        (await PreparedAsync("closed"))[^1].ShouldBe(PreviewReadiness.Ready);
        Bases("closed").ShouldBe(2);
    }

    [Fact]
    public async Task An_edit_that_is_saved_before_it_is_ready_takes_it_over_from_the_page_that_showed_the_version_before()
    {
        var scenario = await cluster.SavedAsync("saved-early");
        cluster.Previews.Open.Reset();
        await LeaveAsync("saved-early");
        (await scenario.Save(Edited("saved-early"), 1, "test", "at once")).Accepted.ShouldBeTrue();
        await using var edit = Preview("saved-early").Watch(2, Token).GetAsyncEnumerator(Token);
        (await edit.MoveNextAsync(), edit.Current.BetterFollows).ShouldBe((true, true));
        var answer = edit.MoveNextAsync();
        cluster.Previews.Open.Set();

        (await answer, edit.Current.CalibratedBy).ShouldBe((true, 1));
        Bases("saved-early").ShouldBe(1);
    }

    [Fact]
    public async Task Who_leaves_takes_nothing_from_who_stays()
    {
        await cluster.SavedAsync("closed-by-one");
        cluster.Previews.Open.Reset();
        await using var stays = Preview("closed-by-one").Prepare(1, Token).GetAsyncEnumerator(Token);
        await stays.MoveNextAsync();
        var ready = stays.MoveNextAsync();
        await LeaveAsync("closed-by-one");
        cluster.Previews.Open.Set();

        (await ready, stays.Current).ShouldBe((true, PreviewReadiness.Ready));
        Bases("closed-by-one").ShouldBe(1);
    }

    [Fact]
    public async Task An_idle_grain_gives_up_even_what_somebody_asked_for()
    {
        await using ShortLivedCluster own = new();
        await own.InitializeAsync();
        await own.SavedAsync("idle");
        own.Previews.Open.Reset();
        await using (var asks = own.Grains.GetGrain<IPreviewGrain>("preview:idle").Watch(1, Token).GetAsyncEnumerator(Token))
        {
            (await asks.MoveNextAsync(), asks.Current.BetterFollows).ShouldBe((true, true));
            var better = asks.MoveNextAsync();
            await own.Previews.BegunAsync("idle");
        }

        await own.Previews.GivenUpAsync("idle");
    }

    private IPreviewGrain Preview(string scenario) => cluster.Grains.GetGrain<IPreviewGrain>(GrainKey.Preview(scenario).ToString());

    private int Bases(string scenario) => cluster.Previews.Bases.Count(id => id == scenario);

    /// <summary>Comes, sees the work begun, and closes the page.</summary>
    private async Task LeaveAsync(string scenario)
    {
        using CancellationTokenSource closing = new();
        await using var reader = Preview(scenario).Prepare(1, closing.Token).GetAsyncEnumerator(closing.Token);
        (await reader.MoveNextAsync(), reader.Current).ShouldBe((true, PreviewReadiness.Preparing));
        var next = reader.MoveNextAsync();
        await cluster.Previews.BegunAsync(scenario);
        await closing.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(next.AsTask());
    }

    private async Task<List<PreviewReadiness>> PreparedAsync(string scenario)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        List<PreviewReadiness> told = [];
        await foreach (var readiness in Preview(scenario).Prepare(1, limit.Token)) told.Add(readiness);
        return told;
    }

    private async Task<List<PreviewReply>> AnswersAsync(string scenario, long version)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        List<PreviewReply> answers = [];
        await foreach (var reply in Preview(scenario).Watch(version, limit.Token)) answers.Add(reply);
        return answers;
    }

    private static string Edited(string id)
    {
        var scenario = Horizons.Scenario(1);
        return ScenarioJson.Write(scenario with { Id = id, Cohorts = [scenario.Cohorts[0] with { Customers = 60_000 }, .. scenario.Cohorts.Skip(1)] });
    }

    /// <summary>Grains leave after a second and a half.</summary>
    private sealed class ShortLivedCluster : ProductCluster
    {
        protected override void Configure(ActorRuntimeOptions options) =>
            (options.CollectionAge, options.CollectionQuantum) = (TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(0.5));
    }
}
