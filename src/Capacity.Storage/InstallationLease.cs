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
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_try_advisory_lock({AdvisoryLock})";
        if (await command.ExecuteScalarAsync(cancellationToken) is true) return new InstallationLease(connection);
        await connection.DisposeAsync();
        return null;
    }
}
