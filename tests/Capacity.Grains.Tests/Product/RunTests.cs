using Capacity.Contracts;
using Capacity.Contracts.Runs;
using Capacity.Storage;
using Microsoft.Extensions.DependencyInjection;
using RunState = Capacity.Contracts.Runs.RunState;

namespace Capacity.Grains.Tests.Product;

/// <summary>What a run promises, on one database.</summary>
public abstract class RunTests(ProductCluster cluster)
{
    private static int scenarios;

    [Fact]
    public async Task Gives_the_same_bytes_with_one_two_and_seven_workers()
    {
        var scenario = await ToyAsync();
        var results = await WithWorkersAsync(scenario, replications: 50);
        results.ShouldAllBe(result => result == results[0]);
    }

    [Fact]
    public async Task Goes_on_after_a_restart_without_computing_finished_blocks_again()
    {
        var scenario = await ToyAsync();
        var (undisturbed, _) = await ResultAsync(scenario, "whole");
        cluster.Engine.Computed.Clear();
        cluster.Engine.HeldFrom = 24;
        cluster.Engine.Open.Reset();
        var run = cluster.Run(scenario + "-stopped");
        await run.Start(Request(scenario));
        await UntilAsync(run, progress => progress.ReplicationsDone == 24);

        await cluster.RestartAsync();
        cluster.Engine.HeldFrom = int.MaxValue;
        cluster.Engine.Open.Set();
        run = cluster.Run(scenario + "-stopped");
        await run.Resume();
        var end = await ProductCluster.EndedAsync(run);

        (end.State, end.BlocksComputed).ShouldBe((RunState.Finished, end.Blocks));
        (await run.Result()).ShouldBe(undisturbed);
        cluster.Engine.Computed.Count(first => first < 24).ShouldBe(24 / 4);
    }

    [Fact]
    public async Task Starts_over_when_another_engine_computed_the_blocks()
    {
        var scenario = await ToyAsync();
        cluster.Engine.HeldFrom = 8;
        cluster.Engine.Open.Reset();
        var run = cluster.Run(scenario + "-old");
        await run.Start(Request(scenario));
        await UntilAsync(run, progress => progress.ReplicationsDone == 8);

        // Before the restart: due work may resume the run before this test does.
        var version = cluster.Engine.Version;
        cluster.Engine.Version = "newer";
        cluster.Engine.Computed.Clear();
        await cluster.RestartAsync();
        cluster.Engine.HeldFrom = int.MaxValue;
        cluster.Engine.Open.Set();
        run = cluster.Run(scenario + "-old");
        await run.Resume();
        var end = await ProductCluster.EndedAsync(run);
        cluster.Engine.Version = version;

        (end.State, end.BlocksComputed).ShouldBe((RunState.Finished, end.Blocks));
        cluster.Engine.Computed.Count.ShouldBe(end.Blocks);
    }

    [Fact]
    public async Task Stops_when_it_is_cancelled()
    {
        var scenario = await ToyAsync();
        cluster.Engine.HeldFrom = 8;
        cluster.Engine.Open.Reset();
        var run = cluster.Run(scenario + "-cancelled");
        await run.Start(Request(scenario));
        await UntilAsync(run, progress => progress.ReplicationsDone == 8);
        await run.Cancel();
        cluster.Engine.Open.Set();
        cluster.Engine.HeldFrom = int.MaxValue;

        var end = await ProductCluster.EndedAsync(run);
        (end.State, end.ReplicationsDone).ShouldBe((RunState.Cancelled, 8));
        (await run.Take("worker:late/1")).ShouldBeNull();
        (await run.Result()).ShouldBe("");
    }

    [Fact]
    public async Task Fails_in_words()
    {
        var scenario = await ToyAsync();
        cluster.Engine.Failure = "No day is open in this scenario.";
        var run = cluster.Run(scenario + "-failed");
        await run.Start(Request(scenario));
        var end = await ProductCluster.EndedAsync(run);
        cluster.Engine.Failure = null;

        (end.State, end.Failure).ShouldBe((RunState.Failed, "No day is open in this scenario."));
    }

