using NodaTime;

namespace Capacity.Forecasting.History;

/// <summary>
/// Reads interval counts from a telephony export or a plain file of starts and counts. A broken row is reported and left out; it never
/// loses the file.
/// </summary>
/// <remarks>Reads line by line; memory grows with the intervals kept (at most <see cref="MostRows"/>), not with the file.</remarks>
public sealed class HistoryReader
{
    /// <summary>Five-minute counts of 25 years.</summary>
    public const int MostRows = 2_700_000;

    /// <summary>Rows between two looks at progress and cancellation.</summary>
    public const int RowsBetweenReports = 10_000;

    private readonly HistoryMapping _mapping;
    private readonly DateTimeZone? _zone;
    private readonly IssueLog _log = new();
    private readonly Dictionary<LocalDateTime, HistoryEntry> _entries = [];
    private readonly HashSet<string> _queues = new(StringComparer.Ordinal);
    private LocalDateTime _latest = LocalDateTime.FromDateTime(DateTime.MinValue);
    private int _rows;

    private HistoryReader(HistoryMapping mapping)
    {
        _mapping = mapping;
        _zone = mapping.TimeZone is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null;
    }

    /// <summary>Reads a file; columns that the mapping does not name are found by their headers or their values.</summary>
    /// <param name="stream">The file; read once, from its present position to its end.</param>
    /// <param name="mapping">Columns that are named.</param>
    /// <param name="progress">Told the bytes read so far, about every <see cref="RowsBetweenReports"/> rows.</param>
    /// <param name="cancellationToken">Ends the reading between two rows.</param>
    public static HistoryReport Read(Stream stream, HistoryMapping? mapping = null, IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using var text = new CsvText(stream);
        return new HistoryReader(mapping ?? new HistoryMapping()).Read(text, progress, cancellationToken);
    }

    private HistoryReport Read(CsvText text, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var (shape, problem, header) = FileShape.Tell(text.Sample, _mapping);
        if (shape is null)
        {
            _log.Add(problem!.Kind, problem.Line, problem.Column, (problem.Problem, problem.ProblemFr), (problem.Mend, problem.MendFr));
            return new HistoryReport { Encoding = text.Encoding, Header = header, Issues = _log.Kept, Counts = _log.Counts };
        }
        while (text.ReadLine() is { } line)
        {
            if (text.Line <= shape.SkippedLines || line.Trim().Length == 0)
                continue;
            _rows++;
            if (_rows % RowsBetweenReports == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(text.BytesRead);
            }
            if (_entries.Count >= MostRows)
            {
                _log.Add(IssueKind.Unparsable, text.Line, 1, ($"The file has more than {MostRows} intervals.", $"Le fichier a plus de {MostRows} intervalles."),
                    ("The rest was left out: split the file, or send longer intervals.",
                        "Le reste est écarté : découpez le fichier, ou envoyez des intervalles plus longs."));
                break;
            }
            Row(shape, text.Line, CsvText.Fields(line, shape.Delimiter));
        }
        var queues = string.Join(", ", _queues.Order(StringComparer.Ordinal).Take(8));
        if (_queues.Count > 1)
            _log.Add(IssueKind.SeveralQueues, 0, 0,
                ($"The file has {_queues.Count} queues: {queues}.", $"Le fichier a {_queues.Count} files : {queues}."),
                ("Their counts were added up; choose one with --map only-queue=NAME.",
                    "Leurs comptages sont additionnés ; choisissez-en une avec --map only-queue=NOM."));
        var rows = RowCorrections.Apply(_entries, _mapping.Refused);
        var series = SeriesCleaning.Clean(_entries, _zone, _log);
        var cleaning = series is null ? null : HistoryCleaning.Clean(series, _mapping.TimeZone, _mapping.Refused);
        foreach (var correction in cleaning?.Corrections ?? [])
            _log.Add(correction.Kind, 0, 0, (correction.Problem, correction.ProblemFr), correction.Refused
                ? ("The correction is refused: it stays.", "La correction est refusée : c’est gardé tel quel.") : (correction.Effect, correction.EffectFr));
        return new HistoryReport
        {
            Rows = _rows,
            Used = series?.Starts.Count ?? 0,
            IntervalMinutes = series?.IntervalMinutes ?? 0,
            First = series?.Starts[0],
            Last = series?.Starts[^1],
            Total = series?.Counts.Sum() ?? 0,
            Encoding = text.Encoding,
            Delimiter = shape.Delimiter == '\t' ? "tab" : shape.Delimiter.ToString(),
            Columns = Columns(shape),
            Counts = _log.Counts,
            Issues = [.. _log.Kept.OrderBy(issue => issue.Kind == IssueKind.ClosedHours).ThenBy(issue => issue.Line == 0).ThenBy(
                issue => issue.Line)],
            Queues = [.. _queues.Where(queue => queue.Length > 0).Order(StringComparer.Ordinal)],
            Header = shape.Header,
            Corrections = [.. rows, .. cleaning?.Corrections ?? []],
            Series = series,
            Cleaned = cleaning?.Series,
        };
    }

