using System.Collections.Immutable;
using Capacity.Contracts.Networks;
using Orleans.Concurrency;

namespace Capacity.Contracts.Runs;

/// <summary>One simulation run: blocks, progress, checkpoints, cancellation, result. Key: <see cref="GrainKey.Run"/>.</summary>
[Alias("capacity.IRunGrain")]
public interface IRunGrain : IGrainWithStringKey
{
    /// <summary>Takes one consistent snapshot and starts; starting a run that exists changes nothing.</summary>
    [Alias("Start")]
    Task<CommandResult> Start(RunRequest request);

    /// <summary>Goes on with a run that a stopped process left behind; finished blocks are not computed again.</summary>
    [Alias("Resume")]
    Task Resume();

    [Alias("Cancel"), AlwaysInterleave]
    Task Cancel();

    [Alias("Status"), AlwaysInterleave]
    Task<RunProgress> Status();

    /// <summary>Progress, pushed: the state now, then each change (conflated), until the run ends.</summary>
    [Alias("Watch")]
    IAsyncEnumerable<RunProgress> Watch(CancellationToken cancellationToken);

    /// <summary>JSON of <c>Capacity.Domain.Results.ScenarioResult</c>; empty before the run has finished.</summary>
    [Alias("Result")]
    Task<string> Result();

    /// <summary>For workers: the next block that nobody computes; absent when there is none left.</summary>
    [Alias("Take"), AlwaysInterleave]
    Task<BlockOrder?> Take(string worker);

    /// <summary>For workers: a finished block, stored before the answer comes back.</summary>
    [Alias("Deliver")]
    Task Deliver(BlockDelivery delivery);

    /// <summary>For workers: the snapshot that the run simulates, JSON of <c>Capacity.Domain.Scenarios.Scenario</c>.</summary>
    [Alias("Snapshot"), AlwaysInterleave]
    Task<string> Snapshot();
}

/// <summary>Computes blocks of one run on threads of its own. Key: <see cref="GrainKey.Worker"/>.</summary>
[Alias("capacity.IReplicationWorkerGrain")]
public interface IReplicationWorkerGrain : IGrainWithStringKey
{
    /// <summary>Pulls blocks of the run until none is left; returns at once.</summary>
    /// <param name="run">The run's identifier, without the prefix of its grain key.</param>
    [Alias("Work")]
    Task Work(string run);

    [Alias("Stop")]
    Task Stop();
}

[GenerateSerializer, Immutable, Alias("capacity.run-request")]
public sealed record RunRequest
{
    [Id(0)] public string Scenario { get; init; } = "";

    /// <summary>The scenario's version; 0: the newest.</summary>
    [Id(1)] public long Version { get; init; }
    [Id(2)] public int Replications { get; init; } = 100;
    [Id(3)] public ulong Seed { get; init; } = 1;

    /// <summary>Worker grains; 0: one per core.</summary>
    [Id(4)] public int Workers { get; init; }
    [Id(5)] public string Author { get; init; } = "";

    /// <summary>
    /// Half-width (0–1) of every queue's service level at which the run ends before its last replication; 0: not looked at. Where it ends
    /// depends on neither workers nor blocks.
    /// </summary>
    [Id(6)] public double Precision { get; init; }
}

[GenerateSerializer, Alias("capacity.run-state")]
public enum RunState
{
    Unknown,
    Running,
    Finished,
    Cancelled,
    Failed,
}

[GenerateSerializer, Immutable, Alias("capacity.run-progress")]
public sealed record RunProgress
{
    [Id(0)] public string Run { get; init; } = "";
    [Id(1)] public string Scenario { get; init; } = "";
    [Id(2)] public long ScenarioVersion { get; init; }
    [Id(3)] public RunState State { get; init; }
    [Id(4)] public int ReplicationsDone { get; init; }
    [Id(5)] public int Replications { get; init; }
    [Id(6)] public double ContactsSimulated { get; init; }
    [Id(7)] public double? RemainingSeconds { get; init; }

    /// <summary>Service level of all contacts so far (0–1) and its 95 % half-width.</summary>
    [Id(8)] public double? ServiceLevel { get; init; }
    [Id(9)] public double? ServiceLevelHalfWidth { get; init; }

    /// <summary>Blocks computed since the run began, in all processes: a block finished before a crash is counted once.</summary>
    [Id(10)] public int BlocksComputed { get; init; }
    [Id(11)] public int Blocks { get; init; }
    [Id(12)] public string Failure { get; init; } = "";
    [Id(13)] public ImmutableArray<SnapshotVersion> Versions { get; init; } = [];
}

/// <summary>Replications that one worker computes at a time.</summary>
[GenerateSerializer, Immutable, Alias("capacity.block-order")]
public sealed record BlockOrder
{
    [Id(0)] public int Block { get; init; }
    [Id(1)] public int FirstReplication { get; init; }
    [Id(2)] public int Count { get; init; }
    [Id(3)] public ulong Seed { get; init; }
}

[GenerateSerializer, Immutable, Alias("capacity.block-delivery")]
public sealed record BlockDelivery
{
    [Id(0)] public int Block { get; init; }
    [Id(1)] public string EngineVersion { get; init; } = "";
    [Id(2)] public ImmutableArray<byte> Payload { get; init; } = [];
    [Id(3)] public double Seconds { get; init; }

    /// <summary>Why the block could not be computed; empty where it was.</summary>
    [Id(4)] public string Failure { get; init; } = "";
}
