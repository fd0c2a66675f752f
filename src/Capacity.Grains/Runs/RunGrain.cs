using Capacity.Contracts;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Grains.Engine;
using Capacity.Storage;
using Microsoft.Extensions.Logging;
using RunState = Capacity.Contracts.Runs.RunState;
using StoredState = Capacity.Storage.RunState;

namespace Capacity.Grains.Runs;

/// <summary>One run: gives blocks out, keeps what comes back, folds it into the result.</summary>
public sealed class RunGrain(
    IRunStore runs, IDueWorkStore due, IReplicationEngine engine, PreparedModels models, ComputeThreads threads, ComputeOptions options,
    TimeProvider time, ILogger<RunGrain> log) : Grain, IRunGrain
{
    private static readonly TimeSpan TendEvery = TimeSpan.FromSeconds(2);

    private readonly Broadcast<RunProgress> broadcast = new();
    private RunProgress progress = new();
    private RunSnapshot? snapshot;
    private RunBook? book;
    private IGrainTimer? tending;
    private Task folding = Task.CompletedTask;

    private string Id => GrainKey.Parse(this.GetPrimaryKeyString()).Id;

    private RunCrew Crew => new(GrainFactory, Id, snapshot!);

    private bool IsRunning => progress.State == RunState.Running;

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
        await due.ScheduleAsync(DueKind.Run, Id, time.GetUtcNow());
        await runs.CreateAsync(taken.Row(Id, engine.Version));
        snapshot = taken;
        await BeginAsync([]);
        return result;
    }

    public async Task Resume()
    {
        if (snapshot is null || book is not null) return;
        if (await runs.FindAsync(Id) is not { } header) return;
        if (header.State == StoredState.Completed) await AttachAsync();
        if (header.State is not (StoredState.Queued or StoredState.Running)) return;
        if (header.EngineVersion != engine.Version) await runs.RestartAsync(Id, engine.Version);
        await BeginAsync(await runs.BlocksAsync(Id));
    }

    public Task Cancel() => IsRunning ? StopAsync(StoredState.Cancelled, progress with { State = RunState.Cancelled }) : Task.CompletedTask;

    public Task<RunProgress> Status() => Task.FromResult(progress);

    public IAsyncEnumerable<RunProgress> Watch(CancellationToken cancellationToken)
    {
        broadcast.Publish(progress, last: progress.State is not (RunState.Running or RunState.Unknown));
        return broadcast.ReadAsync(cancellationToken);
    }

    public async Task<string> Result() => await runs.ResultAsync(Id) ?? "";

    public Task<string> Snapshot() => Task.FromResult(snapshot?.Scenario ?? "");

    public Task<BlockOrder?> Take(string worker) => Task.FromResult(IsRunning ? book?.Board.Take(worker, time.GetUtcNow()) : null);

    public async Task Deliver(BlockDelivery delivery)
    {
        if (book is null || !IsRunning) return;
        if (delivery.Failure.Length > 0) await FailAsync(delivery.Failure);
        else if (await book.KeepAsync(runs, delivery, engine.Version) && IsRunning) Show();
    }

    private async Task BeginAsync(IReadOnlyList<RunBlock> stored)
    {
        progress = progress with { Run = Id, State = RunState.Running };
        var model = await models.GetAsync(Id, Snapshot);
        book = new RunBook(Id, snapshot!, model, TimeSpan.FromSeconds(options.BlockLeaseSeconds), stored, time);
        tending = this.RegisterGrainTimer(TendAsync, new GrainTimerCreationOptions(TendEvery, TendEvery) { KeepAlive = true });
        Show();
        await Crew.CallAsync();
    }

    private void Show()
    {
        progress = book!.Progress();
        broadcast.Publish(progress);
        if (book.Board.IsComplete && folding.IsCompleted) folding = FoldAsync();
    }

    /// <summary>Calls the workers again: one of them may have died with its silo, and its block with it.</summary>
    private Task TendAsync(CancellationToken cancellationToken)
    {
        if (!IsRunning) return Task.CompletedTask;
        if (!book!.Board.IsComplete) return Crew.CallAsync();
        if (folding.IsCompleted) folding = FoldAsync();
        return Task.CompletedTask;
    }

    private async Task FoldAsync()
    {
        try
        {
            var finished = progress with { State = RunState.Finished, RemainingSeconds = null };
            if (!await book!.CompleteAsync(runs, threads, finished)) return;
            await AttachAsync();
            await EndAsync(finished);
        }
        catch (Exception e) when (e is StorageException or TimeoutException or OrleansException)
        {
            // Every block is kept: the next tending folds again.
        }
        catch (Exception e)
        {
            ComputationLog.Failed(log, this.GetPrimaryKeyString(), e);
            await FailAsync(e.Message);
        }
    }

    private Task AttachAsync() =>
        GrainFactory.GetGrain<IScenarioGrain>(GrainKey.Scenario(snapshot!.Request.Scenario).ToString())
            .AttachRun(snapshot.Request.Version, Id);

    private Task FailAsync(string why) => StopAsync(StoredState.Failed, progress with { State = RunState.Failed, Failure = why });

    private async Task StopAsync(StoredState state, RunProgress last)
    {
        if (await runs.StopAsync(Id, state, last.Failure.Length > 0 ? last.Failure : null)) await EndAsync(last);
    }

    private async Task EndAsync(RunProgress last)
    {
        progress = last with { RemainingSeconds = null };
        tending?.Dispose();
        await due.CancelAsync(DueKind.Run, Id);
        broadcast.Publish(progress, last: true);
        if (last.State != RunState.Finished) await Crew.StopAsync();
    }
}
