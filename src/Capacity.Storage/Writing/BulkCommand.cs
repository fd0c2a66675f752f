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

    /// <summary>Runs the statement for each row; how many database rows each run changed, in the same order.</summary>
    public async Task<int[]> ExecuteAsync<TRow>(IReadOnlyList<TRow> rows, Func<TRow, object?[]> values, CancellationToken cancellationToken)
    {
        var changed = new int[rows.Count];
        if (session.Connection is NpgsqlConnection connection)
        {
            for (var from = 0; from < rows.Count; from += RowsPerBatch)
            {
                await using var batch = Batch(connection, rows, from, values);
                await batch.ExecuteNonQueryAsync(cancellationToken);
                for (var i = 0; i < batch.BatchCommands.Count; i++) changed[from + i] = (int)batch.BatchCommands[i].Rows;
            }

            return changed;
        }

        await using var command = Prepared();
        for (var i = 0; i < rows.Count; i++)
        {
            Bind(command, values(rows[i]));
            changed[i] = await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return changed;
    }

    /// <summary>Runs a query for each row and returns its first result row, in the same order; default where there was none.</summary>
    public async Task<TResult?[]> QueryAsync<TRow, TResult>(
        IReadOnlyList<TRow> rows, Func<TRow, object?[]> values, Func<DbDataReader, TResult> read, CancellationToken cancellationToken)
    {
        var results = new TResult?[rows.Count];
        if (session.Connection is NpgsqlConnection connection)
        {
            for (var from = 0; from < rows.Count; from += RowsPerBatch)
            {
                await using var batch = Batch(connection, rows, from, values);
                await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
                for (var i = from; i < from + batch.BatchCommands.Count; i++)
                {
                    if (await reader.ReadAsync(cancellationToken)) results[i] = read(reader);
                    await reader.NextResultAsync(cancellationToken);
                }
            }

            return results;
        }

        await using var command = Prepared();
        for (var i = 0; i < rows.Count; i++)
        {
            Bind(command, values(rows[i]));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken)) results[i] = read(reader);
        }

        return results;
    }

    private DbCommand Prepared()
    {
        var command = session.Command(sql);
        foreach (var (name, type) in parameters)
        {
            var parameter = command.CreateParameter();

            // With its sign the driver finds the parameter at the first try; without, a bulk insert takes twice the time.
            parameter.ParameterName = $"@{name}";
            parameter.DbType = type;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static void Bind(DbCommand command, object?[] row)
    {
        for (var p = 0; p < row.Length; p++) command.Parameters[p].Value = row[p] ?? DBNull.Value;
    }

    private NpgsqlBatch Batch<TRow>(NpgsqlConnection connection, IReadOnlyList<TRow> rows, int from, Func<TRow, object?[]> values)
    {
        NpgsqlBatch batch = new(connection, (NpgsqlTransaction?)session.Transaction);
        var until = Math.Min(rows.Count, from + RowsPerBatch);
        for (var i = from; i < until; i++)
        {
            NpgsqlBatchCommand command = new(sql);
            var row = values(rows[i]);
            for (var p = 0; p < row.Length; p++)
                command.Parameters.Add(new NpgsqlParameter(parameters[p].Name, parameters[p].Type) { Value = row[p] ?? DBNull.Value });
            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}
