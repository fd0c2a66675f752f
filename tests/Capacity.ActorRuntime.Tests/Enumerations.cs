namespace Capacity.ActorRuntime.Tests;

public class Enumerations
{
    [Fact(Timeout = 180_000)]
    public async Task A_reader_that_stays_away_loses_its_place()
    {
        await using var runtime = await RuntimeUnderTest.StartAsync(options => options.ResponseTimeout = TimeSpan.FromMilliseconds(200));
        var counter = runtime.Grains.GetGrain<ICounter>("counter:away");
        await using var reader = counter.Forever(CancellationToken.None).WithBatchSize(1).GetAsyncEnumerator();
        await reader.MoveNextAsync();

        // Another grain's call that times out twice lets the time pass.
        await Should.ThrowAsync<TimeoutException>(runtime.Grains.GetGrain<ICounter>("counter:clock").Hold());
        await Should.ThrowAsync<TimeoutException>(runtime.Grains.GetGrain<ICounter>("counter:clock").Hold());

        await Should.ThrowAsync<EnumerationAbortedException>(reader.MoveNextAsync().AsTask());
    }
}
