namespace Capacity.Storage;

/// <summary>How far a run is.</summary>
public enum RunState
{
    /// <summary>Accepted; no block computed yet.</summary>
    Queued,

    /// <summary>Blocks are being computed.</summary>
    Running,

    /// <summary>Finished, with a result.</summary>
    Completed,

    /// <summary>Stopped by a person.</summary>
    Cancelled,

    /// <summary>Given up, with a problem in words.</summary>
    Failed,
}

/// <summary>What a run computes: the identity of its inputs, and the snapshot of network, teams and queues as published JSON.</summary>
public sealed record NewRun(
    string RunId, string Scenario, int ScenarioVersion, int NetworkVersion, string EngineVersion, ulong Seed, int Replications, string SnapshotJson);

/// <summary>A run without its snapshot and result, which may be large.</summary>
public sealed record RunHeader(
    string RunId,
    string Scenario,
    int ScenarioVersion,
    int NetworkVersion,
    string EngineVersion,
    ulong Seed,
    int Replications,
    RunState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? ProgressJson,
    string? Problem);

/// <summary>A finished block of replications. <paramref name="Computed"/> is 1 unless the block was computed again.</summary>
public sealed record RunBlock(int Number, byte[] Payload, int Computed);

/// <summary>Simulation runs, the blocks that are finished, and their results.</summary>
public interface IRunStore
{
    /// <summary>Stores a new run as queued; false when the id is there already, which makes a repeated command harmless.</summary>
    Task<bool> CreateAsync(NewRun run, CancellationToken cancellationToken = default);

    /// <summary>The run's header, or null.</summary>
    Task<RunHeader?> FindAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>The snapshot that the run computes on, or null.</summary>
    Task<string?> SnapshotAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>The result of a completed run, or null.</summary>
    Task<string?> ResultAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Notes that blocks are being computed, with the progress to show; nothing happens to a run that has ended.</summary>
    Task<bool> ReportProgressAsync(string runId, string progressJson, CancellationToken cancellationToken = default);

    /// <summary>Keeps a finished block. Handed in again, the first payload stays and the count grows. Returns the count.</summary>
    Task<int> SaveBlockAsync(string runId, int block, byte[] payload, CancellationToken cancellationToken = default);

    /// <summary>The finished blocks in order of number.</summary>
    Task<IReadOnlyList<RunBlock>> BlocksAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Forgets a run's blocks, when another engine version computed them, and notes the version that will compute them anew.</summary>
    Task RestartAsync(string runId, string engineVersion, CancellationToken cancellationToken = default);

    /// <summary>Ends a run with its result; false when it had ended otherwise before.</summary>
    Task<bool> CompleteAsync(string runId, string resultJson, CancellationToken cancellationToken = default);

    /// <summary>Ends a run without a result: cancelled, or failed with the problem in words; false when it had ended before.</summary>
    Task<bool> StopAsync(string runId, RunState state, string? problem = null, CancellationToken cancellationToken = default);

    /// <summary>Runs that are queued or running, oldest first: after a crash these are to be resumed.</summary>
    Task<IReadOnlyList<RunHeader>> UnfinishedAsync(CancellationToken cancellationToken = default);

    /// <summary>The runs of a scenario, newest first.</summary>
    Task<IReadOnlyList<RunHeader>> OfScenarioAsync(string scenario, CancellationToken cancellationToken = default);

    /// <summary>Removes the runs of a scenario with blocks and results; returns how many.</summary>
    Task<int> DeleteOfScenarioAsync(string scenario, CancellationToken cancellationToken = default);
}
