namespace Capacity.Dashboard.Desk;

/// <summary>A page's share in the live hub: many changes become one call per interval, and none after it was disposed.</summary>
/// <param name="changed">Tells the page.</param>
/// <param name="interval">The shortest time between two calls.</param>
/// <param name="time">The clock of the interval.</param>
/// <param name="forget">Tells the hub that nobody listens here any more.</param>
/// <param name="log">Where a page's own fault goes.</param>
public sealed class LiveSubscription(
    Func<Task> changed, TimeSpan interval, TimeProvider time, Func<LiveSubscription, Task> forget, ILogger log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Task _telling = Task.CompletedTask;
    private int _marked;

    /// <summary>Notes that something changed; cheap, from any thread.</summary>
    public void Mark() => Interlocked.Exchange(ref _marked, 1);

    /// <summary>Begins to tell the page.</summary>
    internal void Start() => _telling = TellAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _telling;
        await forget(this);
        _end.Dispose();
    }

    private async Task TellAsync()
    {
        using PeriodicTimer timer = new(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (Interlocked.Exchange(ref _marked, 0) == 1) await changed();
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (ObjectDisposedException fault)
        {
            // The circuit went away between the tick and the call.
            log.LogDebug(fault, "A page stopped listening to the live queues.");
        }
    }
}
