using Capacity.Contracts.Ingest;

namespace Capacity.Ingest.Intervals;

/// <summary>What became of a batch, in the words of the HTTP contract.</summary>
public sealed record IntervalReply(
    string BatchId,
    int Received,
    int Accepted,
    int Duplicates,
    int Corrected,
    int Quarantined,
    int Rejected,
    int Warnings,
    int UnknownFields,
    IReadOnlyList<IntervalReplyItem> Items)
{
    internal static IntervalReply Of(IngestReply reply) => new(
        reply.BatchId, reply.Received, reply.Accepted, reply.Duplicates, reply.Corrected, reply.Quarantined, reply.Rejected, reply.Warnings,
        reply.UnknownFields,
        [.. reply.Items.Select(item => new IntervalReplyItem(item.Index, item.Status, item.Code, item.Pointer, item.Detail))]);
}

/// <summary>What became of one record that was not simply accepted.</summary>
public sealed record IntervalReplyItem(int Index, string Status, string Code, string Pointer, string Detail);
