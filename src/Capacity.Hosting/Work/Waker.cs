using Capacity.Contracts;
using Capacity.Contracts.Forecasts;
using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;
using Capacity.Grains;
using Capacity.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunState = Capacity.Contracts.Runs.RunState;

namespace Capacity.Hosting.Work;

/// <summary>
/// Looks for work that is due, under a lease, and calls the grain that does it: runs, searches and measurements that a
/// stopped process left behind, and series whose day is complete.
/// </summary>
public sealed partial class Waker(
    IDueWorkStore due, IGrainFactory grains, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<Waker> log)
    : BackgroundService
{
    private const int AtOnce = 50;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly string owner = SortableId.At(time.GetUtcNow());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await HostStart.WaitAsync(lifetime, stoppingToken)) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var work in await due.ClaimAsync(owner, Lease, AtOnce, stoppingToken)) await WakeAsync(work, stoppingToken);
                await Task.Delay(LookEvery, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                Failed(log, e);
                await Task.Delay(LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WakeAsync(DueWork work, CancellationToken cancellationToken)
    {
        if (await StateAsync(work) == RunState.Running)
            await due.RetryAsync(work.Kind, work.Key, owner, time.GetUtcNow() + LookAgain, cancellationToken);
        else await due.CompleteAsync(work.Kind, work.Key, owner, cancellationToken);
    }

    private async Task<RunState> StateAsync(DueWork work)
    {
        try
        {
            return work.Kind switch
            {
                DueKind.Run => await RunAsync(work.Key),
                DueKind.Recommendation => await RecommendationAsync(work.Key),
                DueKind.Backtest => await BacktestAsync(work.Key),
                DueKind.Refit => await RefitAsync(work.Key),
                _ => RunState.Unknown,
            };
        }
        catch (Exception e)
        {
            // One grain that cannot answer keeps nobody else waiting; its work comes due again.
            NotWoken(log, work.Kind, work.Key, e);
            return RunState.Running;
        }
    }

    private async Task<RunState> RunAsync(string id)
    {
        var run = grains.GetGrain<IRunGrain>(GrainKey.Run(id).ToString());
        await run.Resume();
        return (await run.Status()).State;
    }

    private async Task<RunState> RecommendationAsync(string id)
    {
        var recommendation = grains.GetGrain<IRecommendationGrain>(GrainKey.Recommendation(id).ToString());
        await recommendation.Resume();
        return (await recommendation.Status()).State;
    }

    private async Task<RunState> BacktestAsync(string queue)
    {
        var backtest = grains.GetGrain<IBacktestGrain>(GrainKey.Backtest(queue).ToString());
        await backtest.Resume();
        return (await backtest.Status()).State;
    }

    // A series puts its own row to the next day when it has looked.
    private async Task<RunState> RefitAsync(string queue)
    {
        await grains.GetGrain<ISeriesForecastGrain>(GrainKey.Forecast(queue).ToString()).Resume();
        return RunState.Running;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} {Key} could not be woken; it is tried again.")]
    private static partial void NotWoken(ILogger log, string kind, string key, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for due work failed; it is tried again.")]
    private static partial void Failed(ILogger log, Exception exception);
}
