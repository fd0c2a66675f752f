using System.Security.Cryptography;
using Capacity.Contracts;
using Capacity.Contracts.Ingest;
using Capacity.Contracts.Keys;
using Capacity.Ingest.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Capacity.Ingest.Intervals;

/// <summary>Closed intervals in, and the same as a dry run.</summary>
internal static class IntervalEndpoints
{
    public static void MapIntervals(this IEndpointRouteBuilder api)
    {
        var ingest = api.MapGroup("/ingest").WithTags("ingest").TellFaults().RequireKey(ApiVerb.Ingest).Bounded();
        ingest.MapPost("/intervals", (HttpContext context, TimeProvider time, bool? atomic, CancellationToken token) =>
                AcceptAsync(context, time, atomic ?? false, dryRun: false, token))
            .TakesBody(typeof(IntervalRecord[]), "application/json", "text/csv")
            .Produces<IntervalReply>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithName("SendIntervals")
            .WithSummary("Store closed intervals; the answer comes when they are on disk.");
        ingest.MapPost("/validate", (HttpContext context, TimeProvider time, bool? atomic, CancellationToken token) =>
                AcceptAsync(context, time, atomic ?? false, dryRun: true, token))
            .TakesBody(typeof(IntervalRecord[]), "application/json", "text/csv")
            .Produces<IntervalReply>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithName("ValidateIntervals")
            .WithSummary("The same answer as for storing, with nothing stored.");
    }

    private static async Task<IResult> AcceptAsync(
        HttpContext context, TimeProvider time, bool atomic, bool dryRun, CancellationToken token)
    {
        var idempotencyKey = context.Request.Headers["Idempotency-Key"].ToString();
        if (idempotencyKey.Length > 200)
            return ApiProblem.Of(
                StatusCodes.Status422UnprocessableEntity, "Idempotency key too long", "An Idempotency-Key has at most 200 characters.");
        var mediaType = RequestBody.MediaType(context.Request);
        var body = await RequestBody.ReadAsync(context.Request, RequestBody.MostBytes, token);
        var elements = IntervalBodies.Read(body, mediaType);
        var source = context.Key().Source;
        var now = time.GetUtcNow();
        var read = elements.Select(element => IntervalReader.Read(element, now, source)).ToList();
        IntervalBatch batch = new()
        {
            Source = source,
            IdempotencyKey = dryRun ? "" : idempotencyKey,
            BodyHash = idempotencyKey.Length > 0 ? Convert.ToHexStringLower(SHA256.HashData(body)) : "",
            Atomic = atomic,
            DryRun = dryRun,
            Items = [.. read.Select(one => one.Item)],
            UnknownFields = read.Sum(one => one.UnknownFields),
        };
        var reply = await context.Grains().GetGrain<IFeedGrain>(GrainKey.Feed(source).ToString()).Accept(batch);
        return Answer(context, reply, dryRun);
    }

    private static IResult Answer(HttpContext context, IngestReply reply, bool dryRun) => reply.Outcome switch
    {
        IngestOutcome.KeyInProgress => ApiProblem.TryLater(
            context, StatusCodes.Status409Conflict, "Still in progress", "A request with this Idempotency-Key is being stored.",
                seconds: 1),
        IngestOutcome.KeyOfOtherBody => ApiProblem.Of(
            StatusCodes.Status422UnprocessableEntity, "Idempotency key of another body",
            "This Idempotency-Key came with another body before: use a new key for a new body."),
        IngestOutcome.Overloaded => ApiProblem.TryLater(
            context, StatusCodes.Status503ServiceUnavailable, "Overloaded",
                "Nothing of this request was stored: send it again after a moment.", seconds: 2),
        IngestOutcome.AtomicRefused => Refused(reply, "Nothing was stored, because atomic was asked for and some records are refused."),
        _ when reply.Received > 0 && reply.Rejected == reply.Received => Refused(reply, "Every record of the request is refused."),
        _ => Results.Json(IntervalReply.Of(reply), statusCode: dryRun ? StatusCodes.Status200OK : StatusCodes.Status202Accepted),
    };

    private static IResult Refused(IngestReply reply, string detail) => ApiProblem.Of(
        StatusCodes.Status422UnprocessableEntity, "Records are refused", detail,
        new Dictionary<string, object?>
        {
            ["received"] = reply.Received,
            ["rejected"] = reply.Rejected,
            ["errors"] = IntervalReply.Of(reply).Items.Where(item => item.Status == "rejected"),
        });
}
