using System.Runtime.CompilerServices;
using Orleans.Concurrency;

namespace Capacity.Grains.Tests.Contract;

/// <summary>Produces numbers on demand.</summary>
[Alias("capacity.tests.IStreamProbe")]
public interface IStreamProbe : IGrainWithStringKey
{
    /// <summary>1, 2, … up to the last, or a fault in its place.</summary>
    [Alias("Count")]
    IAsyncEnumerable<int> Count(int last, bool faulty, CancellationToken cancellationToken);

    /// <summary>Each number that is pushed, until the reader or the grain leaves.</summary>
    [Alias("Watch")]
    IAsyncEnumerable<int> Watch(CancellationToken cancellationToken);

    [Alias("Push")]
    Task Push(int number);

    /// <summary>Ends when a reader's watch has ended in the grain.</summary>
    [Alias("WatchEnded"), AlwaysInterleave, ResponseTimeout("00:00:20")]
    Task WatchEnded();

    [Alias("Leave")]
    Task Leave();
}

/// <inheritdoc cref="IStreamProbe"/>
public sealed class StreamProbeGrain : Grain, IStreamProbe
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<int> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async IAsyncEnumerable<int> Count(int last, bool faulty, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 1; number <= last; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return number;
            await Task.Yield();
        }

        if (faulty)
        {
            throw new ProbeException("no more numbers", last);
        }
    }

    public async IAsyncEnumerable<int> Watch([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            yield return 0;
            while (true)
            {
                yield return await _next.Task.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    public Task Push(int number)
    {
        var next = _next;
        _next = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        next.SetResult(number);
        return Task.CompletedTask;
    }

    public Task WatchEnded() => _ended.Task;

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
