namespace Capacity.ActorRuntime.Tests;

public class Stopping
{
    [Fact(Timeout = 180_000)]
    public async Task Every_grain_says_farewell_before_the_host_has_stopped()
    {
        await using var runtime = await RuntimeUnderTest.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => runtime.Grains.GetGrain<ICounter>($"counter:{number}").Increase()));

        await runtime.StopAsync();

        runtime.Census.Farewells.Count(farewell => farewell.Reason == DeactivationReasonCode.ShuttingDown).ShouldBe(100);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_running_call_ends_before_the_farewell()
    {
        await using var runtime = await RuntimeUnderTest.StartAsync();
        var counter = runtime.Grains.GetGrain<ICounter>("counter:held");
        var held = counter.Hold();
        await counter.Read();
        var stopping = runtime.StopAsync();
        runtime.Census.Farewells.ShouldBeEmpty();

        runtime.Census.ReleaseAll();

        await held;
        await stopping;
        runtime.Census.Farewells.ShouldHaveSingleItem();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_call_after_the_end_is_refused()
    {
        await using var runtime = await RuntimeUnderTest.StartAsync();
        var counter = runtime.Grains.GetGrain<ICounter>("counter:late");
        await runtime.StopAsync();

        await Should.ThrowAsync<SiloUnavailableException>(counter.Increase());
    }
}
