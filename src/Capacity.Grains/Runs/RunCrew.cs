using Capacity.Contracts;
using Capacity.Contracts.Runs;

namespace Capacity.Grains.Runs;

/// <summary>The workers of one run, wherever the cluster put them.</summary>
internal sealed class RunCrew(IGrainFactory grains, string run, RunSnapshot snapshot)
{
    /// <summary>Has every worker that is idle pull blocks.</summary>
    public Task CallAsync() => Task.WhenAll(Workers().Select(worker => worker.Work(run)));

    public Task StopAsync() => Task.WhenAll(Workers().Select(worker => worker.Stop()));

    private IEnumerable<IReplicationWorkerGrain> Workers() => Enumerable.Range(1, Math.Min(snapshot.Workers, snapshot.Blocks))
        .Select(number => grains.GetGrain<IReplicationWorkerGrain>(GrainKey.Worker(run, number).ToString()));
}
