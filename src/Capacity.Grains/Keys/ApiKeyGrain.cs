using System.Collections.Immutable;
using Capacity.Contracts;
using Capacity.Contracts.Keys;
using Capacity.Domain;
using Capacity.Storage;

namespace Capacity.Grains.Keys;

/// <summary>The door to API keys; the keys themselves are rows, of which only a hash of the secret is kept.</summary>
public sealed class ApiKeyGrain(IApiKeyStore keys) : Grain, IApiKeyGrain
{
    public async Task<ApiKeyCreated> Create(Contracts.Keys.NewApiKey key)
    {
        if (!Slug.IsValid(key.Source))
            return Refused(Problem.Of(
                ($"'{key.Source}' is not the name of a source.", $"« {key.Source} » n’est pas le nom d’une source."),
                ("Use lower-case letters, digits and hyphens, beginning with a letter.", "Utilisez des minuscules, des chiffres et des tirets, en commençant par une lettre.")));
        if (key.Verbs.IsDefaultOrEmpty)
            return Refused(Problem.Of(
                ("The key would allow nothing.", "La clé n’autoriserait rien."),
                ("Choose at least one thing that it allows.", "Choisissez au moins une chose qu’elle autorise.")));
        var created = await keys.CreateAsync(key.Source, key.Author, key.Verbs.Select(verb => verb.ToString()).ToHashSet());
        return new ApiKeyCreated { Result = CommandResult.Done(1), Key = View(created.Key), Secret = created.Secret };
    }

    public async Task<ImmutableArray<ApiKeyView>> List() => [.. (await keys.ListAsync()).Select(View)];

    public Task<bool> Revoke(string id, string author) => keys.RevokeAsync(id);

    public async Task<ApiKeyView?> Authenticate(string secret) => await keys.VerifyAsync(secret) is { } key ? View(key) : null;

    private static ApiKeyCreated Refused(Problem problem) => new() { Result = CommandResult.Refused(Refusal.Invalid, 0, problem) };

    private static ApiKeyView View(ApiKey key) => new()
    {
        Id = key.KeyId,
        Source = key.Source,
        Verbs = [.. key.Verbs.Where(verb => Enum.TryParse<ApiVerb>(verb, out _)).Select(Enum.Parse<ApiVerb>).Order()],
        CreatedAt = key.CreatedAt,
        Author = key.Label,
        LastUsedAt = key.LastUsedOn is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null,
        RevokedAt = key.RevokedAt ?? key.ExpiresAt,
    };
}
