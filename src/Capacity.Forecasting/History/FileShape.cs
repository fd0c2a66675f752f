using Capacity.Domain.Json;

namespace Capacity.Forecasting.History;

/// <summary>How a file of counts is laid out: delimiter, header line, the columns that matter, and how its cells are read.</summary>
internal sealed record FileShape
{
    private static readonly char[] Delimiters = ['\t', ';', ',', '|'];

    public char Delimiter { get; init; } = ',';

    /// <summary>Lines before the data: a preamble and the header.</summary>
    public int SkippedLines { get; init; }
    public IReadOnlyList<string> Header { get; init; } = [];
    public int Start { get; init; } = -1;
    public int Date { get; init; } = -1;
    public int Time { get; init; } = -1;
    public int Count { get; init; } = -1;
    public int Handle { get; init; } = -1;
    public int Queue { get; init; } = -1;
    public int Answered { get; init; } = -1;
    public int Abandoned { get; init; } = -1;
    public int Blocked { get; init; } = -1;
    public int Persons { get; init; } = -1;
    public double HandleUnit { get; init; } = 1;
    public CellReader Cells { get; init; } = new(false, false);

    public string Name(int column) => column < Header.Count && Header[column].Length > 0 ? Header[column] : $"column {column + 1}";

    /// <summary>Every role of a column with the column's index, -1 where the file has none.</summary>
    public IEnumerable<(string Role, int Column)> Roles() =>
    [
        ("start", Start), ("date", Date), ("time", Time), ("count", Count), ("handle", Handle), ("queue", Queue), ("answered", Answered),
        ("abandoned", Abandoned), ("blocked", Blocked), ("persons", Persons),
    ];

    /// <summary>Tells the shape from the first lines; null with an error where no start or no count is found.
    /// The header is told in both cases.</summary>
    public static (FileShape? Shape, HistoryIssue? Problem, IReadOnlyList<string> Header) Tell(IReadOnlyList<string> sample, HistoryMapping mapping)
    {
        var delimiter = TellDelimiter(sample);
        var rows = sample.Select(line => CsvText.Fields(line, delimiter).ConvertAll(field => field.Text)).ToList();
        var lenient = new CellReader(true, delimiter != ',');
        var data = rows.FindIndex(row => row.Count > 1
            && row.Any(cell => IsMoment(lenient, cell) || IsMoment(lenient with { DayFirst = false }, cell))
            && row.Any(cell => lenient.TryNumber(cell, out _)));
        if (data < 0)
            return (null, HistoryIssue.Of(IssueKind.NoColumns, 1, 1,
                ("No line has a date and a number.", "Aucune ligne n’a une date et un nombre."),
                ("Send rows with at least two columns, a start like 2020-03-16 08:00 and a count.",
                    "Envoyez des lignes d’au moins deux colonnes, un début comme 2020-03-16 08:00 et un comptage.")), []);
        var header = data > 0 && rows[data - 1].Count > 1 ? rows[data - 1] : [];
        var first = rows[data];
        int Column(string role) => mapping.Of(role) is { } named ? Named(named, header, first.Count) : HeaderNames.Find(role, header);
        var shape = new FileShape
        {
            Delimiter = delimiter,
            SkippedLines = data,
            Header = header,
            Start = Column("start"),
            Date = Column("date"),
            Time = Column("time"),
            Count = Column("count"),
            Handle = Column("handle"),
            Queue = Column("queue"),
            Answered = Column("answered"),
            Abandoned = Column("abandoned"),
            Blocked = Column("blocked"),
            Persons = Column("persons"),
        };
        var (resolved, problem) = Resolve(shape, mapping, first, rows.Skip(data).ToList(), data + 1);
        return (resolved, problem, header);
    }

