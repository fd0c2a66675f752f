using Capacity.Tests;

namespace Capacity.Storage.Tests;

/// <summary>An empty database for one test class, and the clock that its stores read.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private CapacityDatabase? database;

    public ManualTime Time { get; } = new();

    public CapacityDatabase Database => database ?? throw new InvalidOperationException("The database was not opened.");

    /// <summary>Opens it for the first test of the class; that test is skipped, in words, where the server is not installed.</summary>
    public async Task OpenAsync() => database ??= await CapacityDatabase.OpenAsync(await OptionsAsync(), Time);

    public abstract Task<StorageOptions> OptionsAsync();

    public virtual async ValueTask DisposeAsync()
    {
        if (database is not null) await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>A database of files in a directory of its own.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("capacity-storage-").FullName;

    public override Task<StorageOptions> OptionsAsync() => Task.FromResult(new StorageOptions { DataDirectory = Directory });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}

/// <summary>A database on the test process's own PostgreSQL server.</summary>
public sealed class PostgreSqlDatabase(PostgresServer server) : TestDatabase
{
    private string? connectionString;

    public override async Task<StorageOptions> OptionsAsync()
    {
        connectionString ??= await server.CreateDatabaseAsync();
        return new StorageOptions { Provider = StorageProvider.PostgreSql, DataDirectory = null, ConnectionString = connectionString };
    }
}

/// <summary>A clock that moves only when told to.</summary>
public sealed class ManualTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2020, 3, 20, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
}

/// <summary>What tests on an opened database have in common; each runs on both databases through nested classes.</summary>
public abstract class DatabaseTests(TestDatabase databases) : IAsyncLifetime
{
    protected CapacityDatabase Database => databases.Database;

    protected ManualTime Time => databases.Time;

    protected Task<StorageOptions> OptionsAsync() => databases.OptionsAsync();

    public async ValueTask InitializeAsync() => await databases.OpenAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
