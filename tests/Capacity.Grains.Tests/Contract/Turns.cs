namespace Capacity.Grains.Tests.Contract;

public class Turns(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private IOrdinaryTurnProbe Ordinary(string name) => cluster.Grains.GetGrain<IOrdinaryTurnProbe>($"probe:{name}");

    private IReentrantTurnProbe Reentrant(string name) => cluster.Grains.GetGrain<IReentrantTurnProbe>($"probe:{name}");

    [Fact(Timeout = 180_000)]
    public async Task A_call_ends_with_its_continuations_before_the_next_begins()
    {
        var probe = Ordinary("one-at-a-time");

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => probe.AddSlowly(1)));

        (await probe.Sum()).ShouldBe(100);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_reentrant_grain_mixes_calls()
    {
        var probe = Reentrant("mixing");

        await Task.WhenAll(probe.Meet(), probe.Meet());
    }

    [Fact(Timeout = 180_000)]
    public async Task Even_a_reentrant_grain_runs_one_turn_at_a_time()
    {
        var probe = Reentrant("turns");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => probe.AddInTurns(1000)));

        (await probe.Sum()).ShouldBe(20_000);
    }

    [Fact(Timeout = 180_000)]
    public async Task Exclusive_calls_do_not_meet()
    {
        var probe = Ordinary("apart");
        var first = probe.Meet();
        var second = probe.Meet();

        await Should.ThrowAsync<TimeoutException>(first);
        await Should.ThrowAsync<TimeoutException>(second);
        await probe.MeetInterleaving();
    }

    [Fact(Timeout = 180_000)]
    public async Task Reading_calls_mix_with_each_other()
    {
        var probe = Ordinary("readers");

        await Task.WhenAll(probe.MeetReading(), probe.MeetReading());
    }

    [Fact(Timeout = 180_000)]
    public async Task An_interleaving_call_enters_a_running_one()
    {
        var probe = Ordinary("interleaving");
        var running = probe.Meet();

        await probe.MeetInterleaving();

        await running;
    }

    [Fact(Timeout = 180_000)]
    public async Task A_grain_that_waits_for_itself_times_out()
    {
        await Should.ThrowAsync<TimeoutException>(Ordinary("itself").CallYourself());
    }

    [Fact(Timeout = 180_000)]
    public async Task A_reentrant_grain_may_call_itself()
    {
        await Reentrant("itself").CallYourself();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_one_way_call_returns_before_it_has_run()
    {
        var probe = Ordinary("one-way");

        await probe.MeetUnseen();

        await probe.MeetInterleaving();
        (await probe.Sum()).ShouldBe(0);
    }
}
