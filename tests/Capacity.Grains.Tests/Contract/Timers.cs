namespace Capacity.Grains.Tests.Contract;

public class Timers(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private ITimerProbe Probe(string name) => cluster.Grains.GetGrain<ITimerProbe>($"timer:{name}");

    [Fact(Timeout = 180_000)]
    public async Task A_timer_ticks_again_and_again()
    {
        await Probe("again").Start(interleave: false, failingTick: 0);

        await Probe("again").Ticked(10);
    }

    [Fact(Timeout = 180_000)]
    public async Task Ticks_wait_for_the_call_that_runs()
    {
        await Probe("waiting").Start(interleave: false, failingTick: 0);
        await Probe("waiting").Ticked(1);

        (await Probe("waiting").HoldDuring(100)).ShouldBeFalse();
    }

    [Fact(Timeout = 180_000)]
    public async Task Interleaving_ticks_do_not_wait()
    {
        await Probe("interleaving").Start(interleave: true, failingTick: 0);
        await Probe("interleaving").Ticked(1);

        (await Probe("interleaving").HoldDuring(500)).ShouldBeTrue();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_stopped_timer_is_silent()
    {
        await Probe("stopped").Start(interleave: true, failingTick: 0);
        await Probe("stopped").Ticked(1);

        (await Probe("stopped").Stop()).ShouldBeTrue();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_failed_tick_does_not_stop_the_timer()
    {
        await Probe("failing").Start(interleave: false, failingTick: 2);

        await Probe("failing").Ticked(5);
    }
}
