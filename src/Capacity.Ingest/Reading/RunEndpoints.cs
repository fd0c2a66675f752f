using System.Text.Json.Nodes;
using Capacity.Contracts;
using Capacity.Contracts.Keys;
using Capacity.Contracts.Runs;
using Capacity.Ingest.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Capacity.Ingest.Reading;

/// <summary>Simulation runs, read only.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder api) =>
        api.MapGroup("/runs").WithTags("read").TellFaults().RequireKey(ApiVerb.Read)
            .MapGet("/{id}", GetAsync)
            .Produces<RunReply>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("Run")
            .WithSummary("How far a run is, and its result once it has finished.");

    private static async Task<IResult> GetAsync(HttpContext context, string id)
    {
        var grain = context.Grains().GetGrain<IRunGrain>(GrainKey.Run(id).ToString());
        var progress = await grain.Status();
        if (progress.State == RunState.Unknown) return ApiProblem.NotFound($"There is no run '{id}'.");
        var result = progress.State == RunState.Finished ? await grain.Result() : "";
        return Results.Ok(new RunReply(
            id, progress.Scenario, progress.ScenarioVersion, progress.State.ToString().ToLowerInvariant(), progress.ReplicationsDone,
            progress.Replications, progress.Blocks, progress.BlocksComputed,
            [.. progress.Versions.Select(part => new PartReply(part.Part, part.Version))],
            progress.Failure.Length > 0 ? progress.Failure : null,
            result.Length > 0 ? JsonNode.Parse(result) : null));
    }
}

/// <summary>A run; <paramref name="BlocksComputed"/> counts every block once unless it was computed again.</summary>
public sealed record RunReply(
    string Id,
    string Scenario,
    long ScenarioVersion,
    string State,
    int ReplicationsDone,
    int Replications,
    int Blocks,
    int BlocksComputed,
    IReadOnlyList<PartReply> Parts,
    string? Failure,
    JsonNode? Result);

/// <summary>A part of the snapshot that a run simulates, and its version.</summary>
public sealed record PartReply(string Part, long Version);
