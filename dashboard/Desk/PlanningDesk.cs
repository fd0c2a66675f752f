using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Previews;
using Capacity.Contracts.Recommendations;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace Capacity.Dashboard.Desk;

/// <summary>What the pages ask of the planning grains: scenarios, runs, plans. Finished results never change and are read once.</summary>
public sealed class PlanningDesk(IGrainFactory grains, IMemoryCache cache, TimeProvider time)
{
    private static readonly MemoryCacheEntryOptions Kept = new() { SlidingExpiration = TimeSpan.FromMinutes(20), Size = 1 };

    private IScenarioCatalogGrain Catalog => grains.GetGrain<IScenarioCatalogGrain>(GrainKey.Catalog.ToString());

    /// <summary>Whether a fault means that the grains cannot be reached now, which a page says instead of failing.</summary>
    public static bool IsUnreachable(Exception fault) =>
        fault is TimeoutException or OrleansException or StorageException or HttpRequestException || fault is AggregateException { InnerException: { } inner } && IsUnreachable(inner);

    /// <summary>The run that the program starts by itself for a scenario it brings along.</summary>
    public static string FirstRun(string scenario) => $"{scenario}-first";

    /// <summary>The short run before it, whose result is there within seconds.</summary>
    public static string PreviewRun(string scenario) => $"{scenario}-preview";

    /// <summary>The scenario of the overview, as the catalog chooses it; absent where there is none.</summary>
    public async Task<ScenarioFile?> CurrentAsync() => Read(await Catalog.Current());

    /// <summary>The newest version that was published after the current one and has not been simulated yet; absent where there is none.</summary>
    public async Task<ScenarioView?> PublishedSinceAsync(ScenarioFile current)
    {
        ScenarioView? newest = await Catalog.Published();
        return newest is null || (newest.Id, newest.Version) == (current.View.Id, current.Version) ? null : newest;
    }

    /// <summary>All scenarios, without their content.</summary>
    public async Task<ImmutableArray<ScenarioView>> ListAsync() => await Catalog.List();

    /// <summary>A version of a scenario, 0 for the newest; absent where there is none.</summary>
    public async Task<ScenarioFile?> ScenarioAsync(string id, long version = 0)
    {
        IScenarioGrain scenario = Scenario(id);
        return Read(version == 0 ? await scenario.Get() : await scenario.GetVersion(version));
    }

    /// <summary>What happened to a scenario, the newest first.</summary>
    public async Task<IReadOnlyList<ScenarioEventView>> HistoryAsync(string id) =>
        [.. (await Scenario(id).History()).OrderByDescending(line => line.Version).ThenByDescending(line => line.At)];

    /// <summary>Stores a new version of a scenario.</summary>
    public Task<CommandResult> SaveAsync(Scenario scenario, long expectedVersion, string author, string note) =>
        Scenario(scenario.Id).Save(JsonSerializer.Serialize(scenario, CapacityJson.Options), expectedVersion, author, note);

    /// <summary>Starts a run of a version and says its identifier.</summary>
    public async Task<(string Run, CommandResult Result)> StartRunAsync(RunRequest request)
    {
        string run = NewIdentifier();
        return (run, await Run(run).Start(request));
    }

    /// <summary>Ends a run without a result.</summary>
    public Task CancelRunAsync(string run) => Run(run).Cancel();

    /// <summary>Where a run stands.</summary>
    public Task<RunProgress> RunAsync(string run) => Run(run).Status();

    /// <summary>Where a run stands, pushed until it ends.</summary>
    public IAsyncEnumerable<RunProgress> WatchRun(string run, CancellationToken cancellationToken) => Run(run).Watch(cancellationToken);

    /// <summary>The result of a finished run; absent before.</summary>
    public Task<ScenarioResult?> ResultAsync(string run) => ReadOnceAsync<ScenarioResult>(run, () => Run(run).Result());

    /// <summary>The fluid's first answers for a version that nobody has simulated, each better than the one before it; null: it has none.</summary>
    public async IAsyncEnumerable<Preview?> WatchPreview(string scenario, long version, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (PreviewReply reply in grains.GetGrain<IPreviewGrain>(GrainKey.Preview(scenario).ToString()).Watch(version, cancellationToken))
        {
            yield return reply.Result.Length == 0
                ? null
                : new Preview(JsonSerializer.Deserialize<ScenarioResult>(reply.Result, CapacityJson.Options)!)
                {
                    CorrectedBy = reply.CorrectedBy, CalibratedBy = reply.CalibratedBy, BetterFollows = reply.BetterFollows, Seconds = reply.Seconds,
                };
        }
    }

