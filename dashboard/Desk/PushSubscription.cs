namespace Capacity.Dashboard.Desk;

/// <summary>Follows one stream of states on behalf of a page, hands each on, and ends with the page.</summary>
/// <param name="source">Opens the stream; called again after the connection was lost.</param>
/// <param name="receive">Takes a state; answers true when it was the last one.</param>
/// <param name="time">The clock of the pause before a new attempt.</param>
public sealed class PushSubscription<T>(Func<CancellationToken, IAsyncEnumerable<T>> source, Func<T, Task<bool>> receive, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end = new();
    private Task _following = Task.CompletedTask;

    /// <summary>Begins to follow; calls come on the thread pool, so a component hands them to its own dispatcher.</summary>
    public void Start() => _following = Task.Run(FollowAsync);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        _end.Dispose();
    }

    private async Task FollowAsync()
    {
        bool over = false;
        while (!over && !_end.IsCancellationRequested)
        {
            try
            {
                await foreach (T state in source(_end.Token).WithCancellation(_end.Token))
                {
                    over = await receive(state);
                    if (over) return;
                }

                await Task.Delay(Pause, time, _end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception fault) when (PlanningDesk.IsUnreachable(fault) || fault is EnumerationAbortedException)
            {
                await Task.Delay(Pause, time, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }
}