    [Fact]
    public async Task Holds_one_consistent_snapshot_of_all_parts()
    {
        var scenario = await ToyAsync();
        var (_, end) = await ResultAsync(scenario, "parts");
        var network = (await cluster.Network.Get()).Version;

        end.Versions.ShouldContain(part => part.Part == "network:main");
        foreach (var kind in new[] { "site:", "team:", "queue:" }) end.Versions.ShouldContain(part => part.Part.StartsWith(kind));
        end.Versions.ShouldAllBe(part => part.Version == network);
    }

    [Fact]
    public async Task Attaches_its_result_to_the_version_that_it_simulated()
    {
        var scenario = await ToyAsync();
        await ResultAsync(scenario, "attached");
        await cluster.Scenario(scenario).Save(ProductCluster.Example(scenario), 1, "test", "again");

        (await cluster.Scenario(scenario).GetVersion(1)).Run.ShouldBe(scenario + "-attached");
        (await cluster.Scenario(scenario).Get()).Run.ShouldBe("");
    }

    [Fact]
    public async Task Refuses_a_scenario_that_is_not_there()
    {
        var refused = await cluster.Run("nothing").Start(new RunRequest { Scenario = "not-there" });
        (refused.Accepted, refused.Refusal).ShouldBe((false, Refusal.NotFound));
        (await cluster.Run("nothing").Status()).State.ShouldBe(RunState.Unknown);
    }

    [Fact]
    public async Task Leaves_no_due_work_behind()
    {
        var scenario = await ToyAsync();
        await ResultAsync(scenario, "tidy");
        var left = await cluster.Services.GetRequiredService<IDueWorkStore>().ClaimAsync("test", TimeSpan.FromMilliseconds(1), 1000);
        left.ShouldNotContain(work => work.Key == scenario + "-tidy");
    }

    /// <summary>Results of the same request computed by 1, 2 and 7 workers.</summary>
    protected async Task<IReadOnlyList<string>> WithWorkersAsync(string scenario, int replications)
    {
        var results = new List<string>();
        foreach (var workers in new[] { 1, 2, 7 })
        {
            var run = cluster.Run($"{scenario}-workers-{workers}");
            (await run.Start(new RunRequest { Scenario = scenario, Replications = replications, Workers = workers }))
                .Accepted.ShouldBeTrue();
            var end = await ProductCluster.EndedAsync(run);
            end.State.ShouldBe(RunState.Finished, end.Failure);
            end.BlocksComputed.ShouldBe(end.Blocks);
            results.Add(await run.Result());
        }

        return results;
    }

    private static RunRequest Request(string scenario) => new() { Scenario = scenario, Replications = 50, Workers = 2, Seed = 7 };

    private async Task<string> ToyAsync()
    {
        var id = $"toy-{Interlocked.Increment(ref scenarios)}";
        await cluster.SavedAsync(id);
        return id;
    }

    private async Task<(string Result, RunProgress End)> ResultAsync(string scenario, string name)
    {
        var run = cluster.Run($"{scenario}-{name}");
        (await run.Start(Request(scenario))).Accepted.ShouldBeTrue();
        var end = await ProductCluster.EndedAsync(run);
        end.State.ShouldBe(RunState.Finished, end.Failure);
        return (await run.Result(), end);
    }

    private static async Task UntilAsync(IRunGrain run, Func<RunProgress, bool> reached)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        await foreach (var progress in run.Watch(limit.Token).WithCancellation(limit.Token))
        {
            if (reached(progress)) return;
        }

        Assert.Fail("The run ended before it got there.");
    }
}

public sealed class RunsOnSqlite(SqliteCluster cluster) : RunTests(cluster), IClassFixture<SqliteCluster>
{
    private readonly SqliteCluster sqlite = cluster;

    [Fact]
    public async Task Simulates_contacts_to_the_same_bytes_with_one_two_and_seven_workers()
    {
        await sqlite.SavedAsync("horizons-week");
        var results = await WithWorkersAsync("horizons-week", replications: 28);

        results[0].Length.ShouldBeGreaterThan(1000);
        results.ShouldAllBe(result => result == results[0]);
    }
}

public sealed class RunsOnPostgreSql(PostgreSqlCluster cluster) : RunTests(cluster), IClassFixture<PostgreSqlCluster>;
