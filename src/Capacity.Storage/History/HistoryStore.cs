using System.Data;
using System.Data.Common;

namespace Capacity.Storage;

/// <summary>Imports and their rows; the latest import of an interval is the one that counts.</summary>
public sealed class HistoryStore(CapacityDatabase database, TimeProvider time) : IHistoryStore
{
    private const string SelectImport =
        "SELECT import_id, file_name, file_hash, imported_at, row_count, report, undone_at FROM history_import";

    private static readonly (string Name, DbType Type)[] RowParameters =
    [
        ("series", DbType.String), ("start", DbType.Int64), ("import", DbType.Int64), ("queue", DbType.String), ("minutes", DbType.Int32),
        ("offered", DbType.Double), ("answered", DbType.Double), ("abandoned", DbType.Double), ("handle", DbType.Double),
        ("blocked", DbType.Double), ("persons", DbType.Double),
    ];

    /// <inheritdoc/>
    public Task<HistoryImport> ImportAsync(
        string importId, string fileName, string fileHash, string reportJson, IReadOnlyList<HistoryImportSeries> series,
        CancellationToken cancellationToken = default)
    {
        HistoryImport import = new(importId, fileName, fileHash, time.GetUtcNow(), series.Sum(s => s.Rows.Count), reportJson);
        return database.WriteAsync(
            async sql =>
            {
                var sequence = await InsertAsync(sql, import, cancellationToken);
                BulkCommand add = new(
                    sql,
                    """
                    INSERT INTO history_row
                           (series_id, interval_start, import_seq, queue_id, interval_minutes, offered, answered, abandoned, handle_seconds,
                            blocked, persons)
                    VALUES (@series, @start, @import, @queue, @minutes, @offered, @answered, @abandoned, @handle, @blocked,
                            @persons)
                    """,
                    RowParameters);
                foreach (var one in series)
                {
                    await add.ExecuteAsync(
                        one.Rows,
                        r =>
                        [
                            one.SeriesId, r.IntervalStart.Milliseconds(), sequence, one.QueueId, r.IntervalMinutes, r.Offered, r.Answered,
                            r.Abandoned, r.HandleSeconds, r.Blocked, r.Persons,
                        ],
                        cancellationToken);
                }

                return import;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> UndoAsync(string importId, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow().Milliseconds();
        return database.WriteAsync(
            async sql =>
            {
                var undone = await sql.ExecuteAsync(
                    "UPDATE history_import SET undone_at = @now WHERE import_id = @id AND undone_at IS NULL",
                    [("id", importId), ("now", now)],
                    cancellationToken);
                await sql.ExecuteAsync(
                    "DELETE FROM history_row WHERE import_seq = (SELECT import_seq FROM history_import WHERE import_id = @id)",
                    [("id", importId)],
                    cancellationToken);
                return undone > 0;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<HistoryImport?> FindByHashAsync(string fileHash, CancellationToken cancellationToken = default) => database.ReadAsync(
        sql => sql.FirstAsync(
            $"{SelectImport} WHERE file_hash = @hash AND undone_at IS NULL ORDER BY import_seq DESC LIMIT 1",
            [("hash", fileHash)],
            ReadImport,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryImport>> ImportsAsync(CancellationToken cancellationToken = default) => await database.ReadAsync(
        sql => sql.QueryAsync($"{SelectImport} ORDER BY import_seq DESC", [], ReadImport, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistorySeries>> SeriesAsync(CancellationToken cancellationToken = default) => await database.ReadAsync(
        sql => sql.QueryAsync(
            """
            SELECT series_id, max(queue_id), count(DISTINCT interval_start), min(interval_start), max(interval_start), min(interval_minutes)
              FROM history_row GROUP BY series_id ORDER BY series_id
            """,
            [],
            row => new HistorySeries(
                row.GetString(0), row.GetString(1), (int)row.GetInt64(2), row.Instant(3), row.Instant(4), row.GetInt32(5)),
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryRow>> ReadAsync(
        string seriesId, DateTimeOffset? from = null, DateTimeOffset? until = null, CancellationToken cancellationToken = default)
    {
        var rows = await database.ReadAsync(
            sql => sql.QueryAsync(
                """
                SELECT interval_start, interval_minutes, offered, answered, abandoned, handle_seconds, blocked,
                       persons FROM history_row
                 WHERE series_id = @series AND interval_start >= @from AND interval_start < @until
                 ORDER BY interval_start, import_seq
                """,
                [
                    ("series", seriesId), ("from", from.Milliseconds() ?? long.MinValue), ("until", until.Milliseconds() ?? long.MaxValue),
                ],
                row => new HistoryRow(
                    row.Instant(0), row.GetInt32(1), row.GetDouble(2), row.DoubleOrNull(3), row.DoubleOrNull(4), row.DoubleOrNull(5),
                    row.DoubleOrNull(6), row.DoubleOrNull(7)),
                cancellationToken),
            cancellationToken);

        // The rows of one interval come together, the latest import last.
        List<HistoryRow> latest = new(rows.Count);
        foreach (var row in rows)
        {
            if (latest.Count > 0 && latest[^1].IntervalStart == row.IntervalStart) latest[^1] = row;
            else latest.Add(row);
        }

        return latest;
    }

    private static Task<long> InsertAsync(SqlSession sql, HistoryImport import, CancellationToken cancellationToken) => sql.FirstAsync(
        """
        INSERT INTO history_import (import_id, file_name, file_hash, imported_at, row_count, report)
        VALUES (@id, @name, @hash, @at, @rows, @report) RETURNING import_seq
        """,
        [
            ("id", import.ImportId), ("name", import.FileName), ("hash", import.FileHash), ("at", import.ImportedAt.Milliseconds()),
            ("rows", import.RowCount), ("report", import.ReportJson),
        ],
        row => row.GetInt64(0),
        cancellationToken);

    private static HistoryImport ReadImport(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.Instant(3), row.GetInt32(4), row.GetString(5), row.InstantOrNull(6));
}
