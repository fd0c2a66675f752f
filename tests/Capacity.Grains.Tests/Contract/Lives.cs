namespace Capacity.Grains.Tests.Contract;

public class Lives(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private ILifeProbe Probe(string name) => cluster.Grains.GetGrain<ILifeProbe>($"life:{name}");

    private IWitness Witness(string name) => cluster.Grains.GetGrain<IWitness>($"life:{name}");

    [Fact(Timeout = 180_000)]
    public async Task An_idle_grain_leaves_memory_and_comes_back_with_its_state()
    {
        var probe = Probe("idle");
        await probe.Store(42);
        var before = await probe.Incarnation();

        (await Witness("idle").Departure()).ShouldBe(nameof(DeactivationReasonCode.ActivationIdle));

        (await probe.Incarnation()).ShouldNotBe(before);
        (await probe.Number()).ShouldBe(42);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_grain_that_delays_its_deactivation_outlives_an_idle_one()
    {
        await Probe("staying").Stay();
        await Probe("leaving").Incarnation();

        await Witness("leaving").Departure();

        (await Witness("staying").HasSeen()).ShouldBeFalse();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_grain_leaves_when_it_asks_to()
    {
        var probe = Probe("asking");
        var before = await probe.Incarnation();

        await probe.Leave();

        (await probe.Incarnation()).ShouldNotBe(before);
        (await Witness("asking").Departure()).ShouldBe(nameof(DeactivationReasonCode.ApplicationRequested));
    }

    [Fact(Timeout = 180_000)]
    public async Task No_call_is_lost_while_a_grain_leaves_and_comes_back()
    {
        var probe = Probe("to-and-fro");
        await probe.Store(0);

        // Twice, for Orleans forwards a call twice and then gives it back to the caller.
        await Task.WhenAll(Enumerable.Range(0, 60).Select(number => number % 30 == 10 ? probe.Leave() : probe.Increase()));

        (await probe.Number()).ShouldBe(58);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_fault_of_activation_reaches_the_caller_and_the_next_call_tries_again()
    {
        var probe = Probe("stillborn");

        (await Should.ThrowAsync<ProbeException>(probe.Number())).Figure.ShouldBe(3);
        await Should.ThrowAsync<ProbeException>(probe.Number());
    }

    [Fact(Timeout = 180_000)]
    public async Task State_survives_the_processes()
    {
        await using var own = new ContractCluster();
        await own.InitializeAsync();
        await own.Grains.GetGrain<ILifeProbe>("life:restart").Store(11);

        await own.RestartAsync();

        (await own.Grains.GetGrain<ILifeProbe>("life:restart").Number()).ShouldBe(11);
    }
}
