using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Capacity.Storage;

/// <summary>
/// The one writer of a SQLite file: a thread that takes waiting units, runs each in a savepoint of one shared transaction,
/// commits, and only then answers the callers.
/// </summary>
internal sealed class SqliteWriter : IWriter
{
    // A commit waits for its last unit, so that units which come later start another one after this time.
    private static readonly TimeSpan CommitAfter = TimeSpan.FromMilliseconds(50);

    private readonly Channel<PendingWrite> queue;
    private readonly SqliteFileDataSource dataSource;
    private readonly WriteGate gate;
    private readonly int unitsPerCommit;
    private readonly int capacity;
    private readonly TimeProvider time;
    private readonly Thread thread;

    public SqliteWriter(SqliteFileDataSource dataSource, WriteGate gate, int capacity, int unitsPerCommit, TimeProvider time)
    {
        this.dataSource = dataSource;
        this.gate = gate;
        this.capacity = capacity;
        this.unitsPerCommit = unitsPerCommit;
        this.time = time;
        queue = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(capacity) { SingleReader = true });
        thread = new Thread(WriteUntilClosed) { IsBackground = true, Name = "capacity-writer" };
        thread.Start();
    }

    public Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> unit, CancellationToken cancellationToken)
    {
        PendingWrite<T> write = new(unit, cancellationToken);
        return queue.Writer.TryWrite(write) ? write.Answer
            : queue.Reader.Completion.IsCompleted ? Task.FromException<T>(Closed())
            : Task.FromException<T>(new StorageBusyException(capacity));
    }

    /// <summary>Stops accepting, finishes what was accepted, and ends the thread.</summary>
    public ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        thread.Join();
        return ValueTask.CompletedTask;
    }

    private StorageException Closed() => new($"{dataSource.Path} is closed: the program is shutting down.");

    private void WriteUntilClosed()
    {
        SqliteConnection? connection = null;
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            List<PendingWrite> taken = [];
            try
            {
                using var turn = gate.Enter();
                connection ??= (SqliteConnection)dataSource.OpenConnection();
                WriteGroup(connection, taken);
            }
            catch (Exception e)
            {
                // Everything taken in this round shares the commit, and the commit did not happen.
                if (taken.Count == 0 && queue.Reader.TryRead(out var next)) taken.Add(next);
                foreach (var write in taken) write.Fail(Explained(e));
                connection?.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
    }

    private void WriteGroup(SqliteConnection connection, List<PendingWrite> taken)
    {
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            List<PendingWrite> done = [];
            SqlSession session = new(StorageProvider.Sqlite, connection, null);
            var started = time.GetTimestamp();
            for (var i = 0; i < unitsPerCommit && time.GetElapsedTime(started) < CommitAfter && queue.Reader.TryRead(out var write); i++)
            {
                if (write.IsCancelled) continue;
                taken.Add(write);
                if (RunInSavepoint(connection, session, write)) done.Add(write);
            }

            Execute(connection, "COMMIT");
            foreach (var write in done) write.Acknowledge();
        }
        catch
        {
            if (IsInTransaction(connection)) Execute(connection, "ROLLBACK");
            throw;
        }
    }

    /// <summary>False when the unit failed and was undone alone; throws when SQLite undid the whole transaction with it.</summary>
    private bool RunInSavepoint(SqliteConnection connection, SqlSession session, PendingWrite write)
    {
        Execute(connection, "SAVEPOINT unit");
        try
        {
            write.Run(session);
        }
        catch (Exception e)
        {
            if (!IsInTransaction(connection)) throw;
            Execute(connection, "ROLLBACK TO unit");
            Execute(connection, "RELEASE unit");
            write.Fail(Explained(e));
            return false;
        }

        Execute(connection, "RELEASE unit");
        return true;
    }

    private Exception Explained(Exception e) => e is SqliteException { SqliteErrorCode: raw.SQLITE_FULL }
        ? new StorageFullException(dataSource.Path, e)
        : e is SqliteException { SqliteErrorCode: raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_BUSY } fault
        ? new StorageException($"{dataSource.Path} cannot be written: {fault.Message}. Nothing of this write was stored.", fault)
        : e;

    private static bool IsInTransaction(SqliteConnection connection) => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
