using System.Text.Json;
using Capacity.Contracts.Ingest;
using Capacity.Storage;
using StoredOutcome = Capacity.Storage.IngestOutcome;

namespace Capacity.Grains.Feeds;

/// <summary>The reply to a batch, from what storing it did.</summary>
internal static class BatchReply
{
    public static IngestReply Of(string id, SortedBatch sorted, StoredOutcome outcome) => Counted(sorted) with
    {
        BatchId = id,
        Accepted = outcome.Accepted,
        Duplicates = outcome.Duplicates + outcome.Stale,
        Corrected = outcome.Corrected,
        Items = [.. Items(sorted, outcome.Intervals).OrderBy(item => item.Index)],
    };

    /// <summary>The reply where nothing was stored: what would be accepted is counted as if it were new.</summary>
    public static IngestReply Rehearsed(SortedBatch sorted) => Counted(sorted) with
    {
        Accepted = sorted.Intervals.Count,
        Items = [.. Items(sorted, [.. sorted.Intervals.Select(_ => IntervalOutcome.Accepted)]).OrderBy(item => item.Index)],
    };

    public static string Write(IngestReply reply) => JsonSerializer.Serialize(reply, JsonSerializerOptions.Web);

    public static IngestReply Read(string json) => JsonSerializer.Deserialize<IngestReply>(json, JsonSerializerOptions.Web)!;

    private static IngestReply Counted(SortedBatch sorted) => new()
    {
        Received = sorted.Batch.Items.Length,
        Quarantined = sorted.Quarantined.Count,
        Rejected = sorted.RefusedItems.Count,
        Warnings = sorted.Batch.Items.Sum(item => item.Warnings.Length),
        UnknownFields = sorted.Batch.UnknownFields,
    };

    private static IEnumerable<IngestItem> Items(SortedBatch sorted, IReadOnlyList<IntervalOutcome> outcomes)
    {
        foreach (var refused in sorted.RefusedItems)
            yield return new IngestItem { Index = refused.Index, Status = "rejected", Code = refused.Code, Pointer = refused.Pointer,
                Detail = refused.Detail };
        foreach (var kept in sorted.QuarantinedItems)
            yield return new IngestItem
            {
                Index = kept.Index, Status = "quarantined", Code = "unknownQueue", Pointer = $"/{kept.Index}/queueId",
                Detail = $"Queue '{kept.Record!.QueueId}' is not known: the record is kept until the queue is mapped on the Data page.",
            };
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i] is IntervalOutcome.Duplicate or IntervalOutcome.Stale or IntervalOutcome.Corrected)
                yield return new IngestItem
                {
                    Index = sorted.IntervalItems[i].Index,
                    Status = outcomes[i] == IntervalOutcome.Corrected ? "corrected" : "duplicate",
                    Code = outcomes[i] == IntervalOutcome.Stale ? "olderRevision" : "",
                };
        }

        foreach (var item in sorted.Batch.Items)
        {
            foreach (var warning in item.Warnings)
                yield return new IngestItem { Index = item.Index, Status = "warning", Code = "implausible", Pointer = $"/{item.Index}",
                    Detail = warning };
        }
    }
}
