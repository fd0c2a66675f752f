using Orleans.Storage;

namespace Capacity.Grains.Tests.Contract;

public class StoredStates(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private ILifeProbe Probe(string name) => cluster.Grains.GetGrain<ILifeProbe>($"state:{name}");

    [Fact(Timeout = 180_000)]
    public async Task Nothing_stored_reads_as_a_new_value()
    {
        (await Probe("new").Number()).ShouldBe(7);
        (await Probe("new").Exists()).ShouldBeFalse();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_stored_zero_comes_back_as_zero()
    {
        await Probe("zero").Store(0);
        await Probe("zero").Leave();

        (await Probe("zero").Number()).ShouldBe(0);
        (await Probe("zero").Exists()).ShouldBeTrue();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_failed_write_leaves_memory_and_storage_unchanged()
    {
        var probe = Probe("failing");
        await probe.Store(1);
        cluster.Faults.FailNextWriteOf("state:failing", new IOException("the disk is full"));

        (await Should.ThrowAsync<OrleansException>(probe.Store(2))).InnerException.ShouldBeOfType<IOException>();

        (await probe.Number()).ShouldBe(1);
        await probe.Leave();
        (await probe.Number()).ShouldBe(1);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_grain_writes_again_after_a_failed_write()
    {
        var probe = Probe("again");
        cluster.Faults.FailNextWriteOf("state:again", new IOException("the disk is full"));
        (await Should.ThrowAsync<OrleansException>(probe.Store(2))).InnerException.ShouldBeOfType<IOException>();

        await probe.Store(3);

        (await probe.Number()).ShouldBe(3);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_grain_whose_state_is_outdated_is_loaded_anew()
    {
        var probe = Probe("outdated");
        await probe.Store(1);
        var before = await probe.Incarnation();
        cluster.Faults.FailNextWriteOf("state:outdated", new InconsistentStateException("somebody else wrote"));

        await Should.ThrowAsync<InconsistentStateException>(probe.Store(2));

        (await probe.Incarnation()).ShouldNotBe(before);
        (await probe.Number()).ShouldBe(1);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_cleared_state_reads_as_a_new_value_and_can_be_written_again()
    {
        var probe = Probe("cleared");
        await probe.Store(5);

        await probe.Clear();
        (await probe.Number()).ShouldBe(7);
        await probe.Store(6);
        await probe.Leave();

        (await probe.Number()).ShouldBe(6);
    }
}
