using Microsoft.Data.Sqlite;

namespace Capacity.Storage;

/// <summary>A SQLite connection that sets the pragmas which SQLite keeps per connection whenever it is opened.</summary>
public sealed class SqliteFileConnection(string connectionString) : SqliteConnection(connectionString)
{
    // WAL is kept in the file. FULL makes a commit wait for the disk: an acknowledged write survives a power failure.
    private const string Pragmas =
        "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";

    /// <inheritdoc/>
    public override void Open()
    {
        base.Open();
        using var command = CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}
