using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Capacity.Contracts.Ingest;
using Capacity.Domain;

namespace Capacity.Ingest.Intervals;

/// <summary>Turns one element of a request into an interval record, or into the reason why it is refused.</summary>
internal static class IntervalReader
{
    private const int LongestName = 128;

    /// <summary>How far a source's clock may run ahead of ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private static readonly FrozenSet<string> Known = typeof(IntervalRecord)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads an element.</summary>
    /// <param name="element">The element as the request holds it.</param>
    /// <param name="now">The moment of receipt.</param>
    /// <param name="source">The source in whose name the key speaks.</param>
    public static (IntervalItem Item, int UnknownFields) Read(RawElement element, DateTimeOffset now, string source)
    {
        if (element.Fields is not { } fields)
            return (Refused(
                element,
                    new FieldProblem(
                        "type", element.Pointer, "The element must be a JSON object with the fields of an interval record.")), 0);
        var unknown = fields.Keys.Count(name => !Known.Contains(name));
        FieldReader reader = new(fields, element.Pointer, element.NumbersAsText);
        var record = Record(reader);
        if (reader.Problem is null) Check(record, reader, now, source);
        return reader.Problem is { } problem
            ? (Refused(element, problem), unknown)
            : (new IntervalItem { Index = element.Index, Record = record, Warnings = Warnings(record) }, unknown);
    }

    private static IntervalItem Refused(RawElement element, FieldProblem problem) =>
        new() { Index = element.Index, Code = problem.Code, Pointer = problem.Pointer, Detail = problem.Detail };

    private static IntervalRecord Record(FieldReader reader) => new()
    {
        Source = reader.RequiredText("source", LongestName),
        QueueId = reader.RequiredText("queueId", LongestName),
        Channel = reader.OneOf("channel", required: true, "voice", "chat", "message", "email", "social", "callback", "backOffice") ?? "",
        IntervalStart = reader.RequiredMoment("intervalStart"),
        IntervalMinutes = (int)Math.Min(reader.RequiredCount("intervalMinutes"), int.MaxValue),
        Revision = (int)Math.Min(reader.Count("revision") ?? 0, int.MaxValue),
        Attribution = reader.OneOf("attribution", required: false, "arrival", "completion", "inInterval") ?? "arrival",
        Offered = reader.RequiredCount("offered"),
        Answered = reader.RequiredCount("answered"),
        Abandoned = reader.Count("abandoned"),
        ShortAbandoned = reader.Count("shortAbandoned"),
        Blocked = reader.Count("blocked"),
        TransferredOut = reader.Count("transferredOut"),
        CallbacksRequested = reader.Count("callbacksRequested"),
        CallbacksCompleted = reader.Count("callbacksCompleted"),
        AnsweredWithinTarget = reader.Count("answeredWithinTarget"),
        AbandonedWithinTarget = reader.Count("abandonedWithinTarget"),
        TargetSeconds = reader.Seconds("targetSeconds"),
        SlMethod = reader.OneOf("slMethod", required: false, "abandonIgnored", "abandonPositive", "abandonNegative"),
        TalkSeconds = reader.Seconds("talkSeconds"),
        HoldSeconds = reader.Seconds("holdSeconds"),
        WrapSeconds = reader.Seconds("wrapSeconds"),
        WaitSecondsAnswered = reader.Seconds("waitSecondsAnswered"),
        WaitSecondsAbandoned = reader.Seconds("waitSecondsAbandoned"),
        MaxWaitSeconds = reader.Seconds("maxWaitSeconds"),
        LoggedInSeconds = reader.Seconds("loggedInSeconds"),
        ReadySeconds = reader.Seconds("readySeconds"),
        BusySeconds = reader.Seconds("busySeconds"),
        NotReadySeconds = reader.Seconds("notReadySeconds"),
        AvgConcurrency = reader.Number("avgConcurrency"),
        BacklogOpenAtEnd = reader.Count("backlogOpenAtEnd"),
        RepeatContacts = reader.Count("repeatContacts"),
        Reasons = reader.Counts("reasons"),
        EmotionFlagged = reader.Count("emotionFlagged"),
    };

    private static void Check(IntervalRecord record, FieldReader reader, DateTimeOffset now, string source)
    {
        if (!Slug.IsValid(record.Source))
            reader.Refuse(
                "source", "value",
                    $"'{record.Source}' is not a source name: lower-case letters, digits and hyphens, beginning with a letter.");
        if (record.Source != source)
            reader.Refuse(
                "source", "otherSource", $"The key speaks for source '{source}', the record for '{record.Source}': use that source's key.");
        if (record.IntervalMinutes is not (15 or 30 or 60))
            reader.Refuse("intervalMinutes", "value", $"'intervalMinutes' is {record.IntervalMinutes}: it must be 15, 30 or 60.");
        else if (record.IntervalStart.UtcTicks % TimeSpan.FromMinutes(record.IntervalMinutes).Ticks != 0 && !IsAlignedLocally(record))
            reader.Refuse(
                "intervalStart", "misaligned", $"'intervalStart' does not lie on a multiple of {record.IntervalMinutes} minutes.");
        if (record.IntervalStart > now + Skew)
            reader.Refuse(
                "intervalStart", "future",
                    $"'intervalStart' lies in the future; it is {now:yyyy-MM-dd'T'HH:mm:ss'Z'} here, check the source's clock.");
        if (record.AnsweredWithinTarget > record.Answered)
            reader.Refuse("answeredWithinTarget", "sum", "'answeredWithinTarget' is larger than 'answered'.");
        if (record.ShortAbandoned > (record.Abandoned ?? 0))
            reader.Refuse("shortAbandoned", "sum", "'shortAbandoned' is larger than 'abandoned'.");
        if (record.AbandonedWithinTarget > (record.Abandoned ?? 0))
            reader.Refuse("abandonedWithinTarget", "sum", "'abandonedWithinTarget' is larger than 'abandoned'.");

        // Only a source that counts contacts where they arrive cannot carry any over from the interval before.
        if (record.Attribution == "arrival" && record.Answered + (record.Abandoned ?? 0) > record.Offered)
            reader.Refuse(
                "offered", "sum",
                    "'answered' and 'abandoned' together are larger than 'offered'; "
                    + "a source that counts contacts where they end says attribution 'completion'.");
    }

    // Zones with a half-hour or quarter-hour offset have hours that do not begin on a full hour of UTC.
    private static bool IsAlignedLocally(IntervalRecord record) =>
        record.IntervalMinutes == 60 && record.IntervalStart.UtcTicks % TimeSpan.FromMinutes(15).Ticks == 0;

    private static ImmutableArray<string> Warnings(IntervalRecord record)
    {
        if (record.LoggedInSeconds is not { } loggedIn) return [];
        var busy = record.BusySeconds ?? (record.TalkSeconds ?? 0) + (record.HoldSeconds ?? 0) + (record.WrapSeconds ?? 0);
        var most = loggedIn * Math.Max(1, record.AvgConcurrency ?? 1);
        return busy > most * 1.01
            ? [$"Handling takes {busy:0} seconds, but agents were logged in for only {most:0}: durations may be in another unit."]
            : [];
    }
}
