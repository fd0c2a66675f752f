namespace Capacity.Storage;

/// <summary>Which grain state a row holds: the service, the state's name, and the grain's string key.</summary>
public sealed record GrainStateKey(string ServiceId, string StateName, string GrainKey);

/// <summary>A stored state; the payload is null after a clear. Versions start at 1.</summary>
public sealed record GrainStateRow(byte[]? Payload, int Version);

/// <summary>Reads and writes the rows of <c>OrleansStorage</c> with the same statements that Orleans' grain storage uses.</summary>
public sealed class GrainStateStore(CapacityDatabase database)
{
    private volatile Dictionary<string, string>? statements;

    /// <summary>The state that is there, or null.</summary>
    public async Task<GrainStateRow?> ReadAsync(GrainStateKey key, CancellationToken cancellationToken = default)
    {
        var statement = await StatementAsync("ReadFromStorageKey", cancellationToken);
        return await database.ReadAsync(
            sql => sql.FirstAsync(
                statement,
                Parameters(key),
                row => new GrainStateRow(row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0), row.GetInt32(1)),
                cancellationToken),
            cancellationToken);
    }

    /// <summary>
    /// Writes a state over the version that the caller has read (null: none was there). Returns the new version, or null when
    /// another writer was faster and nothing was stored.
    /// </summary>
    public Task<int?> WriteAsync(GrainStateKey key, int? version, byte[] payload, CancellationToken cancellationToken = default) =>
        ChangeAsync("WriteToStorageKey", [.. Parameters(key), ("GrainStateVersion", version), ("PayloadBinary", payload)], cancellationToken);

    /// <summary>Empties a state but keeps its row and version count; null when another writer was faster.</summary>
    public Task<int?> ClearAsync(GrainStateKey key, int version, CancellationToken cancellationToken = default) =>
        ChangeAsync("ClearStorageKey", [.. Parameters(key), ("GrainStateVersion", version)], cancellationToken);

    /// <summary>Removes a state's row; null when another writer was faster.</summary>
    public Task<int?> DeleteAsync(GrainStateKey key, int version, CancellationToken cancellationToken = default) =>
        ChangeAsync("DeleteStorageKey", [.. Parameters(key), ("GrainStateVersion", version)], cancellationToken);

    private async Task<int?> ChangeAsync(string queryKey, (string Name, object? Value)[] parameters, CancellationToken cancellationToken)
    {
        var statement = await StatementAsync(queryKey, cancellationToken);
        return await database.WriteAsync(
            async sql =>
            {
                await using var command = sql.Command(statement, parameters);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                int? version = null;
                do
                {
                    while (await reader.ReadAsync(cancellationToken)) version = reader.GetInt32(0);
                }
                while (await reader.NextResultAsync(cancellationToken));
                return version;
            },
            cancellationToken);
    }

    // The hashes are not part of what a row is found by; Orleans writes its own, and reads ours.
    private static (string Name, object? Value)[] Parameters(GrainStateKey key) =>
    [
        ("GrainIdHash", 0), ("GrainIdN0", 0L), ("GrainIdN1", 0L), ("GrainTypeHash", 0), ("GrainTypeString", key.StateName),
        ("GrainIdExtensionString", key.GrainKey), ("ServiceId", key.ServiceId),
    ];

    private async Task<string> StatementAsync(string queryKey, CancellationToken cancellationToken)
    {
        var known = statements;
        if (known is null)
        {
            var rows = await database.ReadAsync(
                sql => sql.QueryAsync("SELECT QueryKey, QueryText FROM OrleansQuery", [], row => (row.GetString(0), row.GetString(1)), cancellationToken),
                cancellationToken);
            statements = known = rows.ToDictionary(r => r.Item1, r => r.Item2);
        }

        return known[queryKey];
    }
}
