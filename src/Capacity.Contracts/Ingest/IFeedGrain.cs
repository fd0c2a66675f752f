using System.Collections.Immutable;

namespace Capacity.Contracts.Ingest;

/// <summary>The door of one source of live data: batches in, watermark and gaps out. Key: <see cref="GrainKey.Feed"/>.</summary>
[Alias("capacity.IFeedGrain")]
public interface IFeedGrain : IGrainWithStringKey
{
    /// <summary>
    /// Stores a batch of interval records with everything that it changes in one transaction and answers when it is on disk;
    /// a key that was used before gets its stored reply.
    /// </summary>
    [Alias("Accept")]
    Task<IngestReply> Accept(IntervalBatch batch);

    [Alias("Status")]
    Task<FeedStatus> Status();

    /// <summary>What waits in quarantine, by the source's own name of the queue.</summary>
    [Alias("Quarantine")]
    Task<ImmutableArray<QuarantinedQueue>> Quarantine();

    /// <summary>Says which queue the source means by a name, now and from now on, and stores what waited for it.</summary>
    [Alias("MapQueue")]
    Task<CommandResult> MapQueue(string externalQueue, string queue, string author);

    /// <summary>The reply that a batch of this source got; absent where there is no such batch.</summary>
    [Alias("Batch")]
    Task<IngestReply?> Batch(string batch);
}

/// <summary>All sources that ever sent something. Key: <see cref="GrainKey.Feeds"/>.</summary>
[Alias("capacity.IFeedCatalogGrain")]
public interface IFeedCatalogGrain : IGrainWithStringKey
{
    [Alias("List")]
    Task<ImmutableArray<FeedStatus>> List();
}

/// <summary>Interval records that came in one request, already checked one by one.</summary>
[GenerateSerializer, Immutable, Alias("capacity.interval-batch")]
public sealed record IntervalBatch
{
    [Id(0)] public string Source { get; init; } = "";
    [Id(1)] public string IdempotencyKey { get; init; } = "";

    /// <summary>SHA-256 of the body in hexadecimal; empty without an idempotency key.</summary>
    [Id(2)] public string BodyHash { get; init; } = "";
    [Id(3)] public bool Atomic { get; init; }
    [Id(4)] public ImmutableArray<IntervalItem> Items { get; init; } = [];

    /// <summary>Only checks: nothing is stored.</summary>
    [Id(5)] public bool DryRun { get; init; }

    /// <summary>Fields of the request that the contract does not know; counted, otherwise ignored.</summary>
    [Id(6)] public int UnknownFields { get; init; }
}

/// <summary>One element of the request: a record, or the reason why it was refused.</summary>
[GenerateSerializer, Immutable, Alias("capacity.interval-item")]
public sealed record IntervalItem
{
    [Id(0)] public int Index { get; init; }

    /// <summary>The record; absent where the element was refused at the edge.</summary>
    [Id(1)] public IntervalRecord? Record { get; init; }

    /// <summary>Set where the element was refused at the edge.</summary>
    [Id(2)] public string Code { get; init; } = "";
    [Id(3)] public string Pointer { get; init; } = "";
    [Id(4)] public string Detail { get; init; } = "";
    [Id(5)] public ImmutableArray<string> Warnings { get; init; } = [];
}

[GenerateSerializer, Alias("capacity.ingest-outcome")]
public enum IngestOutcome
{
    Stored,
    Replayed,
    KeyInProgress,
    KeyOfOtherBody,
    AtomicRefused,
    Overloaded,
}

/// <summary>The reply to a batch, as the HTTP contract names it.</summary>
[GenerateSerializer, Immutable, Alias("capacity.ingest-reply")]
public sealed record IngestReply
{
    [Id(0)] public IngestOutcome Outcome { get; init; }
    [Id(1)] public string BatchId { get; init; } = "";
    [Id(2)] public int Received { get; init; }
    [Id(3)] public int Accepted { get; init; }
    [Id(4)] public int Duplicates { get; init; }
    [Id(5)] public int Corrected { get; init; }
    [Id(6)] public int Rejected { get; init; }
    [Id(7)] public int Warnings { get; init; }
    [Id(8)] public int Quarantined { get; init; }
    [Id(9)] public ImmutableArray<IngestItem> Items { get; init; } = [];
    [Id(10)] public int UnknownFields { get; init; }
}

/// <summary>What became of one element that was not simply accepted.</summary>
[GenerateSerializer, Immutable, Alias("capacity.ingest-item")]
public sealed record IngestItem
{
    [Id(0)] public int Index { get; init; }
    [Id(1)] public string Status { get; init; } = "";
    [Id(2)] public string Code { get; init; } = "";
    [Id(3)] public string Pointer { get; init; } = "";
    [Id(4)] public string Detail { get; init; } = "";
}

[GenerateSerializer, Immutable, Alias("capacity.feed-status")]
public sealed record FeedStatus
{
    [Id(0)] public string Source { get; init; } = "";
    [Id(1)] public DateTimeOffset? LastSeen { get; init; }

    /// <summary>End of the newest interval, and intervals missing before it today.</summary>
    [Id(2)] public DateTimeOffset? Watermark { get; init; }
    [Id(3)] public int Gaps { get; init; }

    /// <summary>Records of the 24 hours before the watermark.</summary>
    [Id(4)] public long Records { get; init; }
    [Id(5)] public int Quarantined { get; init; }

    /// <summary>The same by queue.</summary>
    [Id(6)] public ImmutableArray<FeedQueueStatus> Queues { get; init; } = [];
}

/// <summary>Records that wait until somebody says which queue they belong to.</summary>
[GenerateSerializer, Immutable, Alias("capacity.quarantined-queue")]
public sealed record QuarantinedQueue
{
    [Id(0)] public string ExternalQueue { get; init; } = "";
    [Id(1)] public int Waiting { get; init; }
    [Id(2)] public DateTimeOffset Since { get; init; }
}

/// <summary>How far a source has reported one queue.</summary>
[GenerateSerializer, Immutable, Alias("capacity.feed-queue-status")]
public sealed record FeedQueueStatus
{
    [Id(0)] public string Queue { get; init; } = "";
    [Id(1)] public DateTimeOffset Watermark { get; init; }
    [Id(2)] public DateTimeOffset LastSeen { get; init; }

    /// <summary>The source's clock minus ours, in seconds, where it told its own.</summary>
    [Id(3)] public double? ClockSkewSeconds { get; init; }
}
