namespace Capacity.ActorRuntime.Tests;

public class References
{
    [Fact]
    public async Task An_interface_without_a_class_is_refused_in_words()
    {
        await using var runtime = await RuntimeUnderTest.StartAsync();

        Should.Throw<ArgumentException>(() => runtime.Grains.GetGrain<IOrphan>("orphan:1")).Message.ShouldContain(nameof(IOrphan));
    }

    [Fact]
    public async Task An_interface_with_two_classes_is_refused_by_naming_them()
    {
        await using var runtime = await RuntimeUnderTest.StartAsync();

        var message = Should.Throw<ArgumentException>(() => runtime.Grains.GetGrain<ITwofold>("twofold:1")).Message;

        message.ShouldContain(nameof(FirstTwofoldGrain));
        message.ShouldContain(nameof(SecondTwofoldGrain));
    }

    [Fact]
    public async Task References_to_one_grain_are_equal()
    {
        await using var runtime = await RuntimeUnderTest.StartAsync();

        runtime.Grains.GetGrain<ICounter>("counter:1").ShouldBe(runtime.Grains.GetGrain<ICounter>("counter:1"));
        runtime.Grains.GetGrain<ICounter>("counter:1").ShouldNotBe(runtime.Grains.GetGrain<ICounter>("counter:2"));
    }

    [Fact]
    public async Task A_reference_knows_its_key()
    {
        await using var runtime = await RuntimeUnderTest.StartAsync();

        var counter = runtime.Grains.GetGrain<ICounter>("counter:1");

        counter.GetPrimaryKeyString().ShouldBe("counter:1");
        counter.GetGrainId().ToString().ShouldBe("counter/counter:1");
    }
}
