using System.Data.Common;

namespace Capacity.Storage;

/// <summary>One open connection, within a transaction when writing, and the differences between the two SQL dialects.</summary>
public sealed class SqlSession
{
    private readonly DbConnection connection;
    private readonly DbTransaction? transaction;

    internal SqlSession(StorageProvider provider, DbConnection connection, DbTransaction? transaction)
    {
        Provider = provider;
        this.connection = connection;
        this.transaction = transaction;
    }

    /// <summary>The dialect spoken here.</summary>
    public StorageProvider Provider { get; }

    /// <summary>Ends a row-locking SELECT: rows that another claimer holds are passed over. SQLite has one writer and needs none.</summary>
    public string SkipLocked => Provider == StorageProvider.PostgreSql ? " FOR UPDATE SKIP LOCKED" : "";

    /// <summary>A command on this connection with <c>@name</c> parameters; null values become SQL NULL.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public async Task<int> ExecuteAsync(string sql, (string Name, object? Value)[] parameters, CancellationToken cancellationToken = default)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All rows of a query, each read by <paramref name="read"/>.</summary>
    public async Task<List<T>> QueryAsync<T>(
        string sql, (string Name, object? Value)[] parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken = default)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The first row of a query, or the type's default when there is none.</summary>
    public async Task<T?> FirstAsync<T>(
        string sql, (string Name, object? Value)[] parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken = default)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? read(reader) : default;
    }

    /// <summary>
    /// Serializes writers that hold the same name until the transaction ends. SQLite's one writer does so already.
    /// </summary>
    public async Task LockAsync(string name, CancellationToken cancellationToken = default)
    {
        if (Provider == StorageProvider.PostgreSql)
            await ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))", [("name", name)], cancellationToken);
    }

    internal DbConnection Connection => connection;

    internal DbTransaction? Transaction => transaction;
}