    /// <summary>Prepares the first answers to edits of a version, and says how far it is until it is done.</summary>
    public IAsyncEnumerable<PreviewReadiness> PreparePreview(string scenario, long version, CancellationToken cancellationToken) =>
        grains.GetGrain<IPreviewGrain>(GrainKey.Preview(scenario).ToString()).Prepare(version, cancellationToken);

    /// <summary>
    /// The result of a version, and where only cost rates and budget have changed since an earlier one, the result of that: they move no contact.
    /// </summary>
    public async Task<ScenarioResult?> CostedResultAsync(ScenarioFile file)
    {
        static string Contacts(Scenario scenario) => JsonSerializer.Serialize(scenario with { Costs = null }, CapacityJson.Options);
        for (ScenarioFile? known = file; known is not null; known = await ScenarioAsync(file.View.Id, known.Version - 1))
        {
            if (Contacts(known.Scenario) != Contacts(file.Scenario)) return null;
            if (await ResultAsync(known.Run) is { } result) return result;
            if (known.Version <= 1) return null;
        }

        return null;
    }

    /// <summary>Starts the search for a plan and says its identifier.</summary>
    public async Task<(string Recommendation, CommandResult Result)> StartRecommendationAsync(RecommendationRequest request)
    {
        string recommendation = NewIdentifier();
        return (recommendation, await Recommendation(recommendation).Start(request));
    }

    /// <summary>Ends a search without a plan.</summary>
    public Task CancelRecommendationAsync(string recommendation) => Recommendation(recommendation).Cancel();

    /// <summary>Where a search stands.</summary>
    public Task<RecommendationProgress> RecommendationAsync(string recommendation) => Recommendation(recommendation).Status();

    /// <summary>Where a search stands, pushed until it ends.</summary>
    public IAsyncEnumerable<RecommendationProgress> WatchRecommendation(string recommendation, CancellationToken cancellationToken) =>
        Recommendation(recommendation).Watch(cancellationToken);

    /// <summary>The plan that a finished search found; absent before.</summary>
    public Task<RecommendedPlan?> PlanAsync(string recommendation) =>
        ReadOnceAsync<RecommendedPlan>(recommendation, () => Recommendation(recommendation).Plan());

    /// <summary>Every plan that was computed for some version of a scenario, the newest first.</summary>
    public async Task<IReadOnlyList<PlanFile>> PlansAsync()
    {
        List<PlanFile> plans = [];
        foreach (ScenarioView scenario in await Catalog.List())
        {
            plans.AddRange((await Scenario(scenario.Id).History())
                .Where(line => line.Kind == "RecommendationAttached")
                .Select(line => new PlanFile(scenario, line.Version, line.Note, line.At)));
        }

        return [.. plans.OrderByDescending(plan => plan.At)];
    }

    /// <summary>Accepts or refuses one action of a plan.</summary>
    public Task<CommandResult> DecideAsync(string recommendation, string action, bool accept, string author) =>
        Recommendation(recommendation).Decide(action, accept, author);

    /// <summary>What has been decided about the actions of a plan.</summary>
    public async Task<ImmutableArray<ActionDecision>> DecisionsAsync(string recommendation) => await Recommendation(recommendation).Decisions();

    private static ScenarioFile? Read(ScenarioView view) =>
        view.Version == 0 || view.Json.Length == 0
            ? null
            : new ScenarioFile(view, JsonSerializer.Deserialize<Scenario>(view.Json, CapacityJson.Options)!);

    private async Task<T?> ReadOnceAsync<T>(string id, Func<Task<string>> read) where T : class
    {
        if (id.Length == 0) return null;
        (Type, string) key = (typeof(T), id);
        if (cache.TryGetValue(key, out T? known)) return known;
        string json = await read();
        if (json.Length == 0) return null;
        T value = JsonSerializer.Deserialize<T>(json, CapacityJson.Options)!;
        return cache.Set(key, value, Kept);
    }

    private string NewIdentifier() => Guid.CreateVersion7(time.GetUtcNow()).ToString("n");

    private IScenarioGrain Scenario(string id) => grains.GetGrain<IScenarioGrain>(GrainKey.Scenario(id).ToString());

    private IRunGrain Run(string id) => grains.GetGrain<IRunGrain>(GrainKey.Run(id).ToString());

    private IRecommendationGrain Recommendation(string id) => grains.GetGrain<IRecommendationGrain>(GrainKey.Recommendation(id).ToString());
}
