using System.Collections.Immutable;
using Capacity.Contracts;
using Capacity.Contracts.Scenarios;
using Capacity.Storage;

namespace Capacity.Grains.Scenarios;

/// <summary>The list of scenarios: who there is, the event rows know; what each is, the scenario itself.</summary>
public sealed class ScenarioCatalogGrain(IScenarioEventStore events) : Grain, IScenarioCatalogGrain
{
    public async Task<ImmutableArray<ScenarioView>> List()
    {
        var all = await AllAsync();
        return [.. all.OrderByDescending(view => view.ChangedAt).Select(view => view with { Json = "" })];
    }

    public async Task<ScenarioView> Current()
    {
        var published = await PublishedAsync();
        return published.FirstOrDefault(view => view.Run.Length > 0) ?? published.FirstOrDefault()
            ?? (await AllAsync()).OrderByDescending(view => view.ChangedAt).FirstOrDefault() ?? new ScenarioView();
    }

    public async Task<ScenarioView?> Published() => (await PublishedAsync()).FirstOrDefault();

    /// <summary>The published version of every scenario that has one, the newest first.</summary>
    private async Task<ScenarioView[]> PublishedAsync()
    {
        var published = await Task.WhenAll((await AllAsync())
            .Where(view => view.PublishedVersion > 0)
            .Select(view => view.Version == view.PublishedVersion ? Task.FromResult(view) : Scenario(view.Id).GetVersion(view.PublishedVersion)));
        return [.. published.OrderByDescending(view => view.ChangedAt)];
    }

    private async Task<ScenarioView[]> AllAsync()
    {
        var rows = await events.ListAsync();
        return await Task.WhenAll(rows.Select(row => Scenario(row.Scenario).Get()));
    }

    private IScenarioGrain Scenario(string id) => GrainFactory.GetGrain<IScenarioGrain>(GrainKey.Scenario(id).ToString());
}
