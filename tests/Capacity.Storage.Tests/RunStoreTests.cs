namespace Capacity.Storage.Tests;

public abstract class RunStoreTests(TestDatabase databases) : DatabaseTests(databases)
{
    private RunStore Store => new(Database, Time);

    [Fact]
    public async Task Keeps_what_a_run_computes()
    {
        (await Store.CreateAsync(New("kept"))).ShouldBeTrue();
        (await Store.FindAsync("kept")).ShouldBe(new RunHeader(
            "kept", "spring", 3, 5, "engine-1", ulong.MaxValue - 6, 400, RunState.Queued, Time.Now, Time.Now, null, null));
        (await Store.SnapshotAsync("kept")).ShouldBe("{\"network\":5}");
        (await Store.ResultAsync("kept")).ShouldBeNull();
        (await Store.FindAsync("unknown")).ShouldBeNull();
    }

    [Fact]
    public async Task Takes_a_repeated_command_for_the_same_run()
    {
        await Store.CreateAsync(New("repeated"));
        (await Store.CreateAsync(New("repeated") with { Seed = 1 })).ShouldBeFalse();
        (await Store.FindAsync("repeated"))!.Seed.ShouldBe(ulong.MaxValue - 6);
    }

    [Fact]
    public async Task Keeps_the_first_payload_of_a_block_and_counts_how_often_it_was_computed()
    {
        await Store.CreateAsync(New("blocks"));
        (await Store.SaveBlockAsync("blocks", 1, [1, 1])).ShouldBe(1);
        (await Store.SaveBlockAsync("blocks", 0, [0])).ShouldBe(1);
        (await Store.SaveBlockAsync("blocks", 1, [9, 9])).ShouldBe(2);
        var blocks = await Store.BlocksAsync("blocks");
        blocks.Select(b => (b.Number, b.Computed)).ShouldBe([(0, 1), (1, 2)]);
        blocks[1].Payload.ShouldBe([1, 1]);
    }

    [Fact]
    public async Task Refuses_a_block_of_a_run_that_is_not_there() =>
        await Should.ThrowAsync<System.Data.Common.DbException>(() => Store.SaveBlockAsync("nowhere", 0, [1]));

    [Fact]
    public async Task Names_the_runs_that_a_crash_left_unfinished_oldest_first()
    {
        var start = Time.Now;
        await Store.CreateAsync(New("open-queued"));
        Time.Now = start.AddSeconds(-1);
        await Store.CreateAsync(New("open-running"));
        await Store.CreateAsync(New("open-completed"));
        await Store.CreateAsync(New("open-cancelled"));
        Time.Now = start;
        await Store.ReportProgressAsync("open-running", "{\"done\":3}");
        await Store.CompleteAsync("open-completed", "{}");
        await Store.StopAsync("open-cancelled", RunState.Cancelled);
        var open = (await Store.UnfinishedAsync()).Where(r => r.RunId.StartsWith("open-")).ToList();
        open.Select(r => (r.RunId, r.State)).ShouldBe([("open-running", RunState.Running), ("open-queued", RunState.Queued)]);
        open[0].ProgressJson.ShouldBe("{\"done\":3}");
    }

    [Fact]
    public async Task Ends_a_run_once()
    {
        await Store.CreateAsync(New("ended"));
        (await Store.CompleteAsync("ended", "{\"serviceLevel\":0.8}")).ShouldBeTrue();
        (await Store.StopAsync("ended", RunState.Failed, "too late")).ShouldBeFalse();
        (await Store.ReportProgressAsync("ended", "{}")).ShouldBeFalse();
        (await Store.ResultAsync("ended")).ShouldBe("{\"serviceLevel\":0.8}");
        (await Store.FindAsync("ended"))!.State.ShouldBe(RunState.Completed);
    }

    [Fact]
    public async Task Says_why_a_run_failed()
    {
        await Store.CreateAsync(New("failed"));
        (await Store.StopAsync("failed", RunState.Failed, "the engine gave up")).ShouldBeTrue();
        var run = await Store.FindAsync("failed");
        (run!.State, run.Problem).ShouldBe((RunState.Failed, "the engine gave up"));
    }

    [Fact]
    public async Task Forgets_the_blocks_of_another_engine_version_on_a_restart()
    {
        await Store.CreateAsync(New("restart"));
        await Store.SaveBlockAsync("restart", 0, [1]);
        await Store.RestartAsync("restart", "engine-2");
        (await Store.BlocksAsync("restart")).ShouldBeEmpty();
        (await Store.FindAsync("restart"))!.EngineVersion.ShouldBe("engine-2");
    }

    [Fact]
    public async Task Deletes_the_runs_of_one_scenario_with_their_blocks()
    {
        await Store.CreateAsync(New("mine") with { Scenario = "deleted" });
        await Store.CreateAsync(New("other") with { Scenario = "not-deleted" });
        await Store.SaveBlockAsync("mine", 0, [1]);
        (await Store.OfScenarioAsync("deleted")).ShouldHaveSingleItem().RunId.ShouldBe("mine");
        (await Store.DeleteOfScenarioAsync("deleted")).ShouldBe(1);
        (await Store.BlocksAsync("mine")).ShouldBeEmpty();
        (await Store.OfScenarioAsync("not-deleted")).Count.ShouldBe(1);
    }

    private static NewRun New(string id) => new(id, "spring", 3, 5, "engine-1", ulong.MaxValue - 6, 400, "{\"network\":5}");

    public sealed class OnSqlite(SqliteDatabase databases) : RunStoreTests(databases), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : RunStoreTests(databases), IClassFixture<PostgreSqlDatabase>;
}
