using System.Text.Json.Nodes;
using Capacity.Contracts;
using Capacity.Contracts.Keys;
using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;
using Capacity.Ingest.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Capacity.Ingest.Reading;

/// <summary>Recommended plans, read only.</summary>
internal static class PlanEndpoints
{
    public static void MapPlans(this IEndpointRouteBuilder api) =>
        api.MapGroup("/plans").WithTags("read").TellFaults().RequireKey(ApiVerb.Read)
            .MapGet("/{id}", GetAsync)
            .Produces<PlanReply>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("Plan")
            .WithSummary("A recommendation: how far it is, its actions once it has finished, and what has been decided.");

    private static async Task<IResult> GetAsync(HttpContext context, string id)
    {
        var grain = context.Grains().GetGrain<IRecommendationGrain>(GrainKey.Recommendation(id).ToString());
        var progress = await grain.Status();
        if (progress.State == RunState.Unknown) return ApiProblem.NotFound($"There is no plan '{id}'.");
        var plan = progress.State == RunState.Finished ? await grain.Plan() : "";
        var decisions = await grain.Decisions();
        return Results.Ok(new PlanReply(
            id, progress.Scenario, progress.ScenarioVersion, progress.State.ToString().ToLowerInvariant(), progress.Done,
            progress.Failure.Length > 0 ? progress.Failure : null,
            plan.Length > 0 ? JsonNode.Parse(plan) : null,
            [.. decisions.Select(
                decision =>
                    new DecisionReply(decision.Action, decision.Accepted, decision.Author, decision.At, decision.ScenarioVersion))]));
    }
}

/// <summary>A recommendation with its plan.</summary>
public sealed record PlanReply(
    string Id,
    string Scenario,
    long ScenarioVersion,
    string State,
    double Done,
    string? Failure,
    JsonNode? Plan,
    IReadOnlyList<DecisionReply> Decisions);

/// <summary>What was decided about one action, and the scenario version that came of it.</summary>
public sealed record DecisionReply(string Action, bool Accepted, string Author, DateTimeOffset At, long ScenarioVersion);
