namespace Capacity.Storage;

/// <summary>Scenario events as rows whose primary key is the concurrency check.</summary>
public sealed class ScenarioEventStore(CapacityDatabase database, TimeProvider time) : IScenarioEventStore
{
    /// <inheritdoc/>
    public async Task<AppendResult> AppendAsync(
        string scenario, int expectedVersion, IReadOnlyList<string> events, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        var now = time.GetUtcNow();
        try
        {
            return await database.WriteAsync(
                async sql =>
                {
                    var current = await VersionAsync(sql, scenario, cancellationToken);
                    if (current != expectedVersion) return new AppendResult(false, current);
                    for (var i = 0; i < events.Count; i++)
                        await InsertAsync(sql, new ScenarioEvent(scenario, expectedVersion + 1 + i, events[i], now), cancellationToken);
                    return new AppendResult(true, expectedVersion + events.Count);
                },
                cancellationToken);
        }
        catch (VersionTakenException)
        {
            return new AppendResult(false, await database.ReadAsync(sql => VersionAsync(sql, scenario, cancellationToken), cancellationToken));
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ScenarioEvent>> ReadAsync(
        string scenario, int fromVersion = 1, CancellationToken cancellationToken = default) => await database.ReadAsync(
        sql => sql.QueryAsync(
            "SELECT version, event, recorded_at FROM scenario_event WHERE scenario = @scenario AND version >= @from ORDER BY version",
            [("scenario", scenario), ("from", fromVersion)],
            row => new ScenarioEvent(scenario, row.GetInt32(0), row.GetString(1), row.Instant(2)),
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ScenarioSummary>> ListAsync(CancellationToken cancellationToken = default) => await database.ReadAsync(
        sql => sql.QueryAsync(
            "SELECT scenario, max(version), min(recorded_at), max(recorded_at) FROM scenario_event GROUP BY scenario ORDER BY scenario",
            [],
            row => new ScenarioSummary(row.GetString(0), row.GetInt32(1), row.Instant(2), row.Instant(3)),
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string scenario, CancellationToken cancellationToken = default) => database.WriteAsync(
        async sql =>
        {
            await sql.ExecuteAsync("DELETE FROM run WHERE scenario = @scenario", [("scenario", scenario)], cancellationToken);
            return await sql.ExecuteAsync("DELETE FROM scenario_event WHERE scenario = @scenario", [("scenario", scenario)], cancellationToken);
        },
        cancellationToken);

    private static Task<int> VersionAsync(SqlSession sql, string scenario, CancellationToken cancellationToken) => sql.FirstAsync(
        "SELECT coalesce(max(version), 0) FROM scenario_event WHERE scenario = @scenario",
        [("scenario", scenario)],
        row => row.GetInt32(0),
        cancellationToken);

    private static async Task InsertAsync(SqlSession sql, ScenarioEvent added, CancellationToken cancellationToken)
    {
        var rows = await sql.ExecuteAsync(
            "INSERT INTO scenario_event (scenario, version, event, recorded_at) VALUES (@scenario, @version, @event, @at) ON CONFLICT DO NOTHING",
            [("scenario", added.Scenario), ("version", added.Version), ("event", added.Json), ("at", added.RecordedAt.Milliseconds())],
            cancellationToken);
        if (rows == 0) throw new VersionTakenException();
    }

    /// <summary>Undoes the whole append when another process took one of its versions in between.</summary>
    private sealed class VersionTakenException : Exception;
}
