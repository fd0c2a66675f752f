using System.Data;
using System.Data.Common;

namespace Capacity.Storage;

/// <summary>The columns of an interval record, in the order in which they are read and written.</summary>
internal static class IntervalColumns
{
    private static readonly (string Name, DbType Type, Func<StoredInterval, object?> Value)[] Columns =
    [
        ("interval_start", DbType.Int64, r => r.IntervalStart.Milliseconds()),
        ("queue_id", DbType.String, r => r.QueueId),
        ("source", DbType.String, r => r.Source),
        ("channel", DbType.String, r => r.Channel),
        ("interval_minutes", DbType.Int32, r => r.IntervalMinutes),
        ("revision", DbType.Int32, r => r.Revision),
        ("attribution", DbType.String, r => r.Attribution),
        ("offered", DbType.Int64, r => r.Offered),
        ("answered", DbType.Int64, r => r.Answered),
        ("abandoned", DbType.Int64, r => r.Abandoned),
        ("short_abandoned", DbType.Int64, r => r.ShortAbandoned),
        ("blocked", DbType.Int64, r => r.Blocked),
        ("transferred_out", DbType.Int64, r => r.TransferredOut),
        ("callbacks_requested", DbType.Int64, r => r.CallbacksRequested),
        ("callbacks_completed", DbType.Int64, r => r.CallbacksCompleted),
        ("answered_within_target", DbType.Int64, r => r.AnsweredWithinTarget),
        ("abandoned_within_target", DbType.Int64, r => r.AbandonedWithinTarget),
        ("target_seconds", DbType.Double, r => r.TargetSeconds),
        ("sl_method", DbType.String, r => r.SlMethod),
        ("talk_seconds", DbType.Double, r => r.TalkSeconds),
        ("hold_seconds", DbType.Double, r => r.HoldSeconds),
        ("wrap_seconds", DbType.Double, r => r.WrapSeconds),
        ("wait_seconds_answered", DbType.Double, r => r.WaitSecondsAnswered),
        ("wait_seconds_abandoned", DbType.Double, r => r.WaitSecondsAbandoned),
        ("max_wait_seconds", DbType.Double, r => r.MaxWaitSeconds),
        ("logged_in_seconds", DbType.Double, r => r.LoggedInSeconds),
        ("ready_seconds", DbType.Double, r => r.ReadySeconds),
        ("busy_seconds", DbType.Double, r => r.BusySeconds),
        ("not_ready_seconds", DbType.Double, r => r.NotReadySeconds),
        ("avg_concurrency", DbType.Double, r => r.AvgConcurrency),
        ("backlog_open_at_end", DbType.Int64, r => r.BacklogOpenAtEnd),
        ("repeat_contacts", DbType.Int64, r => r.RepeatContacts),
        ("reasons", DbType.String, r => r.ReasonsJson),
        ("emotion_flagged", DbType.Int64, r => r.EmotionFlagged),
    ];

    private const int KeyColumns = 5;

    public static readonly string Select = $"SELECT {string.Join(", ", Columns.Select(c => c.Name))} FROM interval_record";

    public static readonly string SelectRevision =
        $"SELECT revision FROM interval_record WHERE {string.Join(" AND ", Columns[..KeyColumns].Select(c => $"{c.Name} = @{c.Name}"))}";

    public static readonly string Insert =
        $"""
        INSERT INTO interval_record ({string.Join(", ", Columns.Select(c => c.Name))}, batch_id, received_at)
        VALUES ({string.Join(", ", Columns.Select(c => $"@{c.Name}"))}, @batch_id, @received_at) ON CONFLICT DO NOTHING
        """;

    public static readonly string Replace =
        $"""
        UPDATE interval_record
           SET {string.Join(", ", Columns[KeyColumns..].Select(c => $"{c.Name} = @{c.Name}"))}, batch_id = @batch_id, received_at = @received_at
         WHERE {string.Join(" AND ", Columns[..KeyColumns].Select(c => $"{c.Name} = @{c.Name}"))}
        """;

    public static readonly (string Name, DbType Type)[] KeyParameters = [.. Columns[..KeyColumns].Select(c => (c.Name, c.Type))];

    public static readonly (string Name, DbType Type)[] AllParameters =
        [.. Columns.Select(c => (c.Name, c.Type)), ("batch_id", DbType.String), ("received_at", DbType.Int64)];

    public static object?[] KeyValues(StoredInterval record) => [.. Columns[..KeyColumns].Select(c => c.Value(record))];

    public static object?[] Values(StoredInterval record, string batchId, DateTimeOffset receivedAt)
    {
        var values = new object?[Columns.Length + 2];
        for (var i = 0; i < Columns.Length; i++) values[i] = Columns[i].Value(record);
        values[^2] = batchId;
        values[^1] = receivedAt.Milliseconds();
        return values;
    }

    public static StoredInterval Read(DbDataReader row) => new()
    {
        IntervalStart = row.Instant(0),
        QueueId = row.GetString(1),
        Source = row.GetString(2),
        Channel = row.GetString(3),
        IntervalMinutes = row.GetInt32(4),
        Revision = row.GetInt32(5),
        Attribution = row.GetString(6),
        Offered = row.GetInt64(7),
        Answered = row.GetInt64(8),
        Abandoned = row.LongOrNull(9),
        ShortAbandoned = row.LongOrNull(10),
        Blocked = row.LongOrNull(11),
        TransferredOut = row.LongOrNull(12),
        CallbacksRequested = row.LongOrNull(13),
        CallbacksCompleted = row.LongOrNull(14),
        AnsweredWithinTarget = row.LongOrNull(15),
        AbandonedWithinTarget = row.LongOrNull(16),
        TargetSeconds = row.DoubleOrNull(17),
        SlMethod = row.TextOrNull(18),
        TalkSeconds = row.DoubleOrNull(19),
        HoldSeconds = row.DoubleOrNull(20),
        WrapSeconds = row.DoubleOrNull(21),
        WaitSecondsAnswered = row.DoubleOrNull(22),
        WaitSecondsAbandoned = row.DoubleOrNull(23),
        MaxWaitSeconds = row.DoubleOrNull(24),
        LoggedInSeconds = row.DoubleOrNull(25),
        ReadySeconds = row.DoubleOrNull(26),
        BusySeconds = row.DoubleOrNull(27),
        NotReadySeconds = row.DoubleOrNull(28),
        AvgConcurrency = row.DoubleOrNull(29),
        BacklogOpenAtEnd = row.LongOrNull(30),
        RepeatContacts = row.LongOrNull(31),
        ReasonsJson = row.TextOrNull(32),
        EmotionFlagged = row.LongOrNull(33),
    };
}
