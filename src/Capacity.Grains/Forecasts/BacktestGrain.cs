using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Forecasts;
using Capacity.Domain.Json;
using Capacity.Forecasting.Accuracy;
using Capacity.Grains.Engine;
using Capacity.Grains.History;
using Capacity.Storage;
using Microsoft.Extensions.Logging;
using NodaTime.Text;
using Orleans.Placement;
using RunState = Capacity.Contracts.Runs.RunState;

namespace Capacity.Grains.Forecasts;

/// <summary>One queue's accuracy: measured on a compute thread, kept until it is measured again.</summary>
[RandomPlacement]
public sealed class BacktestGrain(
    [PersistentState("backtest", GrainStorageName.Capacity)] IPersistentState<BacktestState> state,
    QueueHistory history,
    ComputeThreads threads,
    IDueWorkStore due,
    TimeProvider time, ILogger<BacktestGrain> log) : Grain, IBacktestGrain
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromSeconds(0.5);

    private readonly Broadcast<BacktestProgress> broadcast = new();
    private StoredValue<BacktestState> stored = null!;
    private BacktestProgress progress = new();
    private Task measuring = Task.CompletedTask;
    private CancellationTokenSource stop = new();
    private IGrainTimer? showing;
    private long startedAt;
    private double done;

    private string Id => GrainKey.Parse(this.GetPrimaryKeyString()).Id;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stored = new StoredValue<BacktestState>(state);
        Show();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => stop.CancelAsync();

    public async Task<CommandResult> Start(string author)
    {
        if (stored.Current.State == RunState.Running) return CommandResult.Done(1);
        await due.ScheduleAsync(DueKind.Backtest, Id, time.GetUtcNow());
        await stored.WriteAsync(stored.Current with { State = RunState.Running, Author = author, Failure = null });
        Begin();
        return CommandResult.Done(1);
    }

    public Task Resume()
    {
        if (stored.Current.State == RunState.Running && measuring.IsCompleted) Begin();
        return Task.CompletedTask;
    }

    public Task Cancel() => EndAsync(stored.Current with { State = RunState.Cancelled });

    public Task<BacktestProgress> Status() => Task.FromResult(progress);

    public IAsyncEnumerable<BacktestProgress> Watch(CancellationToken cancellationToken)
    {
        Show();
        return broadcast.ReadAsync(cancellationToken);
    }

    public Task<string> Report() => Task.FromResult(stored.Current.Report);

    private void Begin()
    {
        stop.Dispose();
        stop = new CancellationTokenSource();
        (startedAt, done) = (time.GetTimestamp(), 0);
        showing?.Dispose();
        showing = this.RegisterGrainTimer(
            ShowAsync, new GrainTimerCreationOptions(ShowEvery, ShowEvery) { KeepAlive = true, Interleave = true });
        measuring = MeasureAsync(stop.Token);
        Show();
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await history.ReadAsync(GrainFactory, Id) is not { } days)
            {
                await FailAsync(SeriesProblems.NoHistory(Id));
                return;
            }

            var plan = SeriesAccuracy.Plan(days.Series);
            if (!plan.IsValid)
            {
                await FailAsync(plan.Errors.AsProblems()[0]);
                return;
            }

            var report = await threads.RunAsync(
                () => SeriesAccuracy.Of(days.Series, plan.Value, share => Volatile.Write(ref done, share), cancellationToken), cancellationToken);
            await EndAsync(stored.Current with
            {
                State = RunState.Finished, Report = JsonSerializer.Serialize(report, CapacityJson.Options), MeasuredAt = time.GetUtcNow(),
                Through = LocalDatePattern.Iso.Format(days.Series.Starts[^1].Date),
            });
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e) when (e is not (StorageException or TimeoutException or OrleansException))
        {
            ComputationLog.Failed(log, this.GetPrimaryKeyString(), e);
            await FailAsync(SeriesProblems.Fault());
        }
    }

    private Task FailAsync(Problem problem) => EndAsync(stored.Current with { State = RunState.Failed, Failure = problem });

    private async Task EndAsync(BacktestState last)
    {
        if (stored.Current.State != RunState.Running) return;
        await stored.WriteAsync(last);
        await stop.CancelAsync();
        showing?.Dispose();
        await due.CancelAsync(DueKind.Backtest, Id);
        Show();
    }

    private Task ShowAsync(CancellationToken cancellationToken)
    {
        Show();
        return Task.CompletedTask;
    }

    private void Show()
    {
        var now = stored.Current;
        var share = now.State == RunState.Finished ? 1 : now.State == RunState.Running ? Volatile.Read(ref done) : 0;
        progress = new BacktestProgress
        {
            Queue = Id, State = now.State, Done = share, Failure = now.Failure, MeasuredAt = now.MeasuredAt, Through = now.Through,
            RemainingSeconds = now.State == RunState.Running && share > 0 ? time.GetElapsedTime(startedAt).TotalSeconds * (1 - share) / share : null,
        };
        broadcast.Publish(progress, last: now.State is not (RunState.Running or RunState.Unknown));
    }
}
