using Capacity.Contracts.Ingest;
using Capacity.Storage;

namespace Capacity.Grains.Feeds;

/// <summary>How far a source has reported, and what is missing of its newest day.</summary>
internal static class FeedHealth
{
    /// <summary>The records of a source in the 24 hours before its watermark.</summary>
    public static async Task<IReadOnlyList<StoredInterval>> DayAsync(IIntervalStore intervals, IIngestBatchStore batches, string source)
    {
        var marks = await batches.WatermarksAsync(source);
        if (marks.Count == 0) return [];
        var until = marks.Max(mark => mark.Watermark);
        return await intervals.OfSourceAsync(source, until.AddDays(-1), until);
    }

    public static FeedStatus Of(string source, IReadOnlyList<IngestWatermark> marks, IReadOnlyList<StoredInterval> day, int quarantined) =>
        new()
    {
        Source = source,
        LastSeen = marks.Count > 0 ? marks.Max(mark => mark.LastReceivedAt) : null,
        Watermark = marks.Count > 0 ? marks.Max(mark => mark.Watermark) : null,
        Gaps = day.GroupBy(record => (record.QueueId, record.Channel)).Sum(Gaps),
        Records = day.Count,
        Quarantined = quarantined,
        Queues =
        [
            .. marks.Select(mark => new FeedQueueStatus
            {
                Queue = mark.QueueId, Watermark = mark.Watermark, LastSeen = mark.LastReceivedAt,
                    ClockSkewSeconds = mark.ClockSkew?.TotalSeconds,
            }),
        ],
    };

    /// <summary>Intervals missing between the first and the last that a queue reported.</summary>
    private static int Gaps(IEnumerable<StoredInterval> ofQueue)
    {
        var starts = ofQueue.OrderBy(record => record.IntervalStart).ToList();
        var missing = 0;
        for (var i = 1; i < starts.Count; i++)
        {
            var ahead = (starts[i].IntervalStart - starts[i - 1].IntervalStart).TotalMinutes - starts[i - 1].IntervalMinutes;
            missing += Math.Max(0, (int)(ahead / starts[i - 1].IntervalMinutes));
        }

        return missing;
    }
}
