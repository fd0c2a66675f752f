using System.Text.Json;
using Capacity.Contracts.Ingest;
using Capacity.Storage;

namespace Capacity.Grains.Feeds;

/// <summary>Records that waited in quarantine as a batch to be stored.</summary>
internal static class ReleasedBatch
{
    public static IntervalBatch Of(string source, IReadOnlyList<QuarantineRow> waiting) => new()
    {
        Source = source,
        Items =
        [
            .. waiting.Select((row, index) => new IntervalItem
            {
                Index = index, Record = JsonSerializer.Deserialize<IntervalRecord>(row.RecordJson, JsonSerializerOptions.Web),
            }),
        ],
    };
}
