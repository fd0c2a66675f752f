namespace Capacity.Storage;

/// <summary>Small values that have no table of their own: one JSON text per key.</summary>
public interface ISettingsStore
{
    /// <summary>The value of a key, or null when it was never set.</summary>
    Task<string?> GetAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Sets a key, replacing what was there.</summary>
    Task SetAsync(string key, string json, CancellationToken cancellationToken = default);

    /// <summary>Sets a key only if it has no value yet; false when it had one.</summary>
    Task<bool> AddAsync(string key, string json, CancellationToken cancellationToken = default);

    /// <summary>Removes a key if it still has this value; true for exactly one caller, so a token can be used once.</summary>
    Task<bool> TakeAsync(string key, string expectedJson, CancellationToken cancellationToken = default);

    /// <summary>Removes a key.</summary>
    Task RemoveAsync(string key, CancellationToken cancellationToken = default);
}

/// <summary>Settings as rows.</summary>
public sealed class SettingsStore(CapacityDatabase database, TimeProvider time) : ISettingsStore
{
    /// <inheritdoc/>
    public Task<string?> GetAsync(string key, CancellationToken cancellationToken = default) => database.ReadAsync(
        sql => sql.FirstAsync("SELECT value FROM setting WHERE setting_key = @key", [("key", key)], row => row.GetString(0), cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task SetAsync(string key, string json, CancellationToken cancellationToken = default) => database.WriteAsync(
        sql => sql.ExecuteAsync(
            """
            INSERT INTO setting (setting_key, value, updated_at) VALUES (@key, @value, @now)
            ON CONFLICT (setting_key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
            """,
            [("key", key), ("value", json), ("now", time.GetUtcNow().Milliseconds())],
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> AddAsync(string key, string json, CancellationToken cancellationToken = default) => database.WriteAsync(
        async sql => await sql.ExecuteAsync(
            "INSERT INTO setting (setting_key, value, updated_at) VALUES (@key, @value, @now) ON CONFLICT DO NOTHING",
            [("key", key), ("value", json), ("now", time.GetUtcNow().Milliseconds())],
            cancellationToken) > 0,
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TakeAsync(string key, string expectedJson, CancellationToken cancellationToken = default) => database.WriteAsync(
        async sql => await sql.ExecuteAsync(
            "DELETE FROM setting WHERE setting_key = @key AND value = @value", [("key", key), ("value", expectedJson)], cancellationToken) > 0,
        cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => database.WriteAsync(
        sql => sql.ExecuteAsync("DELETE FROM setting WHERE setting_key = @key", [("key", key)], cancellationToken), cancellationToken);
}
