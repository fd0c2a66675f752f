namespace Capacity.Storage;

/// <summary>
/// What a source reported of one queue in one closed interval: sums and counts, never averages. Null means not reported,
/// which is not zero. Durations are seconds, summed over contacts or agents.
/// </summary>
public sealed record StoredInterval
{
    /// <summary>Who reported it: the slug of a source.</summary>
    public required string Source { get; init; }

    /// <summary>The queue's slug, already mapped from the source's own name.</summary>
    public required string QueueId { get; init; }

    /// <summary>voice, chat, message, email, social, callback or backOffice.</summary>
    public required string Channel { get; init; }

    /// <summary>Start of the interval, UTC.</summary>
    public required DateTimeOffset IntervalStart { get; init; }

    /// <summary>Length: 15, 30 or 60 minutes.</summary>
    public required int IntervalMinutes { get; init; }

    /// <summary>0 for the first report; a higher number replaces a lower one.</summary>
    public int Revision { get; init; }

    /// <summary>Which interval a contact counts in: arrival, completion or inInterval.</summary>
    public string Attribution { get; init; } = "arrival";

    public required long Offered { get; init; }

    public required long Answered { get; init; }

    public long? Abandoned { get; init; }

    public long? ShortAbandoned { get; init; }

    public long? Blocked { get; init; }

    public long? TransferredOut { get; init; }

    public long? CallbacksRequested { get; init; }

    public long? CallbacksCompleted { get; init; }

    public long? AnsweredWithinTarget { get; init; }

    public long? AbandonedWithinTarget { get; init; }

    /// <summary>The acceptable waiting time that the within-target counts refer to.</summary>
    public double? TargetSeconds { get; init; }

    /// <summary>The source's service-level formula: abandonIgnored, abandonPositive or abandonNegative.</summary>
    public string? SlMethod { get; init; }

    public double? TalkSeconds { get; init; }

    public double? HoldSeconds { get; init; }

    public double? WrapSeconds { get; init; }

    public double? WaitSecondsAnswered { get; init; }

    public double? WaitSecondsAbandoned { get; init; }

    public double? MaxWaitSeconds { get; init; }

    public double? LoggedInSeconds { get; init; }

    public double? ReadySeconds { get; init; }

    public double? BusySeconds { get; init; }

    public double? NotReadySeconds { get; init; }

    /// <summary>Contacts that an agent handled at once, on average over busy time; at least 1.</summary>
    public double? AvgConcurrency { get; init; }

    public long? BacklogOpenAtEnd { get; init; }

    public long? RepeatContacts { get; init; }

    /// <summary>Counts by reason as a JSON object, or null.</summary>
    public string? ReasonsJson { get; init; }

    public long? EmotionFlagged { get; init; }

    /// <summary>End of the interval, UTC, not included.</summary>
    public DateTimeOffset IntervalEnd => IntervalStart.AddMinutes(IntervalMinutes);
}

/// <summary>What storing one interval record did.</summary>
public enum IntervalOutcome
{
    /// <summary>The first report of this interval: stored.</summary>
    Accepted,

    /// <summary>This revision is there already: nothing changed.</summary>
    Duplicate,

    /// <summary>A higher revision than the one that was there: replaced it.</summary>
    Corrected,

    /// <summary>A lower revision than the one that is there: nothing changed.</summary>
    Stale,
}
