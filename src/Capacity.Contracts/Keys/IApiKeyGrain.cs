using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Capacity.Contracts.Keys;

/// <summary>The keys with which programs call the HTTP interface. Key: <see cref="GrainKey.ApiKeys"/>.</summary>
[Alias("capacity.IApiKeyGrain")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>Makes a key for one source; its secret is in this answer and nowhere else.</summary>
    [Alias("Create")]
    Task<ApiKeyCreated> Create(NewApiKey key);

    [Alias("List")]
    Task<ImmutableArray<ApiKeyView>> List();

    /// <summary>Ends a key at once; false where there is no such key in use.</summary>
    [Alias("Revoke")]
    Task<bool> Revoke(string id, string author);

    /// <summary>The key in use that a secret belongs to; absent where there is none.</summary>
    [Alias("Authenticate"), AlwaysInterleave]
    Task<ApiKeyView?> Authenticate(string secret);
}

/// <summary>What an API key allows.</summary>
[GenerateSerializer, Alias("capacity.api-verb")]
public enum ApiVerb
{
    /// <summary>Live data of the key's own source.</summary>
    Ingest,

    /// <summary>History files.</summary>
    Import,

    /// <summary>Scenarios, runs and plans.</summary>
    Read,
}

[GenerateSerializer, Immutable, Alias("capacity.new-api-key")]
public sealed record NewApiKey
{
    /// <summary>The source in whose name the key speaks: a slug.</summary>
    [Id(0)] public string Source { get; init; } = "";
    [Id(1)] public ImmutableArray<ApiVerb> Verbs { get; init; } = [ApiVerb.Ingest];
    [Id(2)] public string Author { get; init; } = "";
}

/// <summary>A new key with its secret, or why there is none.</summary>
[GenerateSerializer, Immutable, Alias("capacity.api-key-created")]
public sealed record ApiKeyCreated
{
    [Id(0)] public CommandResult Result { get; init; } = new();
    [Id(1)] public ApiKeyView Key { get; init; } = new();

    /// <summary>To be sent as <c>Authorization: Bearer …</c>; shown once, stored only as a hash.</summary>
    [Id(2)] public string Secret { get; init; } = "";
}

[GenerateSerializer, Immutable, Alias("capacity.api-key-view")]
public sealed record ApiKeyView
{
    [Id(0)] public string Id { get; init; } = "";
    [Id(1)] public string Source { get; init; } = "";
    [Id(2)] public ImmutableArray<ApiVerb> Verbs { get; init; } = [];
    [Id(3)] public DateTimeOffset CreatedAt { get; init; }
    [Id(4)] public string Author { get; init; } = "";
    [Id(5)] public DateTimeOffset? LastUsedAt { get; init; }
    [Id(6)] public DateTimeOffset? RevokedAt { get; init; }
}
