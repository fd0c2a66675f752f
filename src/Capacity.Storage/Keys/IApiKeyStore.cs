namespace Capacity.Storage;

/// <summary>A key that lets one source in, without its secret.</summary>
/// <param name="KeyId">The key's own id, also the start of the secret.</param>
/// <param name="Source">The only source that the key may write for.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Verbs">What it may do, e.g. <c>ingest</c>, <c>read</c>.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it stops working, or null for never.</param>
/// <param name="RevokedAt">When it was revoked, or null.</param>
/// <param name="LastUsedOn">The last day on which it was used (UTC), or null.</param>
public sealed record ApiKey(
    string KeyId,
    string Source,
    string Label,
    IReadOnlySet<string> Verbs,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateOnly? LastUsedOn)
{
    /// <summary>Whether the key opens the door at an instant.</summary>
    public bool IsValidAt(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);
}

/// <summary>A key just made. The secret is nowhere else: show it once.</summary>
public sealed record NewApiKey(ApiKey Key, string Secret);

/// <summary>The keys of sources.</summary>
public interface IApiKeyStore
{
    /// <summary>Makes a key with a random 256-bit secret, of which only the hash is kept.</summary>
    Task<NewApiKey> CreateAsync(
        string source, string label, IReadOnlySet<string> verbs, DateTimeOffset? expiresAt = null, CancellationToken cancellationToken = default);

    /// <summary>The valid key that a secret belongs to, or null for a wrong, expired or revoked one. Notes the day of use.</summary>
    Task<ApiKey?> VerifyAsync(string secret, CancellationToken cancellationToken = default);

    /// <summary>Makes a successor and lets the old key live on for an overlap. Null when there is no such valid key.</summary>
    Task<NewApiKey?> RotateAsync(string keyId, TimeSpan overlap, CancellationToken cancellationToken = default);

    /// <summary>Ends a key at once; false when there is none or it was revoked before.</summary>
    Task<bool> RevokeAsync(string keyId, CancellationToken cancellationToken = default);

    /// <summary>All keys, newest first, ended ones included.</summary>
    Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken = default);
}
