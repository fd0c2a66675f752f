namespace Capacity.Storage;

/// <summary>A unit of writing that waits for the SQLite writer, and the answer that its caller awaits.</summary>
internal abstract class PendingWrite
{
    /// <summary>Does the unit's work inside the open transaction; a fault is kept for the caller and rethrown.</summary>
    public abstract void Run(SqlSession session);

    /// <summary>Tells the caller that the unit's work is on disk.</summary>
    public abstract void Acknowledge();

    /// <summary>Tells the caller that nothing of the unit was stored.</summary>
    public abstract void Fail(Exception reason);

    /// <summary>True when the caller gave up before the unit's turn came.</summary>
    public abstract bool IsCancelled { get; }
}

/// <summary>A pending unit with a result.</summary>
internal sealed class PendingWrite<T>(Func<SqlSession, Task<T>> unit, CancellationToken cancellationToken) : PendingWrite
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Answer => answer.Task;

    public override bool IsCancelled => cancellationToken.IsCancellationRequested && answer.TrySetCanceled(cancellationToken);

    // SQLite works synchronously, so the task is complete when the unit returns it.
    public override void Run(SqlSession session) => result = unit(session).GetAwaiter().GetResult();

    public override void Acknowledge() => answer.TrySetResult(result!);

    public override void Fail(Exception reason) => answer.TrySetException(reason);
}
