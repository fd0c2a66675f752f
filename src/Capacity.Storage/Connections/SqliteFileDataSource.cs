using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Capacity.Storage;

/// <summary>Hands out pooled connections to one SQLite file, each with the durable pragmas set.</summary>
public sealed class SqliteFileDataSource(string path) : DbDataSource
{
    /// <summary>Absolute path of the file.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public override string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        ForeignKeys = true,
        Pooling = true,
    }.ToString();

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => new SqliteFileConnection(ConnectionString);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeAsyncCore()
    {
        Dispose(true);
        return ValueTask.CompletedTask;
    }
}
