using Capacity.Storage;

namespace Capacity.Grains.Tests.Product;

/// <summary>The product's history, except that the rows of one series are beyond what the program expects.</summary>
internal sealed class UnreadableHistory(IHistoryStore store) : IHistoryStore
{
    public const string Queue = "social";

    /// <summary>What the fault says, in English as faults do.</summary>
    public const string Message = "Sequence contains no elements";

    public Task<HistoryImport> ImportAsync(
        string importId, string fileName, string fileHash, string reportJson, IReadOnlyList<HistoryImportSeries> series, CancellationToken cancellationToken) =>
        store.ImportAsync(importId, fileName, fileHash, reportJson, series, cancellationToken);

    public Task<bool> UndoAsync(string importId, CancellationToken cancellationToken) => store.UndoAsync(importId, cancellationToken);

    public Task<HistoryImport?> FindByHashAsync(string fileHash, CancellationToken cancellationToken) => store.FindByHashAsync(fileHash, cancellationToken);

    public Task<IReadOnlyList<HistoryImport>> ImportsAsync(CancellationToken cancellationToken) => store.ImportsAsync(cancellationToken);

    public Task<IReadOnlyList<HistorySeries>> SeriesAsync(CancellationToken cancellationToken) => store.SeriesAsync(cancellationToken);

    public Task<IReadOnlyList<HistoryRow>> ReadAsync(string seriesId, DateTimeOffset? from, DateTimeOffset? until, CancellationToken cancellationToken) =>
        seriesId == Queue ? throw new InvalidOperationException(Message) : store.ReadAsync(seriesId, from, until, cancellationToken);
}
