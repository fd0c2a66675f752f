using System.Data;
using System.Data.Common;
using Npgsql;

namespace Capacity.Storage;

/// <summary>
/// One statement run for many rows: prepared once and stepped on SQLite, sent in pipelined batches on PostgreSQL.
/// </summary>
internal sealed class BulkCommand(SqlSession session, string sql, IReadOnlyList<(string Name, DbType Type)> parameters)
{
    private const int RowsPerBatch = 250;

    /// <summary>Runs the statement for each row.</summary>
    public async Task ExecuteAsync<TRow>(IReadOnlyList<TRow> rows, Func<TRow, object?[]> values, CancellationToken cancellationToken) =>
        await QueryAsync<TRow, bool>(rows, values, _ => true, cancellationToken);

    /// <summary>Runs the statement for each row and returns its first result row, in the same order; default where there was none.</summary>
    public async Task<TResult?[]> QueryAsync<TRow, TResult>(
        IReadOnlyList<TRow> rows, Func<TRow, object?[]> values, Func<DbDataReader, TResult> read, CancellationToken cancellationToken)
    {
        var results = new TResult?[rows.Count];
        if (session.Connection is NpgsqlConnection connection)
        {
            for (var from = 0; from < rows.Count; from += RowsPerBatch)
                await RunBatchAsync(connection, rows, from, values, read, results, cancellationToken);
        }
        else
        {
            await StepAsync(rows, values, read, results, cancellationToken);
        }

        return results;
    }

    private async Task StepAsync<TRow, TResult>(
        IReadOnlyList<TRow> rows, Func<TRow, object?[]> values, Func<DbDataReader, TResult> read, TResult?[] results,
        CancellationToken cancellationToken)
    {
        await using var command = session.Command(sql);
        foreach (var (name, type) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.DbType = type;
            command.Parameters.Add(parameter);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var row = values(rows[i]);
            for (var p = 0; p < row.Length; p++) command.Parameters[p].Value = row[p] ?? DBNull.Value;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken)) results[i] = read(reader);
        }
    }

    private async Task RunBatchAsync<TRow, TResult>(
        NpgsqlConnection connection, IReadOnlyList<TRow> rows, int from, Func<TRow, object?[]> values, Func<DbDataReader, TResult> read,
        TResult?[] results, CancellationToken cancellationToken)
    {
        await using NpgsqlBatch batch = new(connection, (NpgsqlTransaction?)session.Transaction);
        var until = Math.Min(rows.Count, from + RowsPerBatch);
        for (var i = from; i < until; i++)
        {
            NpgsqlBatchCommand command = new(sql);
            var row = values(rows[i]);
            for (var p = 0; p < row.Length; p++)
                command.Parameters.Add(new NpgsqlParameter(parameters[p].Name, parameters[p].Type) { Value = row[p] ?? DBNull.Value });
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);

        // A command that returns no columns gives no result set, so results are read only from commands that return some.
        for (var i = from; reader.FieldCount > 0 && i < until; i++)
        {
            if (await reader.ReadAsync(cancellationToken)) results[i] = read(reader);
            if (!await reader.NextResultAsync(cancellationToken)) break;
        }
    }
}
