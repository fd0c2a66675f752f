using System.Collections.Immutable;
using Capacity.Contracts;
using Capacity.Contracts.History;
using Capacity.Contracts.Ingest;
using Capacity.Contracts.Keys;
using Capacity.Contracts.Scenarios;

namespace Capacity.Dashboard.Desk;

/// <summary>What the data page asks: imports of history, API keys, live sources.</summary>
public sealed class DataDesk(IGrainFactory grains)
{
    private IHistoryGrain History => grains.GetGrain<IHistoryGrain>(GrainKey.History.ToString());

    private IApiKeyGrain Keys => grains.GetGrain<IApiKeyGrain>(GrainKey.ApiKeys.ToString());

    /// <summary>Reads a file and reports; stores it unless it is a dry run.</summary>
    public Task<HistoryReport> ImportAsync(HistoryFile file) => History.ImportFile(file);

    /// <summary>Estimates the model's parameters from a log of contacts; the answer holds the scenario with them, to be saved as a version.</summary>
    public Task<CalibrationReply> CalibrateAsync(ContactLogFile file) => History.Calibrate(file);

    /// <summary>Every import, undone ones included.</summary>
    public async Task<ImmutableArray<HistoryImportView>> ImportsAsync() => await History.Imports();

    /// <summary>Takes an import back.</summary>
    public Task<CommandResult> UndoAsync(string import, string author) => History.Undo(import, author);

    /// <summary>Makes the imported history of a queue the baseline of a scenario: a new version.</summary>
    public Task<CommandResult> UseHistoryAsync(string scenario, string queue, long expectedVersion, string author) =>
        grains.GetGrain<IScenarioGrain>(GrainKey.Scenario(scenario).ToString()).UseHistory(queue, expectedVersion, author);

    /// <summary>Every API key, revoked ones included; never a secret.</summary>
    public async Task<ImmutableArray<ApiKeyView>> KeysAsync() => await Keys.List();

    /// <summary>Makes a key; the answer holds its secret for the only time.</summary>
    public Task<ApiKeyCreated> CreateKeyAsync(NewApiKey key) => Keys.Create(key);

    /// <summary>Ends a key at once.</summary>
    public Task<bool> RevokeKeyAsync(string id, string author) => Keys.Revoke(id, author);

    /// <summary>Every source that ever sent something.</summary>
    public async Task<ImmutableArray<FeedStatus>> FeedsAsync() => await grains.GetGrain<IFeedCatalogGrain>(GrainKey.Feeds.ToString()).List();
}
