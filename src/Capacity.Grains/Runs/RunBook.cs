using System.Runtime.InteropServices;
using Capacity.Contracts.Runs;
using Capacity.Grains.Engine;
using Capacity.Storage;
using RunState = Capacity.Contracts.Runs.RunState;

namespace Capacity.Grains.Runs;

/// <summary>A run that computes, in the memory of its grain: the blocks, and what progress shows of them.</summary>
internal sealed class RunBook
{
    private readonly string run;
    private readonly RunSnapshot snapshot;
    private readonly TimeProvider time;
    private readonly long startedAt;
    private int blocksComputed;
    private int finishedHere;

    /// <summary>Opens the book of a run with the blocks that are on disk.</summary>
    public RunBook(
        string run, RunSnapshot snapshot, IReplicationModel model, TimeSpan lease, IReadOnlyList<RunBlock> stored, TimeProvider time)
    {
        (this.run, this.snapshot, this.time) = (run, snapshot, time);
        startedAt = time.GetTimestamp();
        Board = new BlockBoard(snapshot, model, lease);
        blocksComputed = stored.Sum(block => block.Computed);
        foreach (var block in stored) Board.Finish(block.Number, block.Payload);
    }

    public BlockBoard Board { get; }

    /// <summary>Stores a block that a worker brings, and then counts it; false where another version of the engine made it.</summary>
    public async Task<bool> KeepAsync(IRunStore runs, BlockDelivery delivery, string engineVersion)
    {
        if (delivery.EngineVersion != engineVersion) return false;
        var payload = ImmutableCollectionsMarshal.AsArray(delivery.Payload)!;
        await runs.SaveBlockAsync(run, delivery.Block, payload);
        blocksComputed++;
        finishedHere++;
        Board.Finish(delivery.Block, payload);
        return true;
    }

    /// <summary>Stores the result of all blocks with the run's last progress; false where the run had ended already.</summary>
    public async Task<bool> CompleteAsync(IRunStore runs, ComputeThreads threads, RunProgress finished)
    {
        await runs.ReportProgressAsync(run, StoredProgress.Write(finished));
        return await runs.CompleteAsync(run, await threads.RunAsync(Board.Fold.Build));
    }

    public RunProgress Progress()
    {
        var (contacts, level, halfWidth) = Board.Fold.Figures;
        var left = snapshot.Blocks - Board.Finished;
        return new RunProgress
        {
            Run = run,
            Scenario = snapshot.Request.Scenario,
            ScenarioVersion = snapshot.Request.Version,
            State = RunState.Running,
            ReplicationsDone = Board.ReplicationsDone,
            Replications = snapshot.Request.Replications,
            ContactsSimulated = contacts,
            RemainingSeconds = finishedHere > 0 ? time.GetElapsedTime(startedAt).TotalSeconds / finishedHere * left : null,
            ServiceLevel = double.IsFinite(level) ? level : null,
            ServiceLevelHalfWidth = double.IsFinite(halfWidth) ? halfWidth : null,
            BlocksComputed = blocksComputed,
            Blocks = snapshot.Blocks,
            Versions = snapshot.Versions,
        };
    }
}
