using Capacity.Contracts;
using Capacity.Contracts.Networks;
using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;
using Capacity.Hosting.Settings;
using Capacity.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunState = Capacity.Contracts.Runs.RunState;

namespace Capacity.Hosting.Work;

/// <summary>Fills an empty installation with the worked example, simulates it and searches a plan; every step may be repeated.</summary>
internal sealed partial class WorkedExample(
    IGrainFactory grains, ISettingsStore settings, SampleOptions options, TimeProvider time, IHostApplicationLifetime lifetime,
    ILogger<WorkedExample> log) : BackgroundService
{
    /// <summary>Identifier of the example's first run and of its plan: fixed, so that a second process starts neither again.</summary>
    public const string FirstId = "horizons-first";

    /// <summary>A run that is there within seconds, so that the first page has figures while the full one computes.</summary>
    private const string PreviewId = "horizons-preview";
    private const int PreviewReplications = 12;

    private const string Setting = "worked-example";
    private const string Loading = "\"loading\"";
    private const string Author = "Capacity";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await HostStart.WaitAsync(lifetime, stoppingToken)) return;
        try
        {
            if (await IsWantedAsync(stoppingToken)) await LoadThroughFaultsAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            Failed(log, e);
        }
    }

    private async Task<bool> IsWantedAsync(CancellationToken cancellationToken)
    {
        var network = await grains.GetGrain<INetworkGrain>(GrainKey.Network.ToString()).Get();
        return await settings.GetAsync(Setting, cancellationToken) == Loading
            || (network.Version == 0 && await settings.AddAsync(Setting, Loading, cancellationToken));
    }

    // A silo that dies takes its calls with it, and its grains start again on another one.
    private async Task LoadThroughFaultsAsync(CancellationToken cancellationToken)
    {
        for (var loaded = false; !loaded;)
        {
            try
            {
                await LoadAsync(cancellationToken);
                loaded = true;
            }
            catch (Exception e) when (e is OrleansException or TimeoutException or EnumerationAbortedException)
            {
                Interrupted(log, e);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var network = grains.GetGrain<INetworkGrain>(GrainKey.Network.ToString());
        if ((await network.Get()).Version == 0) Check(await network.Define(NetworkJson.Write(Horizons.Network(options.Weeks)), 0, Author, ""));
        var example = Horizons.Scenario(options.Weeks);
        var scenario = grains.GetGrain<IScenarioGrain>(GrainKey.Scenario(example.Id).ToString());
        var view = await scenario.Get();
        if (view.Version == 0) view = view with { Version = Check(await scenario.Save(ScenarioJson.Write(example), 0, Author, "")) };
        if (view is { Version: 1, State: ScenarioState.Draft }) Check(await scenario.SetState(Move(ScenarioState.Approved)));
        if (view is { Version: 1, State: not ScenarioState.Published }) Check(await scenario.SetState(Move(ScenarioState.Published)));
        if (options.Replications > 4 * PreviewReplications) await RunAsync(PreviewId, example.Id, PreviewReplications, cancellationToken);
        await SyntheticHistory.ImportAsync(grains, Author, cancellationToken);
        if (options.Replications > 0) await SimulateAsync(example.Id, cancellationToken);
        await SyntheticHistory.MeasureAsync(grains, Author);
        await settings.SetAsync(Setting, "\"loaded\"", cancellationToken);
    }

    private static StateChange Move(ScenarioState state) =>
        new() { State = state, ExpectedVersion = 1, Author = Author, Roles = [ScenarioRole.Administrator] };

    private async Task SimulateAsync(string scenario, CancellationToken cancellationToken)
    {
        await RunAsync(FirstId, scenario, options.Replications, cancellationToken);
        var recommendation = grains.GetGrain<IRecommendationGrain>(GrainKey.Recommendation(FirstId).ToString());
        Check(await recommendation.Start(new RecommendationRequest
        {
            Scenario = scenario, Version = 1, TimeBudgetSeconds = options.PlanTimeBudgetSeconds, Author = Author,
        }));
    }

    private async Task RunAsync(string id, string scenario, int replications, CancellationToken cancellationToken)
    {
        var run = grains.GetGrain<IRunGrain>(GrainKey.Run(id).ToString());
        Check(await run.Start(new RunRequest { Scenario = scenario, Version = 1, Replications = replications, Author = Author }));
        await foreach (var progress in run.Watch(cancellationToken).WithCancellation(cancellationToken))
        {
            if (progress.State != RunState.Running) return;
        }
    }

    // A second process that loads the example at the same time may have been first with a step.
    private static long Check(CommandResult result) => result.Accepted || result.Refusal is Refusal.VersionConflict or Refusal.NotAllowedNow
        ? result.Version
        : throw new InvalidOperationException(
            $"The worked example was refused ({result.Refusal}): " + string.Join(
                " ", result.Problems.Select(problem => $"{problem.Path} {problem.What}")));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Loading the worked example was interrupted; it goes on.")]
    private static partial void Interrupted(ILogger log, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The worked example could not be loaded.")]
    private static partial void Failed(ILogger log, Exception exception);
}
