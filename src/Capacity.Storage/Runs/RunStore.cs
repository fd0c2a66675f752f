using System.Data.Common;

namespace Capacity.Storage;

/// <summary>Runs and their blocks as rows.</summary>
public sealed class RunStore(CapacityDatabase database, TimeProvider time) : IRunStore
{
    private const string SelectHeader =
        """
        SELECT run_id, scenario, scenario_version, network_version, engine_version, seed, replications, state, created_at, updated_at,
               progress, problem
          FROM run
        """;

    private const string IsOpen = "state IN ('Queued', 'Running')";

    private long Now => time.GetUtcNow().Milliseconds();

    /// <inheritdoc/>
    public Task<bool> CreateAsync(NewRun run, CancellationToken cancellationToken = default) => ChangeAsync(
        """
        INSERT INTO run (run_id, scenario, scenario_version, network_version, engine_version, seed, replications, state,
                         created_at, updated_at, snapshot)
        VALUES (@id, @scenario, @scenarioVersion, @networkVersion, @engine, @seed, @replications, 'Queued', @now, @now, @snapshot)
        ON CONFLICT DO NOTHING
        """,
        [
            ("id", run.RunId), ("scenario", run.Scenario), ("scenarioVersion", run.ScenarioVersion), ("networkVersion", run.NetworkVersion),
            ("engine", run.EngineVersion), ("seed", unchecked((long)run.Seed)), ("replications", run.Replications), ("now", Now),
            ("snapshot", run.SnapshotJson),
        ],
        cancellationToken);

    /// <inheritdoc/>
    public Task<RunHeader?> FindAsync(string runId, CancellationToken cancellationToken = default) => database.ReadAsync(
        sql => sql.FirstAsync($"{SelectHeader} WHERE run_id = @id", [("id", runId)], Header, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<string?> SnapshotAsync(string runId, CancellationToken cancellationToken = default) => database.ReadAsync(
        sql => sql.FirstAsync("SELECT snapshot FROM run WHERE run_id = @id", [("id", runId)], r => r.GetString(0), cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<string?> ResultAsync(string runId, CancellationToken cancellationToken = default) => database.ReadAsync(
        sql => sql.FirstAsync("SELECT result FROM run WHERE run_id = @id", [("id", runId)], r => r.TextOrNull(0), cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReportProgressAsync(string runId, string progressJson, CancellationToken cancellationToken = default) => ChangeAsync(
        $"UPDATE run SET state = 'Running', progress = @progress, updated_at = @now WHERE run_id = @id AND {IsOpen}",
        [("id", runId), ("progress", progressJson), ("now", Now)],
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> SaveBlockAsync(string runId, int block, byte[] payload, CancellationToken cancellationToken = default) => database.WriteAsync(
        sql => sql.FirstAsync(
            """
            INSERT INTO run_block (run_id, block, payload, computed, finished_at) VALUES (@id, @block, @payload, 1, @now)
            ON CONFLICT (run_id, block) DO UPDATE SET computed = run_block.computed + 1
            RETURNING computed
            """,
            [("id", runId), ("block", block), ("payload", payload), ("now", Now)],
            row => row.GetInt32(0),
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunBlock>> BlocksAsync(string runId, CancellationToken cancellationToken = default) => await database.ReadAsync(
        sql => sql.QueryAsync(
            "SELECT block, payload, computed FROM run_block WHERE run_id = @id ORDER BY block",
            [("id", runId)],
            row => new RunBlock(row.GetInt32(0), row.GetFieldValue<byte[]>(1), row.GetInt32(2)),
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task RestartAsync(string runId, string engineVersion, CancellationToken cancellationToken = default) => database.WriteAsync(
        async sql =>
        {
            await sql.ExecuteAsync("DELETE FROM run_block WHERE run_id = @id", [("id", runId)], cancellationToken);
            return await sql.ExecuteAsync(
                $"UPDATE run SET engine_version = @engine, progress = NULL, updated_at = @now WHERE run_id = @id AND {IsOpen}",
                [("id", runId), ("engine", engineVersion), ("now", Now)],
                cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> CompleteAsync(string runId, string resultJson, CancellationToken cancellationToken = default) => ChangeAsync(
        $"UPDATE run SET state = 'Completed', result = @result, updated_at = @now WHERE run_id = @id AND {IsOpen}",
        [("id", runId), ("result", resultJson), ("now", Now)],
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> StopAsync(string runId, RunState state, string? problem = null, CancellationToken cancellationToken = default)
    {
        if (state is not (RunState.Cancelled or RunState.Failed))
            throw new ArgumentOutOfRangeException(nameof(state), state, "A run is stopped as Cancelled or Failed.");
        return ChangeAsync(
            $"UPDATE run SET state = @state, problem = @problem, updated_at = @now WHERE run_id = @id AND {IsOpen}",
            [("id", runId), ("state", state.ToString()), ("problem", problem), ("now", Now)],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunHeader>> UnfinishedAsync(CancellationToken cancellationToken = default) =>
        HeadersAsync($"{SelectHeader} WHERE {IsOpen} ORDER BY created_at, run_id", [], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunHeader>> OfScenarioAsync(string scenario, CancellationToken cancellationToken = default) => HeadersAsync(
        $"{SelectHeader} WHERE scenario = @scenario ORDER BY created_at DESC, run_id DESC", [("scenario", scenario)], cancellationToken);

    /// <inheritdoc/>
    public Task<int> DeleteOfScenarioAsync(string scenario, CancellationToken cancellationToken = default) => database.WriteAsync(
        sql => sql.ExecuteAsync("DELETE FROM run WHERE scenario = @scenario", [("scenario", scenario)], cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<RunHeader>> HeadersAsync(
        string query, (string Name, object? Value)[] parameters, CancellationToken cancellationToken) =>
        await database.ReadAsync(sql => sql.QueryAsync(query, parameters, Header, cancellationToken), cancellationToken);

    private Task<bool> ChangeAsync(string statement, (string Name, object? Value)[] parameters, CancellationToken cancellationToken) =>
        database.WriteAsync(async sql => await sql.ExecuteAsync(statement, parameters, cancellationToken) > 0, cancellationToken);

    private static RunHeader Header(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetInt32(2),
        row.GetInt32(3),
        row.GetString(4),
        unchecked((ulong)row.GetInt64(5)),
        row.GetInt32(6),
        Enum.Parse<RunState>(row.GetString(7)),
        row.Instant(8),
        row.Instant(9),
        row.TextOrNull(10),
        row.TextOrNull(11));
}