    private static (FileShape?, HistoryIssue?) Resolve(FileShape shape, HistoryMapping mapping, List<string> first,
        List<List<string>> rows, int line)
    {
        foreach (var (role, column) in shape.Roles())
            if (column < 0 && mapping.Of(role) is { } named)
                return (null, HistoryIssue.Of(IssueKind.NoColumns, Math.Max(1, line - 1), 1,
                    ($"There is no column '{named}' for {role}.", $"Il n’y a pas de colonne « {named} » pour {role}."),
                    (NearestName.Suggest(named, shape.Header.ToList()), NearestName.SuggestInFrench(named, shape.Header.ToList()))));
        var comma = shape.Delimiter != ',';
        var cells = new CellReader(CellReader.TellDayFirst(rows.SelectMany(row => row), comma), comma);
        shape = shape with { Cells = cells, HandleUnit = Unit(shape, mapping) };
        shape = Moments(shape, mapping, first);
        if (shape.Count < 0)
            shape = shape with { Count = first.FindIndex(0, cell => cells.TryNumber(cell, out _) && !IsMoment(cells, cell)) };
        if (shape.Start < 0 && shape.Date < 0)
            return (null, HistoryIssue.Of(IssueKind.NoColumns, line, 1,
                ("No column with a start was found.", "Aucune colonne de début n’a été trouvée."),
                ("Name it: --map start=COLUMN (or date=…,time=…).", "Nommez-la : --map start=COLONNE (ou date=…,time=…).")));
        return shape.Count < 0
            ? (null, HistoryIssue.Of(IssueKind.NoColumns, line, 1,
                ("No column with counts was found.", "Aucune colonne de comptages n’a été trouvée."),
                ("Name it: --map count=COLUMN.", "Nommez-la : --map count=COLONNE.")))
            : (shape, null);
    }

    /// <summary>A start in one column, or a date with a time of day beside it, whatever their headers say.</summary>
    private static FileShape Moments(FileShape shape, HistoryMapping mapping, List<string> first)
    {
        bool Is(int column, Func<string, bool> kind) => column >= 0 && column < first.Count && kind(first[column]);
        var start = Is(shape.Start, cell => shape.Cells.TryStart(cell, out _, out _)) ? shape.Start : -1;
        var date = Is(shape.Date, cell => shape.Cells.TryStart(cell, out _, out _)) ? shape.Date : -1;
        var time = Is(shape.Time, cell => CellReader.TryTime(cell, out _)) ? shape.Time
            : Is(shape.Start, cell => CellReader.TryTime(cell, out _)) ? shape.Start : -1;
        if (mapping.Start is null && date >= 0 && time >= 0)
            return shape with { Start = -1, Date = date, Time = time };
        if (start < 0 && date < 0)
            start = first.FindIndex(cell => shape.Cells.TryStart(cell, out _, out _));
        if (start < 0)
            return shape with { Start = date, Date = -1, Time = -1 };
        return shape with { Start = start, Date = -1, Time = -1 };
    }

    private static double Unit(FileShape shape, HistoryMapping mapping) => mapping.HandleUnit switch
    {
        "ms" => 0.001,
        "min" => 60,
        "s" => 1,
        _ => shape.Handle >= 0 && shape.Handle < shape.Header.Count ? HeaderNames.HandleUnit(shape.Header[shape.Handle]) : 1,
    };

    private static bool IsMoment(CellReader cells, string cell) => cells.TryStart(cell, out _, out _);

    private static int Named(string named, List<string> header, int columns)
    {
        if (int.TryParse(named, out var number) && number >= 1 && number <= columns)
            return number - 1;
        return header.FindIndex(name => HeaderNames.Plain(name) == HeaderNames.Plain(named));
    }

    /// <summary>The delimiter that most lines have equally often; of equals, the one that is rarest inside values.</summary>
    private static char TellDelimiter(IReadOnlyList<string> sample)
    {
        if (sample.Count > 0 && sample[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && sample[0].Length > 4)
            return sample[0][4];
        var lines = sample.Where(line => line.Trim().Length > 0).ToList();
        return Delimiters
            .Select(delimiter => (delimiter, votes: lines
                .Select(line => CsvText.Fields(line, delimiter).Count)
                .Where(count => count > 1)
                .GroupBy(count => count)
                .Select(group => group.Count())
                .DefaultIfEmpty(0)
                .Max()))
            .OrderByDescending(pair => pair.votes * 10 > lines.Count * 8 ? lines.Count * 8 : pair.votes * 10)
            .First().delimiter;
    }
}
