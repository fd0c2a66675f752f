using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Capacity.Contracts.Queues;
using Capacity.Dashboard.Desk;
using Capacity.Domain.Networks;
using Microsoft.Extensions.Logging.Abstractions;
using Channel = System.Threading.Channels.Channel;

namespace Capacity.Dashboard.Tests;

public sealed class LiveHubTests : IAsyncLifetime
{
    private static readonly TimeSpan Throttle = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();
    private readonly PushedSource _source = new();
    private readonly LiveHub _hub;

    public LiveHubTests()
    {
        _hub = new LiveHub(_source, _time, NullLogger<LiveHub>.Instance);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Follows_a_queue_once_for_all_pages()
    {
        await using LiveSubscription first = await _hub.SubscribeAsync(() => Task.CompletedTask, Throttle);
        await using LiveSubscription second = await _hub.SubscribeAsync(() => Task.CompletedTask, Throttle);
        await _source.FollowedAsync();
        _source.Followed.ShouldBe(1);
        _hub.Listeners.ShouldBe(2);
    }

    [Fact]
    public async Task Tells_a_page_once_about_many_changes()
    {
        int told = 0;
        TaskCompletionSource called = new();
        await using LiveSubscription page = await _hub.SubscribeAsync(
            () =>
            {
                told++;
                called.TrySetResult();
                return Task.CompletedTask;
            },
            Throttle);
        for (int revision = 1; revision <= 50; revision++) await _source.PushAsync(revision);
        await _source.DrainedAsync(() => _hub.Day("q")?.Revision == 50);
        told.ShouldBe(0);
        _time.Advance(Throttle);
        await called.Task.WaitAsync(TimeSpan.FromMinutes(3));
        told.ShouldBe(1);
    }

    [Fact]
    public async Task Drops_a_day_that_is_older_than_the_known_one()
    {
        await using LiveSubscription page = await _hub.SubscribeAsync(() => Task.CompletedTask, Throttle);
        await _source.PushAsync(7);
        await _source.PushAsync(3);
        await _source.DrainedAsync(() => _source.Pending == 0 && _hub.Day("q") is not null);
        _hub.Day("q")!.Revision.ShouldBe(7);
    }

    [Fact]
    public async Task Stops_following_when_the_last_page_has_gone()
    {
        LiveSubscription page = await _hub.SubscribeAsync(() => Task.CompletedTask, Throttle);
        await _source.FollowedAsync();
        await page.DisposeAsync();
        _hub.Listeners.ShouldBe(0);
        _source.Ended.ShouldBe(1);
    }

    private sealed class PushedSource : ILiveSource
    {
        private readonly Channel<QueueDay> _days = Channel.CreateUnbounded<QueueDay>();
        private readonly TaskCompletionSource _followed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _pending;

        public int Followed { get; private set; }

        public int Ended { get; private set; }

        public int Pending => Volatile.Read(ref _pending);

        public Task<IReadOnlyList<Queue>> QueuesAsync() => Task.FromResult<IReadOnlyList<Queue>>([new Queue { Id = "q" }]);

        public async IAsyncEnumerable<QueueDay> Watch(string queue, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Followed++;
            _followed.TrySetResult();
            try
            {
                await foreach (QueueDay day in _days.Reader.ReadAllAsync(cancellationToken))
                {
                    yield return day;
                    Interlocked.Decrement(ref _pending);
                }
            }
            finally
            {
                Ended++;
            }
        }

        public Task FollowedAsync() => _followed.Task.WaitAsync(TimeSpan.FromMinutes(3));

        public async Task PushAsync(long revision)
        {
            Interlocked.Increment(ref _pending);
            await _days.Writer.WriteAsync(new QueueDay { Queue = "q", Date = "2020-03-20", Revision = revision });
        }

        public async Task DrainedAsync(Func<bool> done)
        {
            using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
            while (!done())
            {
                limit.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }
}
