using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace Capacity.Ingest.Http;

/// <summary>
/// Tells the interface's description which bodies an endpoint takes, and leaves refusing others to the endpoint, which says why.
/// </summary>
internal static class BodyDescription
{
    /// <summary>Describes the body of an endpoint.</summary>
    public static RouteHandlerBuilder TakesBody(this RouteHandlerBuilder builder, Type type, params string[] mediaTypes) =>
        builder.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            OpenApiRequestBody body = new() { Required = true, Content = new Dictionary<string, OpenApiMediaType>() };
            foreach (var mediaType in mediaTypes)
            {
                var schema = mediaType == "application/json"
                    ? await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken)
                    : new OpenApiSchema { Type = JsonSchemaType.String };
                body.Content[mediaType] = new OpenApiMediaType { Schema = schema };
            }

            operation.RequestBody = body;
        });
}
