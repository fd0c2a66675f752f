namespace Capacity.ActorRuntime.Tests;

public class Load
{
    [Fact(Timeout = 180_000)]
    public async Task No_call_is_lost_or_doubled_while_grains_come_and_go()
    {
        const int grains = 7;
        const int calls = 20_000;
        await using var runtime = await RuntimeUnderTest.StartAsync();
        var keys = Enumerable.Range(0, grains).Select(number => $"counter:{number}").ToArray();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, calls),
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (number, _) =>
            {
                var counter = runtime.Grains.GetGrain<ICounter>(keys[number % grains]);
                await counter.Increase();
                if (number % 50 == 0)
                {
                    await counter.Leave();
                }
            });

        var counts = await Task.WhenAll(keys.Select(key => runtime.Grains.GetGrain<ICounter>(key).Read().AsTask()));
        counts.Sum().ShouldBe(calls);
        runtime.Census.Violations.ShouldBeEmpty();
        runtime.Census.Farewells.Count.ShouldBeGreaterThan(calls / 500);
    }

    [Fact(Timeout = 180_000)]
    public async Task Many_readers_of_one_grain_each_get_their_own_items()
    {
        await using var runtime = await RuntimeUnderTest.StartAsync();
        var counter = runtime.Grains.GetGrain<ICounter>("counter:readers");

        var sums = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SumOfFirst(counter, 500)));

        sums.ShouldAllBe(sum => sum == 500 * 499 / 2);
    }

    private static async Task<int> SumOfFirst(ICounter counter, int count)
    {
        var sum = 0;
        await foreach (var number in counter.Forever(CancellationToken.None))
        {
            if (number == count)
            {
                break;
            }

            sum += number;
        }

        return sum;
    }
}
