namespace Capacity.Grains.Tests.Contract;

public class Streams(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private IStreamProbe Probe(string name) => cluster.Grains.GetGrain<IStreamProbe>($"stream:{name}");

    [Fact(Timeout = 180_000)]
    public async Task Every_item_arrives_once_and_in_order()
    {
        var items = await ReadAsync(Probe("all").Count(1000, faulty: false, CancellationToken.None));

        items.ShouldBe(Enumerable.Range(1, 1000));
    }

    [Fact(Timeout = 180_000)]
    public async Task An_enumerable_can_be_read_twice()
    {
        var enumerable = Probe("twice").Count(3, faulty: false, CancellationToken.None);

        (await ReadAsync(enumerable)).ShouldBe([1, 2, 3]);
        (await ReadAsync(enumerable)).ShouldBe([1, 2, 3]);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_fault_arrives_after_the_items_before_it()
    {
        var seen = new List<int>();

        var fault = await Should.ThrowAsync<ProbeException>(async () =>
        {
            await foreach (var number in Probe("faulty").Count(250, faulty: true, CancellationToken.None))
            {
                seen.Add(number);
            }
        });

        fault.Figure.ShouldBe(250);
        seen.Count.ShouldBe(250);
    }

    [Fact(Timeout = 180_000)]
    public async Task Calls_go_on_while_a_reader_waits()
    {
        var probe = Probe("push");
        await using var reader = probe.Watch(CancellationToken.None).GetAsyncEnumerator();
        await reader.MoveNextAsync();
        var waiting = reader.MoveNextAsync();

        await probe.Push(5);

        (await waiting).ShouldBeTrue();
        reader.Current.ShouldBe(5);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_reader_may_wait_longer_than_a_call()
    {
        var probe = Probe("patient");
        await using var reader = probe.Watch(CancellationToken.None).GetAsyncEnumerator();
        await reader.MoveNextAsync();
        var waiting = reader.MoveNextAsync();

        var clock = cluster.Grains.GetGrain<IOrdinaryTurnProbe>("probe:patience");
        await Should.ThrowAsync<TimeoutException>(clock.Meet());
        await clock.MeetInterleaving();
        await probe.Push(9);

        (await waiting).ShouldBeTrue();
        reader.Current.ShouldBe(9);
    }

    [Fact(Timeout = 180_000)]
    public async Task Breaking_off_ends_the_producer()
    {
        var probe = Probe("break");

        await foreach (var _ in probe.Watch(CancellationToken.None))
        {
            break;
        }

        await probe.WatchEnded();
    }

    [Fact(Timeout = 180_000)]
    public async Task Cancelling_ends_the_reader_and_the_producer()
    {
        var probe = Probe("cancel");
        using var source = new CancellationTokenSource();
        await using var reader = probe.Watch(source.Token).GetAsyncEnumerator();
        await reader.MoveNextAsync();
        var waiting = reader.MoveNextAsync().AsTask();

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
        await probe.WatchEnded();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_reader_learns_that_the_grain_has_left()
    {
        var probe = Probe("gone");
        await using var reader = probe.Watch(CancellationToken.None).GetAsyncEnumerator();
        await reader.MoveNextAsync();
        var waiting = reader.MoveNextAsync().AsTask();

        await probe.Leave();

        await Should.ThrowAsync<EnumerationAbortedException>(waiting);
    }

    private static async Task<List<int>> ReadAsync(IAsyncEnumerable<int> numbers)
    {
        var items = new List<int>();
        await foreach (var number in numbers)
        {
            items.Add(number);
        }

        return items;
    }
}