    private void Row(FileShape shape, int line, List<(string Text, int Column)> fields)
    {
        if (Queue(shape, fields) is not { } queue)
            return;
        if (Start(shape, line, fields) is not { } moment)
            return;
        if (shape.Count >= fields.Count)
        {
            _log.Add(IssueKind.Unparsable, line, fields[^1].Column,
                ($"The line ends before {shape.Name(shape.Count)}.", $"La ligne finit avant {shape.Name(shape.Count)}."),
                ("The row was left out: complete it.", "La ligne est écartée : complétez-la."));
            return;
        }
        var (text, column) = fields[shape.Count];
        if (!shape.Cells.TryNumber(text, out var count))
            _log.Add(IssueKind.Unparsable, line, column, text.Length == 0 ? Empty(shape.Name(shape.Count))
                : ($"'{Shorten(text)}' is not a count.", $"« {Shorten(text)} » n’est pas un comptage."),
                ("The row was left out: write a number, 0 for none.", "La ligne est écartée : écrivez un nombre, 0 si aucun."));
        else if (count < 0)
            _log.Add(IssueKind.Negative, line, column,
                ($"The count {text} is negative.", $"Le comptage {text} est négatif."),
                ("The row was left out: counts are 0 or more.", "La ligne est écartée : un comptage est de 0 ou plus."));
        else if (count > 1e9)
            _log.Add(IssueKind.Unparsable, line, column,
                ($"The count {Shorten(text)} is beyond every contact center.", $"Le comptage {Shorten(text)} dépasse tout centre de contacts."),
                ("The row was left out: check the column.", "La ligne est écartée : vérifiez la colonne."));
        else
        {
            if (count != Math.Floor(count))
                _log.Add(IssueKind.Fractional, line, column, ($"The count {text} is not whole.", $"Le comptage {text} n’est pas entier."),
                    ("It was kept: check whether it was filled in.", "Il est gardé : vérifiez s’il a été estimé."));
            Keep(shape, line, moment, count, queue, fields);
        }
    }

    /// <summary>The row's queue, empty where the file has none; null where only another queue is wanted.</summary>
    private string? Queue(FileShape shape, List<(string Text, int Column)> fields)
    {
        if (shape.Queue < 0 || shape.Queue >= fields.Count)
            return "";
        var queue = fields[shape.Queue].Text;
        if (_mapping.OnlyQueue is { } only && !string.Equals(queue, only, StringComparison.OrdinalIgnoreCase))
            return null;
        if (_queues.Count < 1000)
            _queues.Add(queue);
        return queue;
    }

    private (LocalDateTime Local, Offset? Offset)? Start(FileShape shape, int line, List<(string Text, int Column)> fields)
    {
        var at = shape.Start >= 0 ? shape.Start : shape.Date;
        if (at >= fields.Count || !shape.Cells.TryStart(fields[at].Text, out var local, out var offset))
        {
            var (text, column) = at < fields.Count ? fields[at] : ("", fields[^1].Column);
            _log.Add(IssueKind.Unparsable, line, column, text.Length == 0 ? Empty(shape.Name(at))
                : ($"'{Shorten(text)}' is not a date.", $"« {Shorten(text)} » n’est pas une date."),
                ("The row was left out: write a start like 2020-03-16 08:00.", "La ligne est écartée : écrivez un début comme 2020-03-16 08:00."));
            return null;
        }
        if (shape.Start < 0)
        {
            var time = default(LocalTime);
            if (shape.Time >= fields.Count || !CellReader.TryTime(fields[shape.Time].Text, out time))
            {
                _log.Add(IssueKind.Unparsable, line, fields[Math.Min(shape.Time, fields.Count - 1)].Column,
                    ($"{shape.Name(shape.Time)} is not a time of day.", $"{shape.Name(shape.Time)} n’est pas une heure."),
                    ("The row was left out: write a time like 08:30.", "La ligne est écartée : écrivez une heure comme 08:30."));
                return null;
            }
            local = local.Date.At(time);
        }
        if (offset is not { } given || _zone is null)
            return (local, offset);
        var inZone = local.WithOffset(given).InZone(_zone);
        return (inZone.LocalDateTime, inZone.Offset);
    }

