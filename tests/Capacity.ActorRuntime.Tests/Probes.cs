using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Orleans.Concurrency;

namespace Capacity.ActorRuntime.Tests;

/// <summary>A grain that counts, leaves and is watched.</summary>
public interface ICounter : IGrainWithStringKey
{
    Task<int> Increase();

    [AlwaysInterleave]
    ValueTask<int> Read();

    Task Leave();

    Task<int> SumLater(List<int> numbers);

    Task<List<int>> Numbers();

    /// <summary>Stays inside until the census releases everybody.</summary>
    Task Hold();

    IAsyncEnumerable<int> Forever(CancellationToken cancellationToken);
}

/// <summary>Two classes implement it.</summary>
public interface ITwofold : IGrainWithStringKey;

/// <summary>No class implements it.</summary>
public interface IOrphan : IGrainWithStringKey;

/// <inheritdoc cref="ICounter"/>
public sealed class CounterGrain(Census census) : Grain, ICounter
{
    private readonly List<int> _numbers = [1, 2, 3];
    private int _busy;
    private int _count;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        census.Enter(this.GetPrimaryKeyString());
        await Task.Yield();
        _count = census.Stored.GetValueOrDefault(this.GetPrimaryKeyString());
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        census.Farewells.Add((this.GetPrimaryKeyString(), reason.ReasonCode));
        census.Stored[this.GetPrimaryKeyString()] = _count;
        await Task.Yield();
        census.Leave(this.GetPrimaryKeyString());
    }

    public async Task<int> Increase()
    {
        if (Interlocked.Exchange(ref _busy, 1) == 1)
        {
            census.Violations.Add("two calls inside one grain");
        }

        var before = _count;
        await Task.Yield();
        _count = before + 1;
        Volatile.Write(ref _busy, 0);
        return _count;
    }

    public ValueTask<int> Read() => ValueTask.FromResult(_count);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<int> SumLater(List<int> numbers)
    {
        await census.Released;
        return numbers.Sum();
    }

    public Task<List<int>> Numbers() => Task.FromResult(_numbers);

    public Task Hold() => census.Released;

    public async IAsyncEnumerable<int> Forever([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 0; ; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return number;
            await Task.Yield();
        }
    }
}

/// <inheritdoc cref="ITwofold"/>
public sealed class FirstTwofoldGrain : Grain, ITwofold;

/// <inheritdoc cref="ITwofold"/>
public sealed class SecondTwofoldGrain : Grain, ITwofold;

/// <summary>Sees who is in memory, and keeps what grains leave behind.</summary>
public sealed class Census
{
    private readonly ConcurrentDictionary<string, int> _present = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Released => _released.Task;

    public ConcurrentDictionary<string, int> Stored { get; } = new();

    public ConcurrentBag<string> Violations { get; } = [];

    public ConcurrentBag<(string Key, DeactivationReasonCode Reason)> Farewells { get; } = [];

    public void Enter(string key)
    {
        if (_present.AddOrUpdate(key, 1, (_, count) => count + 1) > 1)
        {
            Violations.Add($"{key} is in memory twice");
        }
    }

    public void ReleaseAll() => _released.TrySetResult();

    public void Leave(string key) => _present.AddOrUpdate(key, 0, (_, count) => count - 1);
}
