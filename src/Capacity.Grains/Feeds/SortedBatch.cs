using System.Collections.Immutable;
using System.Text.Json;
using Capacity.Contracts.Ingest;
using Capacity.Storage;

namespace Capacity.Grains.Feeds;

/// <summary>A batch sorted into what is stored, what waits in quarantine and what is refused.</summary>
internal sealed record SortedBatch
{
    public required IntervalBatch Batch { get; init; }

    /// <summary>Records of known queues, and the position of each in the request.</summary>
    public required IReadOnlyList<StoredInterval> Intervals { get; init; }
    public required IReadOnlyList<IntervalItem> IntervalItems { get; init; }
    public required IReadOnlyList<QuarantinedRecord> Quarantined { get; init; }
    public required IReadOnlyList<IntervalItem> QuarantinedItems { get; init; }
    public required IReadOnlyList<IntervalItem> RefusedItems { get; init; }

    public bool HasRefused => RefusedItems.Count > 0;

    public bool IsEmpty => Intervals.Count == 0 && Quarantined.Count == 0;

    public static SortedBatch Of(IntervalBatch batch, ImmutableArray<string> knownQueues, IReadOnlyList<QueueMapping> mappings)
    {
        var known = knownQueues.ToHashSet(StringComparer.Ordinal);
        var names = mappings.ToDictionary(mapping => mapping.ExternalQueue, mapping => mapping.QueueId, StringComparer.Ordinal);
        var records = batch.Items.Where(item => item.Record is not null).ToLookup(item => known.Contains(Queue(item.Record!)));
        return new SortedBatch
        {
            Batch = batch,
            IntervalItems = [.. records[true]],
            Intervals = [.. records[true].Select(item => StoredRecord.Of(item.Record!, Queue(item.Record!)))],
            QuarantinedItems = [.. records[false]],
            Quarantined = [.. records[false].Select(item => new QuarantinedRecord(
                item.Record!.QueueId, "unknownQueue", JsonSerializer.Serialize(item.Record, JsonSerializerOptions.Web)))],
            RefusedItems = [.. batch.Items.Where(item => item.Record is null)],
        };

        string Queue(IntervalRecord record) => names.GetValueOrDefault(record.QueueId, record.QueueId);
    }
}
