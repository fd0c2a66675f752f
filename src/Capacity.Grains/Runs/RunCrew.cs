using Capacity.Contracts;
using Capacity.Contracts.Runs;

namespace Capacity.Grains.Runs;

/// <summary>
/// The workers of one run, wherever the cluster put them. One that cannot be reached now is called again by the next tending, and one that
/// was not told to stop finds no more blocks.
/// </summary>
internal sealed class RunCrew(IGrainFactory grains, string run, RunSnapshot snapshot)
{
    /// <summary>Has every worker that is idle pull blocks.</summary>
    public Task CallAsync() => EachAsync(worker => worker.Work(run));

    public Task StopAsync() => EachAsync(worker => worker.Stop());

    private Task EachAsync(Func<IReplicationWorkerGrain, Task> call) => Task.WhenAll(Workers().Select(worker => TryAsync(call(worker))));

    private static async Task TryAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
        }
    }

    private IEnumerable<IReplicationWorkerGrain> Workers() => Enumerable.Range(1, Math.Min(snapshot.Workers, snapshot.Blocks))
        .Select(number => grains.GetGrain<IReplicationWorkerGrain>(GrainKey.Worker(run, number).ToString()));
}
