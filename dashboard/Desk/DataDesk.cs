using System.Collections.Immutable;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.History;
using Capacity.Contracts.Ingest;
using Capacity.Contracts.Keys;
using Capacity.Contracts.Scenarios;
using Capacity.Dashboard.Sources;
using Capacity.Domain.Json;
using Capacity.Forecasting.Calibration;
using Capacity.Forecasting.History;
using HistoryReport = Capacity.Contracts.History.HistoryReport;

namespace Capacity.Dashboard.Desk;

/// <summary>What the data page asks: imports of history, API keys, live sources.</summary>
public sealed class DataDesk(IGrainFactory grains)
{
    private IHistoryGrain History => grains.GetGrain<IHistoryGrain>(GrainKey.History.ToString());

    private IApiKeyGrain Keys => grains.GetGrain<IApiKeyGrain>(GrainKey.ApiKeys.ToString());

    /// <summary>Reads a file and reports; stores it unless it is a dry run.</summary>
    public Task<HistoryReport> ImportAsync(HistoryFile file) => History.ImportFile(file);

    /// <summary>The same for a file too large to be sent as it is: it is read here, and the counts go on, with the report of its own lines.</summary>
    /// <param name="file">Without content.</param>
    /// <param name="upload">The file on disk.</param>
    /// <param name="timeZone">The queue's zone.</param>
    /// <param name="read">Told the share (0–1) that has been read.</param>
    /// <param name="cancellationToken">Ends the reading; nothing is stored then.</param>
    public async Task<HistoryReport> ImportLargeAsync(HistoryFile file, UploadedFile upload, string timeZone, Action<double> read, CancellationToken cancellationToken)
    {
        HistoryMapping mapping = HistoryMapping.Parse(file.Mapping).Value ?? new HistoryMapping();
        (Forecasting.History.HistoryReport report, byte[] counts) =
            await upload.CondenseAsync(mapping with { TimeZone = mapping.TimeZone ?? timeZone, Refused = file.Refused }, read, cancellationToken);
        string own = JsonSerializer.Serialize(report, CapacityJson.Options);
        if (report.Series is null)
            return new HistoryReport { Result = CommandResult.Refused(Refusal.Invalid, 0, []), ReportJson = own, Mapping = file.Mapping };
        HistoryReport stored = await ImportAsync(file with { Content = ImmutableArray.Create(counts), Mapping = "" });
        return stored with { ReportJson = own, Mapping = file.Mapping };
    }

    /// <summary>Estimates the model's parameters from a log of contacts; the answer holds the scenario with them, to be saved as a version.</summary>
    public Task<CalibrationReply> CalibrateAsync(ContactLogFile file) => History.Calibrate(file);

    /// <summary>Every import, undone ones included.</summary>
    public async Task<ImmutableArray<HistoryImportView>> ImportsAsync() => await History.Imports();

    /// <summary>Takes an import back.</summary>
    public Task<CommandResult> UndoAsync(string import, string author) => History.Undo(import, author);

    /// <summary>Makes the imported history of a queue the baseline of a scenario: a new version.</summary>
    public Task<CommandResult> UseHistoryAsync(string scenario, string queue, long expectedVersion, string author) =>
        grains.GetGrain<IScenarioGrain>(GrainKey.Scenario(scenario).ToString()).UseHistory(queue, expectedVersion, author);

    /// <summary>The mean handle time of a queue's newest weeks; absent where its history does not tell.</summary>
    public async Task<HistoryHandleTime?> HandleTimeAsync(string queue) =>
        await History.HandleTime(queue) is { Length: > 0 } json ? JsonSerializer.Deserialize<HistoryHandleTime>(json, CapacityJson.Options) : null;

    /// <summary>Every API key, revoked ones included; never a secret.</summary>
    public async Task<ImmutableArray<ApiKeyView>> KeysAsync() => await Keys.List();

    /// <summary>Makes a key; the answer holds its secret for the only time.</summary>
    public Task<ApiKeyCreated> CreateKeyAsync(NewApiKey key) => Keys.Create(key);

    /// <summary>Ends a key at once.</summary>
    public Task<bool> RevokeKeyAsync(string id, string author) => Keys.Revoke(id, author);

    /// <summary>Every source that ever sent something.</summary>
    public async Task<ImmutableArray<FeedStatus>> FeedsAsync() => await grains.GetGrain<IFeedCatalogGrain>(GrainKey.Feeds.ToString()).List();
}
