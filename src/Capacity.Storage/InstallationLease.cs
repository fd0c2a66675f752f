using System.Data.Common;

namespace Capacity.Storage;

/// <summary>
/// Held by a program that must be alone on its database: a locked file beside SQLite's files, an advisory lock on PostgreSQL.
/// The operating system or the server lets go of it when the process dies.
/// </summary>
public sealed class InstallationLease : IAsyncDisposable
{
    private const long AdvisoryLock = 0x4C_45_41_53_45;
    private readonly IAsyncDisposable holder;

    private InstallationLease(IAsyncDisposable holder) => this.holder = holder;

    /// <summary>Takes the lease, or returns null when another program holds it.</summary>
    public static Task<InstallationLease?> TryTakeAsync(CapacityDatabase database, CancellationToken cancellationToken = default) =>
        database.Provider == StorageProvider.Sqlite
            ? Task.FromResult(TryLockFile(Path.Combine(Path.GetDirectoryName(database.Location)!, "capacity.lock")))
            : TryLockServerAsync(database.DataSource, cancellationToken);

    /// <summary>Lets go of the lease.</summary>
    public ValueTask DisposeAsync() => holder.DisposeAsync();

    private static InstallationLease? TryLockFile(string path)
    {
        try
        {
            return new InstallationLease(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<InstallationLease?> TryLockServerAsync(DbDataSource source, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        if (await ServerLock.AskAsync(connection, "pg_try_advisory_lock", cancellationToken)) return new InstallationLease(new ServerLock(connection));
        await connection.DisposeAsync();
        return null;
    }

    /// <summary>An advisory lock and the connection that holds it, which goes back to its pool unlocked.</summary>
    private sealed class ServerLock(DbConnection connection) : IAsyncDisposable
    {
        public static async Task<bool> AskAsync(DbConnection connection, string function, CancellationToken cancellationToken)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {function}({AdvisoryLock})";
            return await command.ExecuteScalarAsync(cancellationToken) is true;
        }

        public async ValueTask DisposeAsync()
        {
            await AskAsync(connection, "pg_advisory_unlock", CancellationToken.None);
            await connection.DisposeAsync();
        }
    }
}
