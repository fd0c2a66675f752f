namespace Capacity.ActorRuntime.Tests;

public class Messages
{
    [Fact(Timeout = 180_000)]
    public async Task A_copied_argument_does_not_change_after_sending()
    {
        await using var runtime = await RuntimeUnderTest.StartAsync(options => options.DeepCopyMessages = true);
        var counter = runtime.Grains.GetGrain<ICounter>("counter:argument");
        List<int> numbers = [1, 2];
        var sum = counter.SumLater(numbers);

        numbers.Add(100);
        runtime.Census.ReleaseAll();

        (await sum).ShouldBe(3);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_copied_answer_does_not_change_the_grain()
    {
        await using var runtime = await RuntimeUnderTest.StartAsync(options => options.DeepCopyMessages = true);
        var counter = runtime.Grains.GetGrain<ICounter>("counter:answer");

        (await counter.Numbers()).Clear();

        (await counter.Numbers()).ShouldBe([1, 2, 3]);
    }

    [Fact(Timeout = 180_000)]
    public async Task Without_copying_messages_are_shared()
    {
        await using var runtime = await RuntimeUnderTest.StartAsync();
        var counter = runtime.Grains.GetGrain<ICounter>("counter:shared");

        (await counter.Numbers()).ShouldBeSameAs(await counter.Numbers());
    }
}
