namespace Capacity.Storage;

/// <summary>A record that cannot be stored yet, kept as it came. <paramref name="ExternalQueue"/> is the source's name for its queue.</summary>
public sealed record QuarantinedRecord(string ExternalQueue, string Reason, string RecordJson);

/// <summary>What a source sent at once, checked and ready to be stored as a whole.</summary>
public sealed record IngestBatch
{
    /// <summary>The batch's own id.</summary>
    public required string BatchId { get; init; }

    /// <summary>Who sent it; every record in it is of this source.</summary>
    public required string Source { get; init; }

    /// <summary>What it holds, e.g. <c>intervals</c>.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How many records came, rejected ones included.</summary>
    public required int Received { get; init; }

    public IReadOnlyList<StoredInterval> Intervals { get; init; } = [];

    public IReadOnlyList<QuarantinedRecord> Quarantined { get; init; } = [];

    /// <summary>Quarantined records that this batch stores at last; they are marked as released with it.</summary>
    public IReadOnlyList<long> ReleasedQuarantineIds { get; init; } = [];

    /// <summary>The source's clock minus ours, where known.</summary>
    public TimeSpan? ClockSkew { get; init; }

    /// <summary>The key claimed before with <see cref="IIngestBatchStore.ClaimAsync"/>; the reply is kept under it.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The HTTP status that goes with the reply.</summary>
    public int ReplyStatus { get; init; } = 202;
}

/// <summary>What storing a batch did, record by record in the order given.</summary>
public sealed record IngestOutcome(IReadOnlyList<IntervalOutcome> Intervals)
{
    /// <summary>Records that were new.</summary>
    public int Accepted => Intervals.Count(o => o == IntervalOutcome.Accepted);

    /// <summary>Records that were there already, in this revision.</summary>
    public int Duplicates => Intervals.Count(o => o == IntervalOutcome.Duplicate);

    /// <summary>Records that replaced a lower revision.</summary>
    public int Corrected => Intervals.Count(o => o == IntervalOutcome.Corrected);

    /// <summary>Records of a lower revision than the one that is there.</summary>
    public int Stale => Intervals.Count(o => o == IntervalOutcome.Stale);
}

/// <summary>A batch that is on disk, with the reply that was stored with it.</summary>
public sealed record StoredBatch(IngestOutcome Outcome, string ReplyJson);

/// <summary>A batch as it is looked up later.</summary>
public sealed record BatchHeader(string BatchId, string Source, string Kind, DateTimeOffset ReceivedAt, int Received, string ReplyJson);

/// <summary>How far a source has reported a queue.</summary>
/// <param name="Source">The source.</param>
/// <param name="QueueId">The queue.</param>
/// <param name="Watermark">End of the latest interval reported.</param>
/// <param name="LastReceivedAt">When the source last reported this queue.</param>
/// <param name="ClockSkew">The source's clock minus ours at that time, where known.</param>
public sealed record IngestWatermark(string Source, string QueueId, DateTimeOffset Watermark, DateTimeOffset LastReceivedAt, TimeSpan? ClockSkew);

/// <summary>What an idempotency key is worth to a request that carries it.</summary>
public enum IdempotencyState
{
    /// <summary>The key is this request's now: go on.</summary>
    Claimed,

    /// <summary>Another request with the same key and body is under way.</summary>
    InProgress,

    /// <summary>The same request was answered before: give the same reply.</summary>
    Replied,

    /// <summary>The key was used with another body.</summary>
    DifferentBody,
}

/// <summary>The state of a key, with status and reply when it was answered before.</summary>
public sealed record IdempotencyClaim(IdempotencyState State, int? Status = null, string? ReplyJson = null);
