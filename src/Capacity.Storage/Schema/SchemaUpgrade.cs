using System.Data.Common;
using Npgsql;

namespace Capacity.Storage;

/// <summary>Brings a database to the program's schema in one transaction under a lock, or refuses one that is newer.</summary>
internal static class SchemaUpgrade
{
    // Any number serves, so long as nothing else in the database locks the same one.
    private const long AdvisoryLock = 0x43_41_50_41_43_49_54_59;

    private const string CreateVersionTable =
        "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";

    public static async Task ApplyAsync(
        DbConnection connection, IReadOnlyList<SchemaScript> scripts, string where, TimeProvider time, CancellationToken cancellationToken)
    {
        var isPostgreSql = connection is NpgsqlConnection;
        await ExecuteAsync(connection, isPostgreSql ? "BEGIN" : "BEGIN EXCLUSIVE", cancellationToken);
        try
        {
            if (isPostgreSql) await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({AdvisoryLock})", cancellationToken);
            await ExecuteAsync(connection, CreateVersionTable, cancellationToken);
            var present = await VersionAsync(connection, cancellationToken);
            if (present > scripts[^1].Number)
                throw new StorageSchemaException(
                    $"{where} has schema {present}, and this program knows schemas up to {scripts[^1].Number}: "
                    + "start the newer program that wrote it, or restore a backup from before the upgrade. Nothing was changed.");
            foreach (var script in scripts.Where(s => s.Number > present))
            {
                await ExecuteAsync(connection, script.Sql, cancellationToken);
                await RecordAsync(connection, script, time.GetUtcNow(), cancellationToken);
            }

            await ExecuteAsync(connection, "COMMIT", cancellationToken);
        }
        catch
        {
            await ExecuteAsync(connection, "ROLLBACK", CancellationToken.None);
            throw;
        }
    }

    private static async Task<int> VersionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(version), 0) FROM schema_version";
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task RecordAsync(
        DbConnection connection, SchemaScript script, DateTimeOffset now, CancellationToken cancellationToken)
    {
        SqlSession session = new(connection is NpgsqlConnection ? StorageProvider.PostgreSql : StorageProvider.Sqlite, connection, null);
        await session.ExecuteAsync(
            "INSERT INTO schema_version (version, name, applied_at) VALUES (@version, @name, @at)",
            [("version", script.Number), ("name", script.Name), ("at", now.ToUnixTimeMilliseconds())],
            cancellationToken);
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
