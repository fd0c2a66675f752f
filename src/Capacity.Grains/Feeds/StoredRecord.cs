using System.Text.Json;
using Capacity.Contracts.Ingest;
using Capacity.Storage;

namespace Capacity.Grains.Feeds;

/// <summary>A record of the HTTP contract as a row.</summary>
internal static class StoredRecord
{
    public static StoredInterval Of(IntervalRecord record, string queue) => new()
    {
        Source = record.Source,
        QueueId = queue,
        Channel = record.Channel,
        IntervalStart = record.IntervalStart,
        IntervalMinutes = record.IntervalMinutes,
        Revision = record.Revision,
        Attribution = record.Attribution,
        Offered = record.Offered,
        Answered = record.Answered,
        Abandoned = record.Abandoned,
        ShortAbandoned = record.ShortAbandoned,
        Blocked = record.Blocked,
        TransferredOut = record.TransferredOut,
        CallbacksRequested = record.CallbacksRequested,
        CallbacksCompleted = record.CallbacksCompleted,
        AnsweredWithinTarget = record.AnsweredWithinTarget,
        AbandonedWithinTarget = record.AbandonedWithinTarget,
        TargetSeconds = record.TargetSeconds,
        SlMethod = record.SlMethod,
        TalkSeconds = record.TalkSeconds,
        HoldSeconds = record.HoldSeconds,
        WrapSeconds = record.WrapSeconds,
        WaitSecondsAnswered = record.WaitSecondsAnswered,
        WaitSecondsAbandoned = record.WaitSecondsAbandoned,
        MaxWaitSeconds = record.MaxWaitSeconds,
        LoggedInSeconds = record.LoggedInSeconds,
        ReadySeconds = record.ReadySeconds,
        BusySeconds = record.BusySeconds,
        NotReadySeconds = record.NotReadySeconds,
        AvgConcurrency = record.AvgConcurrency,
        BacklogOpenAtEnd = record.BacklogOpenAtEnd,
        RepeatContacts = record.RepeatContacts,
        ReasonsJson = record.Reasons.IsEmpty ? null : JsonSerializer.Serialize(record.Reasons),
        EmotionFlagged = record.EmotionFlagged,
    };
}
