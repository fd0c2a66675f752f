using System.Collections.Concurrent;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Networks;
using Capacity.Contracts.Queues;
using Capacity.Domain.Json;
using Capacity.Domain.Networks;

namespace Capacity.Dashboard.Desk;

/// <summary>Where a process gets live queues from: the network's queues, and a stream of days for each.</summary>
public interface ILiveSource
{
    /// <summary>The queues that exist now.</summary>
    Task<IReadOnlyList<Queue>> QueuesAsync();

    /// <summary>The day of a queue, then the day again after each change.</summary>
    IAsyncEnumerable<QueueDay> Watch(string queue, CancellationToken cancellationToken);
}

/// <summary>The live source of the product: the grains.</summary>
public sealed class GrainLiveSource(IGrainFactory grains) : ILiveSource
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Queue>> QueuesAsync()
    {
        VersionedJson network = await grains.GetGrain<INetworkGrain>(GrainKey.Network.ToString()).Get();
        return network.Json.Length == 0 ? [] : JsonSerializer.Deserialize<Network>(network.Json, CapacityJson.Options)!.Queues;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<QueueDay> Watch(string queue, CancellationToken cancellationToken) =>
        grains.GetGrain<IQueueGrain>(GrainKey.Queue(queue).ToString()).Watch(cancellationToken);
}

/// <summary>
/// Follows every queue once per process, keeps the newest day of each, and tells all open pages; it follows only while a page listens.
/// </summary>
public sealed class LiveHub(ILiveSource source, TimeProvider time, ILogger<LiveHub> log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, QueueDay> _days = new();
    private readonly ConcurrentDictionary<LiveSubscription, byte> _listeners = new();
    private readonly Dictionary<string, PushSubscription<QueueDay>> _followed = [];
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>The queues of the network, in its order.</summary>
    public IReadOnlyList<Queue> Queues { get; private set; } = [];

    /// <summary>Pages that listen now.</summary>
    public int Listeners => _listeners.Count;

    /// <summary>The newest known day of a queue; absent before the first one came.</summary>
    public QueueDay? Day(string queue) => _days.GetValueOrDefault(queue);

    /// <summary>Listens on behalf of a page until the subscription is disposed.</summary>
    /// <param name="changed">Called at most once per interval after something changed.</param>
    /// <param name="interval">The shortest time between two calls.</param>
    public async Task<LiveSubscription> SubscribeAsync(Func<Task> changed, TimeSpan interval)
    {
        LiveSubscription subscription = new(changed, interval, time, ForgetAsync, log);
        _listeners[subscription] = 0;
        await FollowAsync();
        subscription.Start();
        return subscription;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listeners.Clear();
        await FollowAsync();
        _gate.Dispose();
    }

    private async Task ForgetAsync(LiveSubscription subscription)
    {
        if (_listeners.TryRemove(subscription, out _)) await FollowAsync();
    }

    private async Task FollowAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (!_listeners.IsEmpty) Queues = await source.QueuesAsync();
            HashSet<string> wanted = _listeners.IsEmpty ? [] : [.. Queues.Select(queue => queue.Id)];
            foreach (string queue in _followed.Keys.Except(wanted).ToArray())
            {
                await _followed[queue].DisposeAsync();
                _followed.Remove(queue);
                _days.TryRemove(queue, out _);
            }

            foreach (string queue in wanted.Except(_followed.Keys).ToArray())
            {
                PushSubscription<QueueDay> subscription = new(end => source.Watch(queue, end), Adopt, time);
                _followed[queue] = subscription;
                subscription.Start();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private Task<bool> Adopt(QueueDay day)
    {
        bool newer = !_days.TryGetValue(day.Queue, out QueueDay? known) || day.Revision > known.Revision || day.Date != known.Date;
        if (newer)
        {
            _days[day.Queue] = day;
            foreach (LiveSubscription listener in _listeners.Keys) listener.Mark();
        }

        return Task.FromResult(false);
    }
}
