namespace Capacity.Storage;

/// <summary>
/// Lets one writer at a time into a SQLite file. The group-commit writer passes through it for each commit, and so must
/// every write that uses a connection of its own, such as grain storage. On PostgreSQL it is always open.
/// </summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim? semaphore;

    internal WriteGate(bool oneAtATime) => semaphore = oneAtATime ? new SemaphoreSlim(1, 1) : null;

    /// <summary>True where writers must take turns (SQLite).</summary>
    public bool IsNeeded => semaphore is not null;

    /// <summary>Waits for the turn; dispose the result to let the next writer in.</summary>
    public async ValueTask<Turn> EnterAsync(CancellationToken cancellationToken = default)
    {
        if (semaphore is not null) await semaphore.WaitAsync(cancellationToken);
        return new Turn(semaphore);
    }

    /// <inheritdoc/>
    public void Dispose() => semaphore?.Dispose();

    internal Turn Enter()
    {
        semaphore?.Wait();
        return new Turn(semaphore);
    }

    /// <summary>One writer's turn; ends when disposed.</summary>
    public readonly struct Turn : IDisposable
    {
        private readonly SemaphoreSlim? semaphore;

        internal Turn(SemaphoreSlim? semaphore) => this.semaphore = semaphore;

        /// <inheritdoc/>
        public void Dispose() => semaphore?.Release();
    }
}
