namespace Capacity.Storage;

/// <summary>Runs units of writing: each happens as a whole or not at all, and is on disk when its task completes.</summary>
internal interface IWriter : IAsyncDisposable
{
    Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> unit, CancellationToken cancellationToken);
}
