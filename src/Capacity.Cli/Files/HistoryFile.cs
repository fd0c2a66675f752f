using Capacity.Cli.Terminal;
using Capacity.Forecasting.History;

namespace Capacity.Cli.Files;

/// <summary>A file of counts, read with its report.</summary>
internal static class HistoryFile
{
    public static HistoryMapping Mapping(string? text)
    {
        if (text is null)
            return new HistoryMapping();
        var parsed = HistoryMapping.Parse(text);
        return parsed.IsValid ? parsed.Value : throw RefusedException.In("--map", parsed.Errors);
    }

    public static HistoryReport Read(string path, HistoryMapping mapping)
    {
        if (!File.Exists(path))
            throw new RefusedException($"{path}: there is no such file. Name a file of starts and counts (CSV).");
        using var stream = File.OpenRead(path);
        return HistoryReader.Read(stream, mapping);
    }

    /// <summary>The series of a file, refused where not a single row could be used.</summary>
    public static HistorySeries Series(string path, HistoryMapping mapping)
    {
        var report = Read(path, mapping);
        return report.Series ?? throw Nothing(path, report);
    }

    public static RefusedException Nothing(string path, HistoryReport report) => new(
    [
        .. report.Issues.Take(10).Select(issue => $"{path}: {issue}"),
        $"{path}: no row could be used, nothing was changed.",
    ]);
}
