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

    public static HistoryReport Read(string path, HistoryMapping mapping, IProgress<(double Share, string Text)>? progress = null,
        CancellationToken cancellation = default)
    {
        if (!File.Exists(path))
            throw new RefusedException($"{path}: there is no such file. Name a file of starts and counts (CSV).");
        using var stream = File.OpenRead(path);
        return HistoryReader.Read(stream, mapping, progress is null ? null : new Forward(progress, stream.Length), cancellation);
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

    private sealed class Forward(IProgress<(double Share, string Text)> screen, long length) : IProgress<long>
    {
        public void Report(long value) =>
            screen.Report(((double)value / Math.Max(1, length), FormattableString.Invariant($"{value / 1048576.0:0} MB")));
    }
}
