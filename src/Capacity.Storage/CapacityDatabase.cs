using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Capacity.Storage;

/// <summary>The opened database, its schema brought up to date: where every store reads and writes.</summary>
public sealed class CapacityDatabase : IAsyncDisposable
{
    private readonly IWriter writer;

    private CapacityDatabase(StorageProvider provider, DbDataSource main, DbDataSource identity, WriteGate gate, IWriter writer, string location)
    {
        Provider = provider;
        DataSource = main;
        IdentityDataSource = identity;
        WriteGate = gate;
        this.writer = writer;
        Location = location;
    }

    /// <summary>Which of the two databases this is.</summary>
    public StorageProvider Provider { get; }

    /// <summary>Where the data is, for messages: a file path, or host, port and database name. Never holds a password.</summary>
    public string Location { get; }

    /// <summary>Connections for reading, and for grain storage, whose writes must go through <see cref="WriteGate"/>.</summary>
    public DbDataSource DataSource { get; }

    /// <summary>Connections to people and data-protection keys: <c>identity.db</c> on SQLite, the same database on PostgreSQL.</summary>
    public DbDataSource IdentityDataSource { get; }

    /// <summary>The turn that a writer with its own connection must take.</summary>
    public WriteGate WriteGate { get; }

    /// <summary>Opens the database that the options name, creating and upgrading its schema.</summary>
    /// <exception cref="StorageOptionsException">The options are wrong.</exception>
    /// <exception cref="StorageSchemaException">The database is newer than the program.</exception>
    /// <exception cref="StorageException">The database cannot be reached or opened.</exception>
    public static async Task<CapacityDatabase> OpenAsync(
        StorageOptions options, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        options.Validate();
        return options.Provider == StorageProvider.Sqlite
            ? await OpenSqliteAsync(options, time ?? TimeProvider.System, cancellationToken)
            : await OpenPostgreSqlAsync(options, time ?? TimeProvider.System, cancellationToken);
    }

    /// <summary>Runs a reading unit on a pooled connection.</summary>
    /// <exception cref="StorageException">The database does not answer now.</exception>
    public async Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> unit, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await DataSource.OpenConnectionAsync(cancellationToken);
            return await unit(new SqlSession(Provider, connection, null));
        }
        catch (DbException e) when (StorageException.IsPassing(e))
        {
            throw StorageException.Passing(e);
        }
    }

    /// <summary>
    /// Runs a writing unit: as a whole or not at all, and durable when the task completes. On SQLite units share commits, and a
    /// unit may be run on another thread, so it must touch nothing but the session and its own variables, and above all start no other write and wait for it.
    /// </summary>
    /// <exception cref="StorageBusyException">Too many writes wait already.</exception>
    /// <exception cref="StorageFullException">No space is left.</exception>
    public Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> unit, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(unit, cancellationToken);

    /// <summary>Finishes accepted writes and closes every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        WriteGate.Dispose();
        await DataSource.DisposeAsync();
        if (!ReferenceEquals(DataSource, IdentityDataSource)) await IdentityDataSource.DisposeAsync();
    }

    private static async Task<CapacityDatabase> OpenSqliteAsync(StorageOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var directory = Path.GetFullPath(options.DataDirectory!);
        SqliteFileDataSource main = new(Path.Combine(directory, "capacity.db"));
        SqliteFileDataSource identity = new(Path.Combine(directory, "identity.db"));
        try
        {
            Directory.CreateDirectory(directory);
            foreach (var (source, folder) in new[] { (main, "Sqlite"), (identity, "Sqlite/Identity") })
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                await SchemaUpgrade.ApplyAsync(connection, SchemaScript.In(folder), source.Path, time, cancellationToken);
            }
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"The data directory {directory} cannot be used: {e.Message} "
                + $"Set {StorageOptions.SectionName}:DataDirectory to a directory on a local disk that this program may write to.", e);
        }

        WriteGate gate = new(oneAtATime: true);
        SqliteWriter writer = new(main, gate, options.WriteQueueCapacity, options.WritesPerCommit, time);
        return new CapacityDatabase(StorageProvider.Sqlite, main, identity, gate, writer, main.Path);
    }

    private static async Task<CapacityDatabase> OpenPostgreSqlAsync(StorageOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        NpgsqlConnectionStringBuilder settings = new(options.ConnectionString);
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 50;
        settings.ApplicationName ??= "capacity";
        var where = $"PostgreSQL database {settings.Database ?? settings.Username} at {settings.Host}:{settings.Port}";
        var source = NpgsqlDataSource.Create(settings);
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await SchemaUpgrade.ApplyAsync(connection, SchemaScript.In("PostgreSql"), where, time, cancellationToken);
        }
        catch (NpgsqlException e)
        {
            await source.DisposeAsync();
            throw new StorageException(
                $"{where} cannot be used: {e.Message} Check that it runs, and {StorageOptions.SectionName}:ConnectionString.", e);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }

        return new CapacityDatabase(StorageProvider.PostgreSql, source, source, new WriteGate(oneAtATime: false), new PostgreSqlWriter(source, where), where);
    }
}
