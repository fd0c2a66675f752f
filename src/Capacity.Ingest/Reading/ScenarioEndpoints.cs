using System.Text.Json.Nodes;
using Capacity.Contracts;
using Capacity.Contracts.Keys;
using Capacity.Contracts.Scenarios;
using Capacity.Domain;
using Capacity.Ingest.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Capacity.Ingest.Reading;

/// <summary>Scenarios, read only.</summary>
internal static class ScenarioEndpoints
{
    public static void MapScenarios(this IEndpointRouteBuilder api)
    {
        var scenarios = api.MapGroup("/scenarios").WithTags("read").TellFaults().RequireKey(ApiVerb.Read);
        scenarios.MapGet("/", (Delegate)ListAsync).Produces<ScenarioReply[]>().WithName("Scenarios")
            .WithSummary("All scenarios, without their content.");
        scenarios.MapGet("/{id}", GetAsync)
            .Produces<ScenarioReply>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("Scenario")
            .WithSummary("A scenario with its content; ?version= for an earlier one.");
    }

    private static async Task<IResult> ListAsync(HttpContext context)
    {
        var list = await context.Grains().GetGrain<IScenarioCatalogGrain>(GrainKey.Catalog.ToString()).List();
        return Results.Ok(list.Select(view => ScenarioReply.Of(view)).ToArray());
    }

    private static async Task<IResult> GetAsync(HttpContext context, string id, long? version)
    {
        if (!Slug.IsValid(id)) return ApiProblem.NotFound($"'{id}' is not the identifier of a scenario.");
        var grain = context.Grains().GetGrain<IScenarioGrain>(GrainKey.Scenario(id).ToString());
        var view = version is { } wanted ? await grain.GetVersion(wanted) : await grain.Get();
        return view.Version > 0
            ? Results.Ok(ScenarioReply.Of(view))
            : ApiProblem.NotFound(version is null ? $"There is no scenario '{id}'." : $"Scenario '{id}' has no version {version}.");
    }
}

/// <summary>A version of a scenario.</summary>
public sealed record ScenarioReply(
    string Id,
    long Version,
    LocalizedText Name,
    string State,
    string Author,
    DateTimeOffset ChangedAt,
    string? Run,
    string? Plan,
    JsonNode? Scenario)
{
    internal static ScenarioReply Of(ScenarioView view) => new(
        view.Id, view.Version, LocalizedText.Of(view.NameFr, view.NameEn), view.State.ToString().ToLowerInvariant(), view.Author,
            view.ChangedAt,
        view.Run.Length > 0 ? view.Run : null,
        view.Recommendation.Length > 0 ? view.Recommendation : null,
        view.Json.Length > 0 ? JsonNode.Parse(view.Json) : null);
}
