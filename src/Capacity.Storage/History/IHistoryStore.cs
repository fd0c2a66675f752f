namespace Capacity.Storage;

/// <summary>One interval of imported history.</summary>
/// <param name="IntervalStart">Start, UTC.</param>
/// <param name="IntervalMinutes">Length in minutes.</param>
/// <param name="Offered">Contacts that arrived; may be a fraction where a source imputes.</param>
/// <param name="Answered">Contacts answered, or null where not reported.</param>
/// <param name="Abandoned">Contacts abandoned, or null where not reported.</param>
/// <param name="HandleSeconds">Handling time summed over contacts, in seconds, or null where not reported.</param>
/// <param name="Blocked">Attempts that found every line busy; null where unknown.</param>
/// <param name="Persons">Different callers among the attempts; null where unknown.</param>
public sealed record HistoryRow(
    DateTimeOffset IntervalStart, int IntervalMinutes, double Offered, double? Answered = null, double? Abandoned = null, double? HandleSeconds = null,
    double? Blocked = null, double? Persons = null);

/// <summary>The history of one queue in one import.</summary>
public sealed record HistoryImportSeries(string SeriesId, string QueueId, IReadOnlyList<HistoryRow> Rows);

/// <summary>An import: the file that it came from, its hash, and the report of gaps and odd rows as JSON.</summary>
public sealed record HistoryImport(
    string ImportId, string FileName, string FileHash, DateTimeOffset ImportedAt, int RowCount, string ReportJson, DateTimeOffset? UndoneAt = null);

/// <summary>What is there of one series, over all imports.</summary>
public sealed record HistorySeries(string SeriesId, string QueueId, int Intervals, DateTimeOffset First, DateTimeOffset Last, int IntervalMinutes);

/// <summary>Imported history. A later import of an interval hides an earlier one; undoing it brings the earlier one back.</summary>
public interface IHistoryStore
{
    /// <summary>Stores an import as a whole. Rows of one series must not repeat an interval start.</summary>
    Task<HistoryImport> ImportAsync(
        string importId, string fileName, string fileHash, string reportJson, IReadOnlyList<HistoryImportSeries> series,
        CancellationToken cancellationToken = default);

    /// <summary>Takes an import back; false when there is none or it was undone before.</summary>
    Task<bool> UndoAsync(string importId, CancellationToken cancellationToken = default);

    /// <summary>The import of a file with this hash that still counts, or null.</summary>
    Task<HistoryImport?> FindByHashAsync(string fileHash, CancellationToken cancellationToken = default);

    /// <summary>All imports, newest first, undone ones included.</summary>
    Task<IReadOnlyList<HistoryImport>> ImportsAsync(CancellationToken cancellationToken = default);

    /// <summary>All series that have rows.</summary>
    Task<IReadOnlyList<HistorySeries>> SeriesAsync(CancellationToken cancellationToken = default);

    /// <summary>The rows of a series that count, by time; from and until (not included) bound them where given.</summary>
    Task<IReadOnlyList<HistoryRow>> ReadAsync(
        string seriesId, DateTimeOffset? from = null, DateTimeOffset? until = null, CancellationToken cancellationToken = default);
}
