namespace Capacity.Storage;

/// <summary>Interval records by time. They are written through <see cref="IIngestBatchStore"/>, with the batch that brought them.</summary>
public interface IIntervalStore
{
    /// <summary>What all sources reported of one queue, from <paramref name="from"/> up to but without <paramref name="until"/>, by time.</summary>
    Task<IReadOnlyList<StoredInterval>> OfQueueAsync(
        string queueId, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>What one source reported of all queues, by time, then queue.</summary>
    Task<IReadOnlyList<StoredInterval>> OfSourceAsync(
        string source, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>What all sources reported of all queues, by time, then queue.</summary>
    Task<IReadOnlyList<StoredInterval>> OfAllAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>How many records there are.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes what started before an instant; returns how many records.</summary>
    Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken = default);
}

/// <summary>Interval records as rows clustered by time, then queue.</summary>
public sealed class IntervalStore(CapacityDatabase database) : IIntervalStore
{
    private const string Period = "interval_start >= @from AND interval_start < @until";
    private const string Order = "ORDER BY interval_start, queue_id, source, channel, interval_minutes";

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredInterval>> OfQueueAsync(
        string queueId, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        SelectAsync($"WHERE {Period} AND queue_id = @queue {Order}", from, until, ("queue", queueId), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredInterval>> OfSourceAsync(
        string source, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        SelectAsync($"WHERE {Period} AND source = @source {Order}", from, until, ("source", source), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredInterval>> OfAllAsync(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        SelectAsync($"WHERE {Period} {Order}", from, until, null, cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountAsync(CancellationToken cancellationToken = default) => database.ReadAsync(
        sql => sql.FirstAsync("SELECT count(*) FROM interval_record", [], row => row.GetInt64(0), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken = default) => database.WriteAsync(
        sql => sql.ExecuteAsync("DELETE FROM interval_record WHERE interval_start < @before", [("before", before.Milliseconds())], cancellationToken),
        cancellationToken);

    /// <summary>Stores records inside the batch's transaction; the caller holds the source's lock. One outcome for each, in order.</summary>
    internal static async Task<IntervalOutcome[]> StoreAsync(
        SqlSession sql, IReadOnlyList<StoredInterval> records, string batchId, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        // Nearly all records are new. Only where one with the same key is there already is its revision asked for.
        object?[] Values(StoredInterval record) => IntervalColumns.Values(record, batchId, receivedAt);
        BulkCommand insert = new(sql, IntervalColumns.Insert, IntervalColumns.AllParameters);
        var inserted = await insert.ExecuteAsync(records, Values, cancellationToken);
        var outcomes = new IntervalOutcome[records.Count];
        int[] repeated = [.. Enumerable.Range(0, records.Count).Where(i => inserted[i] == 0)];
        if (repeated.Length == 0) return outcomes;

        BulkCommand lookUp = new(sql, IntervalColumns.SelectRevision, IntervalColumns.KeyParameters);
        var present = await lookUp.QueryAsync(repeated, i => IntervalColumns.KeyValues(records[i]), row => row.GetInt32(0), cancellationToken);
        Dictionary<IntervalKey, StoredInterval> winners = [];
        for (var r = 0; r < repeated.Length; r++)
        {
            var record = records[repeated[r]];
            IntervalKey key = new(record.IntervalStart, record.QueueId, record.Source, record.Channel, record.IntervalMinutes);
            var revision = winners.TryGetValue(key, out var winner) ? winner.Revision : present[r];
            outcomes[repeated[r]] = record.Revision > revision ? IntervalOutcome.Corrected
                : record.Revision == revision ? IntervalOutcome.Duplicate
                : IntervalOutcome.Stale;
            if (record.Revision > revision) winners[key] = record;
        }

        BulkCommand replace = new(sql, IntervalColumns.Replace, IntervalColumns.AllParameters);
        await replace.ExecuteAsync([.. winners.Values], Values, cancellationToken);
        return outcomes;
    }

    private async Task<IReadOnlyList<StoredInterval>> SelectAsync(
        string where, DateTimeOffset from, DateTimeOffset until, (string, object?)? filter, CancellationToken cancellationToken)
    {
        List<(string, object?)> parameters = [("from", from.Milliseconds()), ("until", until.Milliseconds())];
        if (filter is { } extra) parameters.Add(extra);
        return await database.ReadAsync(
            sql => sql.QueryAsync($"{IntervalColumns.Select} {where}", [.. parameters], IntervalColumns.Read, cancellationToken), cancellationToken);
    }

    private readonly record struct IntervalKey(DateTimeOffset Start, string QueueId, string Source, string Channel, int Minutes);
}
