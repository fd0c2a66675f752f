using Capacity.Contracts;
using Capacity.Contracts.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Capacity.Ingest.Http;

/// <summary>Lets a request through only with an API key in use that allows the verb.</summary>
internal static class ApiKeyGate
{
    private const string Scheme = "Bearer ";
    private static readonly object Slot = new();

    /// <summary>Closes endpoints to requests without a key for <paramref name="verb"/>.</summary>
    public static TBuilder RequireKey<TBuilder>(this TBuilder builder, ApiVerb verb)
        where TBuilder : IEndpointConventionBuilder
    {
        // The gate is a filter of its own, so that a browser's cookie opens nothing here and a refusal is a problem, not a redirect.
        builder.AllowAnonymous();
        return builder.AddEndpointFilter(async (invocation, next) =>
            await RefusalAsync(invocation.HttpContext, verb) ?? await next(invocation));
    }

    /// <summary>The key that let this request in.</summary>
    public static ApiKeyView Key(this HttpContext context) => (ApiKeyView)context.Items[Slot]!;

    private static async Task<IResult?> RefusalAsync(HttpContext context, ApiVerb verb)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var secret = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
        var key = secret.Length is > 0 and <= 200
            ? await context.Grains().GetGrain<IApiKeyGrain>(GrainKey.ApiKeys.ToString()).Authenticate(secret)
            : null;
        if (key is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"capacity\"";
            return ApiProblem.Of(
                StatusCodes.Status401Unauthorized, "No valid API key",
                "Send the header Authorization: Bearer with a key that is in use; keys are made on the Data page.");
        }

        if (!key.Verbs.Contains(verb))
            return ApiProblem.Of(
                StatusCodes.Status403Forbidden, "Not allowed with this key",
                    $"The key of source '{key.Source}' does not allow {verb}: use one that does.");
        context.Items[Slot] = key;
        return null;
    }
}
