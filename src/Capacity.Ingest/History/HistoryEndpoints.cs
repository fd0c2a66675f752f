using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Capacity.Contracts;
using Capacity.Contracts.History;
using Capacity.Contracts.Keys;
using Capacity.Domain;
using Capacity.Ingest.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Capacity.Ingest.History;

/// <summary>Files of past counts in.</summary>
internal static class HistoryEndpoints
{
    private const int MostBytes = 50 * 1024 * 1024;

    public static void MapHistory(this IEndpointRouteBuilder api) =>
        api.MapGroup("/history").WithTags("history").TellFaults().RequireKey(ApiVerb.Import).Bounded()
            .MapPost("/", ImportAsync)
            .TakesBody(typeof(string), "text/csv")
            .Produces<HistoryReply>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithName("ImportHistory")
            .WithSummary("Store a file of counts (CSV) as a queue's history; ?dryRun=true only reports, ?keep=NAME refuses a correction.");

    private static async Task<IResult> ImportAsync(
        HttpContext context, string? queue, string? file, string? map, string[]? keep, bool? dryRun, CancellationToken token)
    {
        if (!Slug.IsValid(queue))
            return ApiProblem.Of(
                StatusCodes.Status422UnprocessableEntity, "No queue", "Name the queue in the address: ?queue=refunds-voice.");
        if (RequestBody.MediaType(context.Request) != "text/csv")
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type", "Send the file as text/csv.");
        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostBytes;
        var content = await RequestBody.ReadAsync(context.Request, MostBytes, token);
        var report = await context.Grains().GetGrain<IHistoryGrain>(GrainKey.History.ToString()).ImportFile(new HistoryFile
        {
            Queue = queue!,
            FileName = file ?? "",
            Content = ImmutableArray.Create(content),
            Author = context.Key().Source,
            DryRun = dryRun ?? false,
            Mapping = map ?? "",
            Refused = [.. keep ?? []],
        });
        return Answer(report, dryRun ?? false);
    }

    private static IResult Answer(HistoryReport report, bool dryRun)
    {
        var problems = report.Result.Problems.Select(p => new HistoryProblem(p.Line, p.Column, p.What, p.Mend)).ToArray();
        if (!report.Result.Accepted)
            return ApiProblem.Of(
                StatusCodes.Status422UnprocessableEntity, "The file cannot be used",
                problems.FirstOrDefault() is { } first ? $"Line {first.Line}: {first.What} {first.Mend}" : "No row could be used.",
                new Dictionary<string, object?> { ["errors"] = problems });
        HistoryReply reply = new(
            report.Import, report.Rows, report.IntervalMinutes, report.First, report.Last, report.Offered, report.AlreadyThere,
            report.ReportJson.Length > 0 ? JsonNode.Parse(report.ReportJson) : null, problems);
        return Results.Json(reply, statusCode: dryRun || report.AlreadyThere ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }
}

/// <summary>What an import stored, with the cleaning report.</summary>
public sealed record HistoryReply(
    string ImportId,
    int Rows,
    int IntervalMinutes,
    DateTime First,
    DateTime Last,
    double Offered,
    bool AlreadyThere,
    JsonNode? Report,
    IReadOnlyList<HistoryProblem> Problems);

/// <summary>A row that could not be used.</summary>
public sealed record HistoryProblem(int Line, int Column, string What, string Mend);
