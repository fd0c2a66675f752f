namespace Capacity.ActorRuntime.Embedded;

/// <summary>The reader's side of an enumeration: pulls batches from the grain as they are asked for.</summary>
internal sealed class GrainEnumerable<T>(EnumerableMethod<T> method, EmbeddedRuntime runtime, GrainId target, object?[] arguments)
    : IAsyncEnumerable<T>
{
    private readonly EnumerableMethod<T> _method = method;
    private readonly EmbeddedRuntime _runtime = runtime;
    private readonly GrainId _target = target;
    private readonly object?[] _arguments = arguments;

    public int MaxBatchSize { get; set; } = 100;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var argument = _method.TokenIndex >= 0 ? (CancellationToken)_arguments[_method.TokenIndex]! : CancellationToken.None;
        return new Reader(this, CancellationTokenSource.CreateLinkedTokenSource(argument, cancellationToken));
    }

    private sealed class Reader(GrainEnumerable<T> source, CancellationTokenSource cancellation) : IAsyncEnumerator<T>
    {
        private readonly GrainEnumeration<T> _enumeration = new(source._method, source._arguments, source._runtime, source.MaxBatchSize);
        private Batch<T> _batch = Batch<T>.Nothing;
        private int _index;
        private bool _disposed;

        public T Current => _batch.Items[_index];

        public ValueTask<bool> MoveNextAsync()
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_index + 1 < _batch.Items.Count)
            {
                _index++;
                return ValueTask.FromResult(true);
            }

            return _batch.IsLast ? ValueTask.FromResult(false) : PullAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (!_disposed)
            {
                _disposed = true;

                // A producer that does not end in time is the grain's trouble, not the reader's.
                await _enumeration.EndAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                cancellation.Dispose();
            }
        }

        private async ValueTask<bool> PullAsync()
        {
            cancellation.Token.ThrowIfCancellationRequested();
            var pull = new Pull<T>(_enumeration);
            if (_enumeration.Activation is not { } activation)
            {
                source._runtime.Dispatch(source._target, pull);
            }
            else if (!activation.TryReceive(pull))
            {
                throw new EnumerationAbortedException($"{source._target} has left memory: enumerate again.");
            }

            try
            {
                _batch = await pull.Answer.WaitAsync(cancellation.Token);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                _ = _enumeration.EndAsync();
                throw;
            }

            _index = 0;
            return _batch.Items.Count > 0;
        }
    }
}

/// <summary>Some items of an enumeration.</summary>
internal sealed record Batch<T>(IReadOnlyList<T> Items, bool IsLast)
{
    public static Batch<T> Nothing { get; } = new([], IsLast: false);
}

/// <summary>The request for the next batch: interleaves, and waits as long as it takes.</summary>
internal sealed class Pull<T>(GrainEnumeration<T> enumeration) : GrainCall(CallMixing.Interleaving)
{
    private readonly TaskCompletionSource<Batch<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Batch<T>> Answer => _answer.Task;

    public override bool IsLocalOnly => enumeration.Activation is not null;

    public override bool IsAnswered => _answer.Task.IsCompleted;

    public override void Fail(Exception exception) => _answer.TrySetException(exception);

    public override void TimeOut()
    {
    }

    protected override async Task InvokeAsync(object grain) => _answer.TrySetResult(await enumeration.PullAsync(Activation!, grain));
}
