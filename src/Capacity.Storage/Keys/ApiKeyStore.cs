using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Capacity.Storage;

/// <summary>Keys as rows that hold the SHA-256 of the secret.</summary>
public sealed class ApiKeyStore(CapacityDatabase database, TimeProvider time) : IApiKeyStore
{
    private const string Select = "SELECT key_id, source, label, verbs, created_at, expires_at, revoked_at, last_used_on FROM api_key";

    /// <inheritdoc/>
    public Task<NewApiKey> CreateAsync(
        string source, string label, IReadOnlySet<string> verbs, DateTimeOffset? expiresAt = null, CancellationToken cancellationToken = default)
    {
        var made = Make(source, label, verbs, expiresAt);
        return database.WriteAsync(
            async sql =>
            {
                await InsertAsync(sql, made, cancellationToken);
                return made;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ApiKey?> VerifyAsync(string secret, CancellationToken cancellationToken = default)
    {
        var hash = Hash(secret);
        var key = await database.ReadAsync(
            sql => sql.FirstAsync($"{Select} WHERE secret_hash = @hash", [("hash", hash)], Read, cancellationToken), cancellationToken);
        var now = time.GetUtcNow();
        if (key is null || !key.IsValidAt(now)) return null;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (key.LastUsedOn == today) return key;
        await database.WriteAsync(
            sql => sql.ExecuteAsync(
                "UPDATE api_key SET last_used_on = @day WHERE key_id = @id", [("id", key.KeyId), ("day", Day(today))], cancellationToken),
            cancellationToken);
        return key with { LastUsedOn = today };
    }

    /// <inheritdoc/>
    public Task<NewApiKey?> RotateAsync(string keyId, TimeSpan overlap, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async sql =>
            {
                var old = await sql.FirstAsync($"{Select} WHERE key_id = @id", [("id", keyId)], Read, cancellationToken);
                if (old is null || !old.IsValidAt(now)) return null;
                var successor = Make(old.Source, old.Label, old.Verbs, null);
                await InsertAsync(sql, successor, cancellationToken);
                var ends = old.ExpiresAt is { } end && end < now + overlap ? end : now + overlap;
                await sql.ExecuteAsync(
                    "UPDATE api_key SET expires_at = @ends WHERE key_id = @id", [("id", keyId), ("ends", ends.Milliseconds())], cancellationToken);
                return successor;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> RevokeAsync(string keyId, CancellationToken cancellationToken = default) => database.WriteAsync(
        async sql => await sql.ExecuteAsync(
            "UPDATE api_key SET revoked_at = @now WHERE key_id = @id AND revoked_at IS NULL",
            [("id", keyId), ("now", time.GetUtcNow().Milliseconds())],
            cancellationToken) > 0,
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken = default) => await database.ReadAsync(
        sql => sql.QueryAsync($"{Select} ORDER BY created_at DESC, key_id", [], Read, cancellationToken), cancellationToken);

    private NewApiKey Make(string source, string label, IReadOnlySet<string> verbs, DateTimeOffset? expiresAt)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var secret = $"cap_{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        return new NewApiKey(new ApiKey(id, source, label, verbs, time.GetUtcNow(), expiresAt, null, null), secret);
    }

    private static Task<int> InsertAsync(SqlSession sql, NewApiKey made, CancellationToken cancellationToken) => sql.ExecuteAsync(
        """
        INSERT INTO api_key (key_id, source, label, verbs, secret_hash, created_at, expires_at)
        VALUES (@id, @source, @label, @verbs, @hash, @created, @expires)
        """,
        [
            ("id", made.Key.KeyId), ("source", made.Key.Source), ("label", made.Key.Label),
            ("verbs", string.Join(' ', made.Key.Verbs.Order(StringComparer.Ordinal))), ("hash", Hash(made.Secret)),
            ("created", made.Key.CreatedAt.Milliseconds()), ("expires", made.Key.ExpiresAt.Milliseconds()),
        ],
        cancellationToken);

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ApiKey Read(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
        row.Instant(4),
        row.InstantOrNull(5),
        row.InstantOrNull(6),
        row.TextOrNull(7) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
}
