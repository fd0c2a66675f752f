using System.Runtime.InteropServices;
using Capacity.Contracts;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Grains.Engine;
using Capacity.Storage;
using Orleans.Runtime;
using RunState = Capacity.Contracts.Runs.RunState;
using StoredState = Capacity.Storage.RunState;

namespace Capacity.Grains.Runs;

/// <summary>One run: gives blocks out, keeps what comes back, folds it into the result.</summary>
public sealed class RunGrain(
    IRunStore runs, IDueWorkStore due, IReplicationEngine engine, PreparedModels models, ComputeThreads threads, ComputeOptions options, TimeProvider time)
    : Grain, IRunGrain
{
    private static readonly TimeSpan TendEvery = TimeSpan.FromSeconds(2);

    private readonly Broadcast<RunProgress> broadcast = new();
    private RunProgress progress = new();
    private RunSnapshot? snapshot;
    private BlockBoard? board;
    private IGrainTimer? tending;
    private int blocksComputed;
    private int finishedHere;
    private long startedAt;
    private Task folding = Task.CompletedTask;

    private string Id => GrainKey.Parse(this.GetPrimaryKeyString()).Id;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        progress = new RunProgress { Run = Id };
        if (await runs.FindAsync(Id, cancellationToken) is not { } header) return;
        snapshot = RunSnapshot.Read((await runs.SnapshotAsync(Id, cancellationToken))!);
        progress = StoredProgress.Of(header, snapshot);
    }

    public async Task<CommandResult> Start(RunRequest request)
    {
        if (snapshot is not null) return CommandResult.Done(snapshot.Request.Version);
        var (taken, result) = await SnapshotTaking.TakeAsync(GrainFactory, request, options.Workers);
        if (taken is null) return result;

        // Work that nobody needs is dropped when it comes due; a run without due work would never be found again.
        await due.ScheduleAsync(DueKind.Run, Id, time.GetUtcNow());
        await runs.CreateAsync(new NewRun(
            Id, request.Scenario, (int)taken.Request.Version, (int)taken.Versions[0].Version, engine.Version, request.Seed, request.Replications, taken.Write()));
        snapshot = taken;
        await BeginAsync([]);
        return result;
    }

    public async Task Resume()
    {
        if (snapshot is null || board is not null) return;
        if (await runs.FindAsync(Id) is not { State: StoredState.Queued or StoredState.Running } header) return;
        if (header.EngineVersion != engine.Version) await runs.RestartAsync(Id, engine.Version);
        await BeginAsync(await runs.BlocksAsync(Id));
    }

    public async Task Cancel()
    {
        if (snapshot is null || progress.State != RunState.Running) return;
        if (await runs.StopAsync(Id, StoredState.Cancelled)) await EndAsync(progress with { State = RunState.Cancelled, RemainingSeconds = null });
    }

    public Task<RunProgress> Status() => Task.FromResult(progress);

    public IAsyncEnumerable<RunProgress> Watch(CancellationToken cancellationToken)
    {
        broadcast.Publish(progress, last: IsOver(progress));
        return broadcast.ReadAsync(cancellationToken);
    }

    public async Task<string> Result() => await runs.ResultAsync(Id) ?? "";

    public Task<string> Snapshot() => Task.FromResult(snapshot?.Scenario ?? "");

    public Task<BlockOrder?> Take(string worker) =>
        Task.FromResult(progress.State == RunState.Running ? board?.Take(time.GetUtcNow()) : null);

    public async Task Deliver(BlockDelivery delivery)
    {
        if (board is null || progress.State != RunState.Running) return;
        if (delivery.Failure.Length > 0)
        {
            await FailAsync(delivery.Failure);
            return;
        }

        // A silo of another version may share the cluster for a while: its block is left to be computed again here.
        if (delivery.EngineVersion != engine.Version) return;
        var payload = ImmutableCollectionsMarshal.AsArray(delivery.Payload)!;
        await runs.SaveBlockAsync(Id, delivery.Block, payload);
        blocksComputed++;
        finishedHere++;
        var model = await models.GetAsync(Id, Snapshot);
        board.Finish(delivery.Block, model.Figures(payload));
        if (progress.State == RunState.Running) Show();
    }

    private async Task BeginAsync(IReadOnlyList<RunBlock> stored)
    {
        board = new BlockBoard(snapshot!, TimeSpan.FromSeconds(options.BlockLeaseSeconds));
        progress = progress with { State = RunState.Running };
        startedAt = time.GetTimestamp();
        blocksComputed = stored.Sum(block => block.Computed);
        if (stored.Count > 0)
        {
            var model = await models.GetAsync(Id, Snapshot);
            foreach (var block in stored) board.Finish(block.Number, model.Figures(block.Payload));
        }

        tending = this.RegisterGrainTimer(TendAsync, new GrainTimerCreationOptions(TendEvery, TendEvery) { KeepAlive = true });
        Show();
        await CallWorkersAsync();
    }

    private void Show()
    {
        progress = ProgressFigures.Of(Id, snapshot!, board!, blocksComputed, time.GetElapsedTime(startedAt), finishedHere);
        broadcast.Publish(progress);
        if (board!.IsComplete && folding.IsCompleted) folding = FoldAsync();
    }

    /// <summary>Calls the workers again where a block waits: one of them may have died with its silo.</summary>
    private Task TendAsync(CancellationToken cancellationToken)
    {
        if (progress.State != RunState.Running) return Task.CompletedTask;
        if (board!.IsComplete && folding.IsCompleted) folding = FoldAsync();
        return board.HasWork(time.GetUtcNow()) ? CallWorkersAsync() : Task.CompletedTask;
    }

    private Task CallWorkersAsync() => Task.WhenAll(Workers().Select(worker => worker.Work(Id)));

    private async Task FoldAsync()
    {
        try
        {
            var blocks = await runs.BlocksAsync(Id);
            var model = await models.GetAsync(Id, Snapshot);
            var result = await threads.RunAsync(() => model.Fold([.. blocks.Select(block => block.Payload)], snapshot!.Request.Seed, snapshot.Request.Replications));
            var finished = progress with { State = RunState.Finished, RemainingSeconds = null };
            await runs.ReportProgressAsync(Id, StoredProgress.Write(finished));
            if (!await runs.CompleteAsync(Id, result)) return;
            await GrainFactory.GetGrain<IScenarioGrain>(GrainKey.Scenario(snapshot!.Request.Scenario).ToString()).AttachRun(snapshot.Request.Version, Id);
            await EndAsync(finished);
        }
        catch (Exception e) when (e is StorageException or TimeoutException or OrleansException)
        {
            // Every block is kept: the next tending folds again.
        }
        catch (Exception e)
        {
            await FailAsync(e.Message);
        }
    }

    private async Task FailAsync(string failure)
    {
        if (await runs.StopAsync(Id, StoredState.Failed, failure)) await EndAsync(progress with { State = RunState.Failed, Failure = failure, RemainingSeconds = null });
    }

    private async Task EndAsync(RunProgress last)
    {
        progress = last;
        tending?.Dispose();
        await due.CancelAsync(DueKind.Run, Id);
        broadcast.Publish(progress, last: true);
        if (last.State != RunState.Finished) await Task.WhenAll(Workers().Select(worker => worker.Stop()));
    }

    private IEnumerable<IReplicationWorkerGrain> Workers() => Enumerable.Range(1, Math.Min(snapshot!.Workers, snapshot.Blocks))
        .Select(number => GrainFactory.GetGrain<IReplicationWorkerGrain>(GrainKey.Worker(Id, number).ToString()));

    private static bool IsOver(RunProgress progress) => progress.State is not (RunState.Running or RunState.Unknown);
}
