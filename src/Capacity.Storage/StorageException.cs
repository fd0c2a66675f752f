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
