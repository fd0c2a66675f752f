using System.Collections.Immutable;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;
using Capacity.Grains.Engine;
using Capacity.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using RunState = Capacity.Contracts.Runs.RunState;

namespace Capacity.Grains.Recommendations;

/// <summary>One search for a plan: started, kept, decided on.</summary>
[RandomPlacement]
public sealed class RecommendationGrain(
    [PersistentState("recommendation", GrainStorageName.Capacity)] IPersistentState<RecommendationState> state,
    IPlanAdvisor advisor,
    ComputeThreads threads,
    IDueWorkStore due,
    TimeProvider time,
    ILogger<RecommendationGrain> log) : Grain, IRecommendationGrain
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromSeconds(1);

    private readonly Broadcast<RecommendationProgress> broadcast = new();
    private readonly SearchStep step = new();
    private StoredValue<RecommendationState> stored = null!;
    private RecommendationProgress progress = new();
    private Task searching = Task.CompletedTask;
    private CancellationTokenSource stop = new();
    private IGrainTimer? showing;

    private string Id => GrainKey.Parse(this.GetPrimaryKeyString()).Id;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stored = new StoredValue<RecommendationState>(state);
        Show();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => stop.CancelAsync();

    public async Task<CommandResult> Start(RecommendationRequest request)
    {
        if (stored.Current.State != RunState.Unknown) return CommandResult.Done(stored.Current.Request.Version);
        var scenario = Scenario(request.Scenario);
        var view = request.Version > 0 ? await scenario.GetVersion(request.Version) : await scenario.Get();
        if (view.Version == 0)
            return CommandResult.Refused(Refusal.NotFound, 0, PlanDecision.NoScenario(request.Scenario));
        await due.ScheduleAsync(DueKind.Recommendation, Id, time.GetUtcNow());
        await stored.WriteAsync(new RecommendationState { Request = request with { Version = view.Version }, State = RunState.Running });
        await scenario.AttachRecommendation(view.Version, Id);
        Begin();
        return CommandResult.Done(view.Version);
    }

    public Task Resume()
    {
        if (stored.Current.State == RunState.Running && searching.IsCompleted) Begin();
        return Task.CompletedTask;
    }

    public Task Cancel() => EndAsync(stored.Current with { State = RunState.Cancelled });

    public Task<RecommendationProgress> Status() => Task.FromResult(progress);

    public IAsyncEnumerable<RecommendationProgress> Watch(CancellationToken cancellationToken)
    {
        Show();
        return broadcast.ReadAsync(cancellationToken);
    }

    public Task<string> Plan() => Task.FromResult(stored.Current.Plan);

    public Task<ImmutableArray<ActionDecision>> Decisions() => Task.FromResult(stored.Current.Decisions);

    public async Task<CommandResult> Decide(string action, bool accept, string author)
    {
        var (result, decided) = await new PlanDecision(Scenario(stored.Current.Request.Scenario), Id, time).TakeAsync(stored.Current, action, accept, author);
        if (decided is not null) await stored.WriteAsync(decided);
        return result;
    }

    private void Begin()
    {
        stop.Dispose();
        stop = new CancellationTokenSource();
        showing?.Dispose();
        showing = this.RegisterGrainTimer(
            ShowAsync, new GrainTimerCreationOptions(ShowEvery, ShowEvery) { KeepAlive = true, Interleave = true });
        searching = SearchAsync(stop.Token);
        Show();
    }

    private async Task SearchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var request = stored.Current.Request;
            var scenario = ScenarioJson.Parse((await Scenario(request.Scenario).GetVersion(request.Version)).Json).Value!;
            var plan = await threads.RunAsync(() => advisor.Recommend(scenario, request, step.Show, cancellationToken), cancellationToken);
            await EndAsync(stored.Current with { State = RunState.Finished, Plan = JsonSerializer.Serialize(plan, CapacityJson.Options) });
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e) when (e is not (StorageException or TimeoutException or OrleansException))
        {
            ComputationLog.Failed(log, this.GetPrimaryKeyString(), e);
            await EndAsync(stored.Current with { State = RunState.Failed, Failure = e.Message });
        }
    }

    private async Task EndAsync(RecommendationState last)
    {
        if (stored.Current.State != RunState.Running) return;
        await stored.WriteAsync(last);
        await stop.CancelAsync();
        showing?.Dispose();
        await due.CancelAsync(DueKind.Recommendation, Id);
        Show();
    }

    private Task ShowAsync(CancellationToken cancellationToken)
    {
        Show();
        return Task.CompletedTask;
    }

    private void Show()
    {
        progress = step.Progress(Id, stored.Current);
        broadcast.Publish(progress, last: progress.State is not (RunState.Running or RunState.Unknown));
    }

    private IScenarioGrain Scenario(string id) => GrainFactory.GetGrain<IScenarioGrain>(GrainKey.Scenario(id).ToString());
}
