using System.Data;
using System.Security.Cryptography;
using System.Text;

namespace Capacity.Storage;

/// <summary>A record in quarantine.</summary>
public sealed record QuarantineRow(
    long Id, string BatchId, string Source, string Kind, string ExternalQueue, string Reason, string RecordJson, DateTimeOffset ReceivedAt);

/// <summary>How many records of one unknown queue wait.</summary>
public sealed record QuarantineGroup(string Source, string ExternalQueue, string Reason, int Waiting, DateTimeOffset OldestReceivedAt);

/// <summary>What a source calls a queue, and which queue it is.</summary>
public sealed record QueueMapping(string Source, string ExternalQueue, string QueueId);

/// <summary>Records kept aside, and the mappings of queue names that let them in.</summary>
public interface IQuarantineStore
{
    /// <summary>What waits, by source and the source's name for the queue.</summary>
    Task<IReadOnlyList<QuarantineGroup>> GroupsAsync(CancellationToken cancellationToken = default);

    /// <summary>The waiting records of one unknown queue, oldest first. Store them again in a batch that names them as released.</summary>
    Task<IReadOnlyList<QuarantineRow>> WaitingAsync(
        string source, string externalQueue, int limit = 5000, CancellationToken cancellationToken = default);

    /// <summary>Maps a source's queue name to a queue, replacing an earlier mapping.</summary>
    Task MapAsync(QueueMapping mapping, CancellationToken cancellationToken = default);

    /// <summary>The mappings of one source, or of all.</summary>
    Task<IReadOnlyList<QueueMapping>> MappingsAsync(string? source = null, CancellationToken cancellationToken = default);

    /// <summary>Throws the waiting records of one unknown queue away; returns how many.</summary>
    Task<int> DiscardAsync(string source, string externalQueue, CancellationToken cancellationToken = default);
}

/// <summary>Quarantine and mappings as rows.</summary>
public sealed class QuarantineStore(CapacityDatabase database, TimeProvider time) : IQuarantineStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<QuarantineGroup>> GroupsAsync(CancellationToken cancellationToken = default) => await database.ReadAsync(
        sql => sql.QueryAsync(
            """
            SELECT source, external_queue, min(reason), count(*), min(received_at) FROM quarantine WHERE released_at IS NULL
             GROUP BY source, external_queue ORDER BY source, external_queue
            """,
            [],
            row => new QuarantineGroup(row.GetString(0), row.GetString(1), row.GetString(2), (int)row.GetInt64(3), row.Instant(4)),
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QuarantineRow>> WaitingAsync(
        string source, string externalQueue, int limit = 5000, CancellationToken cancellationToken = default) => await database.ReadAsync(
        sql => sql.QueryAsync(
            """
            SELECT quarantine_id, batch_id, kind, reason, record, received_at FROM quarantine
             WHERE source = @source AND external_queue = @queue AND released_at IS NULL ORDER BY quarantine_id LIMIT @limit
            """,
            [("source", source), ("queue", externalQueue), ("limit", limit)],
            row => new QuarantineRow(
                row.GetInt64(0), row.GetString(1), source, row.GetString(2), externalQueue, row.GetString(3), row.GetString(4), row.Instant(5)),
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task MapAsync(QueueMapping mapping, CancellationToken cancellationToken = default) => database.WriteAsync(
        sql => sql.ExecuteAsync(
            """
            INSERT INTO queue_mapping (source, external_queue, queue_id, mapped_at) VALUES (@source, @external, @queue, @now)
            ON CONFLICT (source, external_queue) DO UPDATE SET queue_id = excluded.queue_id, mapped_at = excluded.mapped_at
            """,
            [
                ("source", mapping.Source), ("external", mapping.ExternalQueue), ("queue", mapping.QueueId),
                ("now", time.GetUtcNow().Milliseconds()),
            ],
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueueMapping>> MappingsAsync(
        string? source = null, CancellationToken cancellationToken = default) => await database.ReadAsync(
        sql => sql.QueryAsync(
            $"""
            SELECT source, external_queue, queue_id FROM queue_mapping
            {(source is null ? "" : "WHERE source = @source")} ORDER BY source, external_queue
            """,
            source is null ? [] : [("source", source)],
            row => new QueueMapping(row.GetString(0), row.GetString(1), row.GetString(2)),
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> DiscardAsync(string source, string externalQueue, CancellationToken cancellationToken = default) => database.WriteAsync(
        sql => sql.ExecuteAsync(
            "DELETE FROM quarantine WHERE source = @source AND external_queue = @queue AND released_at IS NULL",
            [("source", source), ("queue", externalQueue)],
            cancellationToken),
        cancellationToken);

    /// <summary>Adds a batch's quarantined records and marks those that it releases, inside the batch's transaction.</summary>
    internal static async Task AddAsync(SqlSession sql, IngestBatch batch, CancellationToken cancellationToken)
    {
        // The same record sent again waits once: the hash of its text is part of a unique key.
        BulkCommand add = new(
            sql,
            """
            INSERT INTO quarantine (batch_id, source, kind, external_queue, reason, record, record_hash, received_at)
            VALUES (@batch, @source, @kind, @queue, @reason, @record, @hash, @at) ON CONFLICT DO NOTHING
            """,
            [
                ("batch", DbType.String), ("source", DbType.String), ("kind", DbType.String), ("queue", DbType.String),
                ("reason", DbType.String), ("record", DbType.String), ("hash", DbType.String), ("at", DbType.Int64),
            ]);
        await add.ExecuteAsync(
            batch.Quarantined,
            r =>
            [
                batch.BatchId, batch.Source, batch.Kind, r.ExternalQueue, r.Reason, r.RecordJson,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(r.RecordJson))), batch.ReceivedAt.Milliseconds(),
            ],
            cancellationToken);
        BulkCommand release = new(
            sql,
            "UPDATE quarantine SET released_at = @at WHERE quarantine_id = @id AND source = @source",
            [("at", DbType.Int64), ("id", DbType.Int64), ("source", DbType.String)]);
        await release.ExecuteAsync(batch.ReleasedQuarantineIds, id => [batch.ReceivedAt.Milliseconds(), id, batch.Source], cancellationToken);
    }
}
