using System.Data.Common;

namespace Capacity.Storage;

/// <summary>A fault of the database, told in a sentence that a person can act on.</summary>
public class StorageException : Exception
{
    public StorageException(string message)
        : base(message)
    {
    }

    public StorageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether a fault passes by itself, such as a connection lost while the server starts again (class 57P of PostgreSQL's states).</summary>
    public static bool IsPassing(DbException fault) => fault.IsTransient || fault.SqlState?.StartsWith("57P", StringComparison.Ordinal) == true;

    /// <summary>Such a fault as callers see it: the same may be tried again.</summary>
    public static StorageException Passing(Exception fault) =>
        new($"The database did not answer: {fault.Message} Whether the last write was stored is not known; try again.", fault);
}

/// <summary>The write queue is full: nothing was stored, and the same write may be tried again after a moment.</summary>
public sealed class StorageBusyException(int waiting)
    : StorageException($"Storage is busy: {waiting} writes are waiting already. Nothing was stored; try again in a few seconds.");

/// <summary>The disk or the database's size limit is reached: nothing of the refused writes was stored.</summary>
public sealed class StorageFullException(string where, Exception innerException)
    : StorageException($"No space is left for {where}. Nothing of this write was stored; free disk space and try again.", innerException);

/// <summary>The database's schema and the program do not fit together.</summary>
public sealed class StorageSchemaException(string message) : StorageException(message);

/// <summary>The storage settings are wrong; lists every problem at once.</summary>
public sealed class StorageOptionsException(IReadOnlyList<string> problems)
    : StorageException(string.Join(Environment.NewLine, problems))
{
    /// <summary>One sentence for each problem, naming the key to set.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
