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
        var all = await AllAsync();
        var newest = all.Where(view => view.PublishedVersion > 0).OrderByDescending(view => view.ChangedAt).FirstOrDefault();
        if (newest is null) return all.OrderByDescending(view => view.ChangedAt).FirstOrDefault() ?? new ScenarioView();
        return newest.Version == newest.PublishedVersion
            ? newest
            : await Scenario(newest.Id).GetVersion(newest.PublishedVersion);
    }

    private async Task<ScenarioView[]> AllAsync()
    {
        var rows = await events.ListAsync();
        return await Task.WhenAll(rows.Select(row => Scenario(row.Scenario).Get()));
    }

    private IScenarioGrain Scenario(string id) => GrainFactory.GetGrain<IScenarioGrain>(GrainKey.Scenario(id).ToString());
}