    private void Keep(FileShape shape, int line, (LocalDateTime Local, Offset? Offset) moment, double count, string queue,
        List<(string Text, int Column)> fields)
    {
        var (local, offset) = moment;
        var (handle, outcome) = (Handle(shape, fields), Outcome(shape, fields));
        var column = fields[shape.Start >= 0 ? shape.Start : shape.Date].Column;
        if (_entries.TryGetValue(local, out var there))
        {
            var repeated = offset is not null && there.Offset is not null && offset != there.Offset || IsRepeated(local)
                && there.Line != line && there.Times < 2;
            if (queue != there.Queue)
                there.Add(count, handle, outcome);
            else if (repeated && there.Times < 2)
            {
                there.Average(count);
                _log.Add(IssueKind.RepeatedHour, line, column,
                    ($"{local:uuuu-MM-dd HH:mm} is there twice because the clock was put back.",
                        $"{local:uuuu-MM-dd HH:mm} y est deux fois parce que l’heure a été reculée."),
                    ("The mean of both is used.", "La moyenne des deux compte."));
            }
            else
            {
                _log.Add(IssueKind.Duplicate, line, column,
                    ($"{local:uuuu-MM-dd HH:mm} was already on line {there.Line}{(count == there.Count ? " with the same count" : "")}.",
                        $"{local:uuuu-MM-dd HH:mm} était déjà à la ligne {there.Line}{(count == there.Count ? " avec le même comptage" : "")}."),
                    ("The later row was left out: keep one.", "La seconde ligne est écartée : gardez-en une."));
                there.Repeat(count);
            }
            return;
        }
        if (_zone is not null && _zone.MapLocal(local).Count == 0)
        {
            if (count > 0)
                _log.Add(IssueKind.SkippedHour, line, column,
                    ($"{local:uuuu-MM-dd HH:mm} does not exist in {_zone.Id}: the clock was put forward.",
                        $"{local:uuuu-MM-dd HH:mm} n’existe pas à {_zone.Id} : l’heure a été avancée."),
                    ("The row was left out: check the time zone of the export.", "La ligne est écartée : vérifiez le fuseau de l’export."));
            return;
        }
        if (local < _latest)
            _log.Add(IssueKind.OutOfOrder, line, column,
                ($"{local:uuuu-MM-dd HH:mm} comes after a later start.", $"{local:uuuu-MM-dd HH:mm} vient après un début plus tardif."),
                ("It was put in its place.", "Il a été remis à sa place."));
        else
            _latest = local;
        _entries[local] = new HistoryEntry(line, count, handle, outcome, offset, queue);
    }

    private bool IsRepeated(LocalDateTime local) => _zone is not null && _zone.MapLocal(local).Count == 2;

    private static double Handle(FileShape shape, List<(string Text, int Column)> fields) =>
        Number(shape, shape.Handle, fields) * shape.HandleUnit;

    private static HistoryOutcome Outcome(FileShape shape, List<(string Text, int Column)> fields) => new(
        Number(shape, shape.Answered, fields), Number(shape, shape.Abandoned, fields), Number(shape, shape.Blocked, fields),
        Number(shape, shape.Persons, fields));

    /// <summary>A column beside the count: NaN where it is absent or not a number of 0 or more.</summary>
    private static double Number(FileShape shape, int column, List<(string Text, int Column)> fields) =>
        column >= 0 && column < fields.Count && shape.Cells.TryNumber(fields[column].Text, out var value) && value >= 0 ? value : double.NaN;

    private static Dictionary<string, string> Columns(FileShape shape) =>
        shape.Roles().Where(role => role.Column >= 0).ToDictionary(role => role.Role, role => shape.Name(role.Column));

    private static (string En, string Fr) Empty(string column) => ($"{column} is empty.", $"{column} est vide.");

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..39] + "…";
}
