namespace Capacity.ActorRuntime.Embedded;

/// <summary>An enumeration as its activation sees it.</summary>
internal abstract class GrainEnumeration
{
    /// <summary>The activation that produces the items; null before the first pull.</summary>
    public Activation? Activation { get; protected set; }

    /// <summary>Nobody has pulled for so long that the reader counts as gone.</summary>
    public abstract bool IsAbandoned(long now);

    /// <summary>Ends the enumeration from the grain's side: whoever reads is told to subscribe again.</summary>
    public abstract void Abort();
}

/// <summary>The grain's side of an enumeration: runs the producer in turns of the grain, only as far as it is pulled.</summary>
internal sealed class GrainEnumeration<T>(EnumerableMethod<T> method, object?[] arguments, EmbeddedRuntime runtime, int batchSize)
    : GrainEnumeration
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IAsyncEnumerator<T>? _producer;
    private Task<bool>? _moving;
    private volatile bool _pulling;
    private long _lastPull;
    private bool _closed;

    public override bool IsAbandoned(long now) =>
        !_pulling && runtime.Time.GetElapsedTime(Volatile.Read(ref _lastPull), now) > runtime.Options.ResponseTimeout;

    public override void Abort()
    {
        _ended.TrySetException(new EnumerationAbortedException(
            $"{Activation!.GrainId} has left memory, or nobody read for {runtime.Options.ResponseTimeout}: enumerate again."));
        Activation.Post(() => _ = CloseAsync());
    }

    /// <summary>Ends the enumeration from the reader's side.</summary>
    public Task EndAsync()
    {
        _ended.TrySetCanceled();
        if (Activation is not { } activation)
        {
            return Task.CompletedTask;
        }

        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        activation.Post(() => _ = CloseAsync().ContinueWith(_ => closed.TrySetResult(), TaskScheduler.Default));
        return closed.Task.WaitAsync(runtime.Options.ResponseTimeout, runtime.Time);
    }

    /// <summary>Produces the next batch: what is there at once, or else the first item to come.</summary>
    public async Task<Batch<T>> PullAsync(Activation activation, object grain)
    {
        _pulling = true;
        try
        {
            Open(activation, grain);
            return await NextAsync();
        }
        catch
        {
            await CloseAsync();
            throw;
        }
        finally
        {
            Volatile.Write(ref _lastPull, runtime.Time.GetTimestamp());
            _pulling = false;
        }
    }

    private void Open(Activation activation, object grain)
    {
        if (_ended.Task.IsCompleted)
        {
            _ended.Task.GetAwaiter().GetResult();
        }

        if (_producer is not null)
        {
            return;
        }

        Activation = activation;
        activation.Add(this);
        var values = (object?[])arguments.Clone();
        if (method.TokenIndex >= 0)
        {
            values[method.TokenIndex] = _cancellation.Token;
        }

        _producer = ((IAsyncEnumerable<T>)method.Invoke(grain, values)!).GetAsyncEnumerator(_cancellation.Token);
    }

    private async Task<Batch<T>> NextAsync()
    {
        var items = new List<T>();
        while (items.Count < batchSize)
        {
            _moving ??= _producer!.MoveNextAsync().AsTask();
            if (!_moving.IsCompleted)
            {
                if (items.Count > 0)
                {
                    break;
                }

                // Its end comes first: a producer that was told to stop fails in ways of its own.
                await Task.WhenAny(_moving, _ended.Task);
                if (_ended.Task.IsCompleted)
                {
                    await _ended.Task;
                }
            }

            var found = await _moving;
            _moving = null;
            if (!found)
            {
                await CloseAsync();
                return new Batch<T>(items, IsLast: true);
            }

            items.Add(runtime.Copy(_producer!.Current));
        }

        return new Batch<T>(items, IsLast: false);
    }

    // Runs in turns of the grain. A producer that is on its way finishes first: its token tells it to.
    private async Task CloseAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        Activation?.Forget(this);
        await _cancellation.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (_moving is not null)
        {
            await ((Task)_moving).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_producer is not null)
        {
            try
            {
                await _producer.DisposeAsync();
            }
            catch (Exception)
            {
                // The reader has gone, or has the producer's first fault already: a fault of its finally blocks reaches nobody.
            }
        }
    }
}
