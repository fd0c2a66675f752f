using System.Data;
using System.Data.Common;

namespace Capacity.Storage;

/// <summary>Batches as rows; storing one is a single transaction.</summary>
public sealed class IngestBatchStore(CapacityDatabase database, TimeProvider time) : IIngestBatchStore
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public Task<StoredBatch> StoreAsync(IngestBatch batch, Func<IngestOutcome, string> reply, CancellationToken cancellationToken = default)
    {
        if (batch.Intervals.FirstOrDefault(r => r.Source != batch.Source) is { } stray)
            throw new ArgumentException($"Batch {batch.BatchId} of source {batch.Source} holds a record of source {stray.Source}.", nameof(batch));
        return database.WriteAsync(
            async sql =>
            {
                // The revision that is there is read before it is replaced: one batch of a source at a time.
                await sql.LockAsync($"ingest {batch.Source}", cancellationToken);
                var outcomes = await IntervalStore.StoreAsync(sql, batch.Intervals, batch.BatchId, batch.ReceivedAt, cancellationToken);
                await QuarantineStore.AddAsync(sql, batch, cancellationToken);
                await MoveWatermarksAsync(sql, batch, cancellationToken);
                IngestOutcome outcome = new(outcomes);
                StoredBatch stored = new(outcome, reply(outcome));
                await InsertBatchAsync(sql, batch, stored.ReplyJson, cancellationToken);
                if (batch.IdempotencyKey is { } key)
                    await SetReplyAsync(sql, batch.Source, key, batch.ReplyStatus, stored.ReplyJson, cancellationToken);
                return stored;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IdempotencyClaim> ClaimAsync(string source, string key, string bodyHash, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            async sql =>
            {
                await sql.LockAsync($"idempotency {source} {key}", cancellationToken);
                await sql.ExecuteAsync(
                    "DELETE FROM ingest_idempotency WHERE claimed_at < @expired OR (source = @source AND idempotency_key = @key AND status IS NULL AND claimed_at < @abandoned)",
                    [
                        ("expired", (now - KeptFor).Milliseconds()), ("abandoned", (now - AbandonedAfter).Milliseconds()),
                        ("source", source), ("key", key),
                    ],
                    cancellationToken);
                var claimed = await sql.ExecuteAsync(
                    """
                    INSERT INTO ingest_idempotency (source, idempotency_key, body_hash, claimed_at) VALUES (@source, @key, @hash, @now)
                    ON CONFLICT DO NOTHING
                    """,
                    [("source", source), ("key", key), ("hash", bodyHash), ("now", now.Milliseconds())],
                    cancellationToken);
                return claimed > 0
                    ? new IdempotencyClaim(IdempotencyState.Claimed)
                    : await ExistingClaimAsync(sql, source, key, bodyHash, cancellationToken);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task ReplyAsync(string source, string key, int status, string replyJson, CancellationToken cancellationToken = default) =>
        database.WriteAsync(sql => SetReplyAsync(sql, source, key, status, replyJson, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseClaimAsync(string source, string key, CancellationToken cancellationToken = default) => database.WriteAsync(
        sql => sql.ExecuteAsync(
            "DELETE FROM ingest_idempotency WHERE source = @source AND idempotency_key = @key AND status IS NULL",
            [("source", source), ("key", key)],
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<BatchHeader?> FindAsync(string batchId, CancellationToken cancellationToken = default) => database.ReadAsync(
        sql => sql.FirstAsync($"{SelectBatch} WHERE batch_id = @id", [("id", batchId)], Header, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BatchHeader>> LatestAsync(
        int limit, string? source = null, CancellationToken cancellationToken = default) => await database.ReadAsync(
        sql => sql.QueryAsync(
            $"{SelectBatch} {(source is null ? "" : "WHERE source = @source")} ORDER BY received_at DESC, batch_id DESC LIMIT @limit",
            source is null ? [("limit", limit)] : [("limit", limit), ("source", source)],
            Header,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IngestWatermark>> WatermarksAsync(
        string? source = null, CancellationToken cancellationToken = default) => await database.ReadAsync(
        sql => sql.QueryAsync(
            $"""
            SELECT source, queue_id, watermark, last_received_at, clock_skew_ms FROM ingest_watermark
            {(source is null ? "" : "WHERE source = @source")} ORDER BY source, queue_id
            """,
            source is null ? [] : [("source", source)],
            row => new IngestWatermark(
                row.GetString(0), row.GetString(1), row.Instant(2), row.Instant(3),
                row.LongOrNull(4) is { } skew ? TimeSpan.FromMilliseconds(skew) : null),
            cancellationToken),
        cancellationToken);

    private const string SelectBatch = "SELECT batch_id, source, kind, received_at, received, reply FROM ingest_batch";

    private static BatchHeader Header(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.Instant(3), row.GetInt32(4), row.GetString(5));

    private static Task<int> InsertBatchAsync(SqlSession sql, IngestBatch batch, string reply, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            """
            INSERT INTO ingest_batch (batch_id, source, kind, received_at, received, reply)
            VALUES (@id, @source, @kind, @at, @received, @reply)
            """,
            [
                ("id", batch.BatchId), ("source", batch.Source), ("kind", batch.Kind), ("at", batch.ReceivedAt.Milliseconds()),
                ("received", batch.Received), ("reply", reply),
            ],
            cancellationToken);

    private static Task<int> SetReplyAsync(
        SqlSession sql, string source, string key, int status, string reply, CancellationToken cancellationToken) => sql.ExecuteAsync(
        "UPDATE ingest_idempotency SET status = @status, reply = @reply WHERE source = @source AND idempotency_key = @key",
        [("source", source), ("key", key), ("status", status), ("reply", reply)],
        cancellationToken);

    private static async Task<IdempotencyClaim> ExistingClaimAsync(
        SqlSession sql, string source, string key, string bodyHash, CancellationToken cancellationToken)
    {
        var (hash, status, reply) = await sql.FirstAsync(
            "SELECT body_hash, status, reply FROM ingest_idempotency WHERE source = @source AND idempotency_key = @key",
            [("source", source), ("key", key)],
            row => (row.GetString(0), row.IntOrNull(1), row.TextOrNull(2)),
            cancellationToken);
        return hash != bodyHash ? new IdempotencyClaim(IdempotencyState.DifferentBody)
            : status is null ? new IdempotencyClaim(IdempotencyState.InProgress)
            : new IdempotencyClaim(IdempotencyState.Replied, status, reply);
    }

    private static Task MoveWatermarksAsync(SqlSession sql, IngestBatch batch, CancellationToken cancellationToken)
    {
        // In order of queue, so that two sources' transactions never wait for each other crosswise.
        var marks = batch.Intervals.GroupBy(r => r.QueueId).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (QueueId: g.Key, Watermark: g.Max(r => r.IntervalEnd))).ToList();
        var greatest = sql.Provider == StorageProvider.Sqlite ? "max" : "greatest";
        BulkCommand move = new(
            sql,
            $"""
            INSERT INTO ingest_watermark (source, queue_id, watermark, last_received_at, clock_skew_ms)
            VALUES (@source, @queue, @watermark, @at, @skew)
            ON CONFLICT (source, queue_id) DO UPDATE
               SET watermark = {greatest}(ingest_watermark.watermark, excluded.watermark),
                   last_received_at = {greatest}(ingest_watermark.last_received_at, excluded.last_received_at),
                   clock_skew_ms = coalesce(excluded.clock_skew_ms, ingest_watermark.clock_skew_ms)
            """,
            [("source", DbType.String), ("queue", DbType.String), ("watermark", DbType.Int64), ("at", DbType.Int64), ("skew", DbType.Int64)]);
        var skew = (long?)batch.ClockSkew?.TotalMilliseconds;
        return move.ExecuteAsync(
            marks, m => [batch.Source, m.QueueId, m.Watermark.Milliseconds(), batch.ReceivedAt.Milliseconds(), skew], cancellationToken);
    }
}
