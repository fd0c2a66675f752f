namespace Capacity.Storage;

/// <summary>Network events as rows whose primary key is the concurrency check.</summary>
public sealed class NetworkEventStore(CapacityDatabase database, TimeProvider time) : INetworkEventStore
{
    /// <inheritdoc/>
    public Task<bool> AppendAsync(long version, string json, CancellationToken cancellationToken = default) => database.WriteAsync(
        async sql =>
        {
            var newest = await sql.FirstAsync("SELECT coalesce(max(version), 0) FROM network_event", [], row => row.GetInt64(0), cancellationToken);
            if (newest != 0 && newest + 1 != version) return false;
            return await sql.ExecuteAsync(
                "INSERT INTO network_event (version, event, recorded_at) VALUES (@version, @event, @at) ON CONFLICT DO NOTHING",
                [("version", version), ("event", json), ("at", time.GetUtcNow().Milliseconds())],
                cancellationToken) == 1;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NetworkEvent>> ReadAsync(CancellationToken cancellationToken = default) => await database.ReadAsync(
        sql => sql.QueryAsync(
            "SELECT version, event, recorded_at FROM network_event ORDER BY version",
            [],
            row => new NetworkEvent(row.GetInt64(0), row.GetString(1), row.Instant(2)),
            cancellationToken),
        cancellationToken);
}
