using Capacity.Contracts;
using Capacity.Contracts.Ingest;
using Capacity.Contracts.Keys;
using Capacity.Ingest.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Capacity.Ingest.Intervals;

/// <summary>What a source can ask about what it sent.</summary>
internal static class FeedEndpoints
{
    public static void MapFeeds(this IEndpointRouteBuilder api)
    {
        var ingest = api.MapGroup("/ingest").WithTags("ingest").TellFaults().RequireKey(ApiVerb.Ingest);
        ingest.MapGet("/status", (Delegate)StatusAsync)
            .Produces<FeedReply>()
            .WithName("IngestStatus")
            .WithSummary("Last seen and watermark of the key's source, by queue.");
        ingest.MapGet("/batches/{id}", BatchAsync)
            .Produces<IntervalReply>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("IngestBatch")
            .WithSummary("What became of a batch.");
    }

    private static async Task<IResult> StatusAsync(HttpContext context)
    {
        var status = await Feed(context).Status();
        return Results.Ok(new FeedReply(
            status.Source, status.LastSeen, status.Watermark, status.Gaps, status.Records, status.Quarantined,
            [.. status.Queues.Select(queue => new FeedQueueReply(queue.Queue, queue.LastSeen, queue.Watermark, queue.ClockSkewSeconds))]));
    }

    private static async Task<IResult> BatchAsync(HttpContext context, string id) =>
        await Feed(context).Batch(id) is { } reply
            ? Results.Ok(IntervalReply.Of(reply))
            : ApiProblem.NotFound($"Source '{context.Key().Source}' has no batch '{id}'.");

    private static IFeedGrain Feed(HttpContext context) =>
        context.Grains().GetGrain<IFeedGrain>(GrainKey.Feed(context.Key().Source).ToString());
}

/// <summary>How far a source has reported.</summary>
public sealed record FeedReply(
    string Source, DateTimeOffset? LastSeen, DateTimeOffset? Watermark, int Gaps, long Records, int Quarantined,
        IReadOnlyList<FeedQueueReply> Queues);

/// <summary>How far a source has reported one queue.</summary>
public sealed record FeedQueueReply(string QueueId, DateTimeOffset LastSeen, DateTimeOffset Watermark, double? ClockSkewSeconds);
