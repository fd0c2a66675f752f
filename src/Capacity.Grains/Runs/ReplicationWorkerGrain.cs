using System.Runtime.InteropServices;
using Capacity.Contracts;
using Capacity.Contracts.Runs;
using Capacity.Grains.Engine;
using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace Capacity.Grains.Runs;

/// <summary>Pulls blocks of one run and computes them on threads that no grain shares.</summary>
[RandomPlacement]
public sealed partial class ReplicationWorkerGrain(
    IReplicationEngine engine, PreparedModels models, ComputeThreads threads, TimeProvider time, ILogger<ReplicationWorkerGrain> log)
    : Grain, IReplicationWorkerGrain
{
    private static readonly TimeSpan StayWhileWorking = TimeSpan.FromMinutes(15);

    private Task pulling = Task.CompletedTask;
    private CancellationTokenSource stop = new();

    public Task Work(string run)
    {
        if (!pulling.IsCompleted) return Task.CompletedTask;
        stop.Dispose();
        stop = new CancellationTokenSource();
        pulling = PullAsync(run, stop.Token);
        return Task.CompletedTask;
    }

    public Task Stop() => stop.CancelAsync();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => stop.CancelAsync();

    private async Task PullAsync(string run, CancellationToken cancellationToken)
    {
        // The loop goes on after Work has answered, in turns of its own.
        await Task.Yield();
        var me = this.GetPrimaryKeyString();
        try
        {
            var grain = GrainFactory.GetGrain<IRunGrain>(GrainKey.Run(run).ToString());
            while (!cancellationToken.IsCancellationRequested && await grain.Take(me) is { } order)
            {
                DelayDeactivation(StayWhileWorking);
                await grain.Deliver(await ComputeAsync(run, grain, order, cancellationToken));
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            // The block's lease runs out, and the run gives it to whoever pulls next.
            GaveUp(log, me, e);
        }
    }

    private async Task<BlockDelivery> ComputeAsync(string run, IRunGrain grain, BlockOrder order, CancellationToken cancellationToken)
    {
        BlockDelivery delivery = new() { Block = order.Block, EngineVersion = engine.Version };
        try
        {
            var model = await models.GetAsync(run, grain.Snapshot);
            var start = time.GetTimestamp();
            var payload = await threads.RunAsync(
                () => model.Run(order.Seed, order.FirstReplication, order.Count, cancellationToken), cancellationToken);
            var seconds = time.GetElapsedTime(start).TotalSeconds;
            CapacityMeter.BlocksComputed.Add(1);
            CapacityMeter.BlockDuration.Record(seconds);
            return delivery with { Payload = ImmutableCollectionsMarshal.AsImmutableArray(payload), Seconds = seconds };
        }
        catch (Exception e) when (e is not (OperationCanceledException or TimeoutException or Orleans.Runtime.OrleansException))
        {
            GaveUp(log, this.GetPrimaryKeyString(), e);
            return delivery with { Failure = e.Message };
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Worker} could not go on.")]
    private static partial void GaveUp(ILogger log, string worker, Exception exception);
}
