using System.Collections.Immutable;

namespace Capacity.Contracts.Queues;

/// <summary>A queue: its definition, and today by interval. Key: <see cref="GrainKey.Queue"/>.</summary>
[Alias("capacity.IQueueGrain")]
public interface IQueueGrain : IGrainWithStringKey
{
    [Alias("Define")]
    Task Define(string queueJson, long networkVersion);

    /// <summary>The definition as JSON of <c>Capacity.Domain.Networks.Queue</c>, with the network version that it comes from.</summary>
    [Alias("Get")]
    Task<VersionedJson> Get();

    /// <summary>Tells the queue that closed intervals were stored durably; it adopts the newest day.</summary>
    [Alias("Record")]
    Task Record(ImmutableArray<LiveInterval> intervals);

    /// <summary>The newest day for which facts came in, beside the published plan.</summary>
    [Alias("Today")]
    Task<QueueDay> Today();

    /// <summary>The same, pushed: first the whole day, then the whole day again after each change (conflated).</summary>
    [Alias("Watch")]
    IAsyncEnumerable<QueueDay> Watch(CancellationToken cancellationToken);
}

/// <summary>Facts of one closed interval of a queue.</summary>
[GenerateSerializer, Immutable, Alias("capacity.live-interval")]
public sealed record LiveInterval
{
    [Id(0)] public DateTimeOffset Start { get; init; }
    [Id(1)] public int Minutes { get; init; }
    [Id(2)] public long Offered { get; init; }
    [Id(3)] public long Answered { get; init; }
    [Id(4)] public long Abandoned { get; init; }
    [Id(5)] public long? AnsweredWithinTarget { get; init; }
    [Id(6)] public double HandleSeconds { get; init; }
    [Id(7)] public double WaitSecondsAnswered { get; init; }
    [Id(8)] public string Source { get; init; } = "";

    /// <summary>Contacts that the published plan expects in the interval; absent where there is no plan for it.</summary>
    [Id(9)] public double? PlannedOffered { get; init; }
}

/// <summary>One day of a queue by interval.</summary>
[GenerateSerializer, Immutable, Alias("capacity.queue-day")]
public sealed record QueueDay
{
    [Id(0)] public string Queue { get; init; } = "";

    /// <summary>Grows by one with every change, so that a reader can drop what is older than what it has.</summary>
    [Id(1)] public long Revision { get; init; }

    /// <summary>Local date of the queue, ISO; empty before the first fact.</summary>
    [Id(2)] public string Date { get; init; } = "";

    [Id(3)] public ImmutableArray<LiveInterval> Intervals { get; init; } = [];

    /// <summary>When the last fact came in.</summary>
    [Id(4)] public DateTimeOffset? LastSeen { get; init; }

    /// <summary>Contacts that the published plan expects on the whole day; absent without a plan for it.</summary>
    [Id(5)] public double? PlannedOffered { get; init; }

    /// <summary>What is to be expected of the rest of the day; absent without a plan or forecast for it.</summary>
    [Id(6)] public LiveNowcast? Nowcast { get; init; }
}
