using System.Collections.Immutable;

namespace Capacity.Contracts.Ingest;

/// <summary>
/// Facts of one closed interval of a queue as the HTTP contract names them: sums and counts, never averages or percentages.
/// </summary>
/// <remarks>Durations are seconds. What a source did not tell is absent, which is not the same as zero.</remarks>
[GenerateSerializer, Immutable, Alias("capacity.interval-record")]
public sealed record IntervalRecord
{
    [Id(0)] public string Source { get; init; } = "";
    [Id(1)] public string QueueId { get; init; } = "";

    /// <summary>voice, chat, message, email, social, callback or backOffice.</summary>
    [Id(2)] public string Channel { get; init; } = "";

    /// <summary>Start in UTC, included; the end is excluded.</summary>
    [Id(3)] public DateTimeOffset IntervalStart { get; init; }

    /// <summary>15, 30 or 60.</summary>
    [Id(4)] public int IntervalMinutes { get; init; }
    [Id(5)] public int Revision { get; init; }

    /// <summary>arrival, completion or inInterval: to which interval the source counts a contact.</summary>
    [Id(6)] public string Attribution { get; init; } = "arrival";
    [Id(7)] public long Offered { get; init; }
    [Id(8)] public long Answered { get; init; }
    [Id(9)] public long? Abandoned { get; init; }
    [Id(10)] public long? ShortAbandoned { get; init; }
    [Id(11)] public long? Blocked { get; init; }
    [Id(12)] public long? TransferredOut { get; init; }
    [Id(13)] public long? CallbacksRequested { get; init; }
    [Id(14)] public long? CallbacksCompleted { get; init; }
    [Id(15)] public long? AnsweredWithinTarget { get; init; }
    [Id(16)] public long? AbandonedWithinTarget { get; init; }
    [Id(17)] public double? TargetSeconds { get; init; }

    /// <summary>abandonIgnored, abandonPositive or abandonNegative; absent where the source does not say.</summary>
    [Id(18)] public string? SlMethod { get; init; }
    [Id(19)] public double? TalkSeconds { get; init; }
    [Id(20)] public double? HoldSeconds { get; init; }
    [Id(21)] public double? WrapSeconds { get; init; }
    [Id(22)] public double? WaitSecondsAnswered { get; init; }
    [Id(23)] public double? WaitSecondsAbandoned { get; init; }
    [Id(24)] public double? MaxWaitSeconds { get; init; }
    [Id(25)] public double? LoggedInSeconds { get; init; }
    [Id(26)] public double? ReadySeconds { get; init; }
    [Id(27)] public double? BusySeconds { get; init; }
    [Id(28)] public double? NotReadySeconds { get; init; }
    [Id(29)] public double? AvgConcurrency { get; init; }
    [Id(30)] public long? BacklogOpenAtEnd { get; init; }
    [Id(31)] public long? RepeatContacts { get; init; }

    /// <summary>Contacts by reason code.</summary>
    [Id(32)] public ImmutableDictionary<string, long> Reasons { get; init; } = ImmutableDictionary<string, long>.Empty;
    [Id(33)] public long? EmotionFlagged { get; init; }
}
