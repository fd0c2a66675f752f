using NodaTime;

namespace Capacity.Forecasting.History;

/// <summary>A series with the corrections that are laid over it, one after the other; what an earlier one left out, a later one does not see.</summary>
internal sealed class CorrectionSheet
{
    private readonly HistorySeries _series;
    private readonly HashSet<string> _refused;
    private readonly List<HistoryCorrection> _corrections = [];
    private readonly double[] _counts;
    private readonly bool[] _leftOut;

    public CorrectionSheet(HistorySeries series, IReadOnlyList<string> refused)
    {
        (_series, _refused) = (series, [.. refused]);
        _counts = [.. series.Counts];
        _leftOut = new bool[_counts.Length];
        for (var i = 0; i < _counts.Length;)
        {
            var first = i;
            while (i < _counts.Length && series.Starts[i].Date == series.Starts[first].Date)
                i++;
            Days.Add(new DayRows(series.Starts[first].Date, first, i));
        }
    }

    public List<DayRows> Days { get; } = [];

    /// <summary>Days from which on the level is another, corrected or refused: days on both sides are not compared with each other.</summary>
    public List<LocalDate> Breaks { get; } = [];

    public IReadOnlyList<HistoryCorrection> Corrections => _corrections;

    public bool IsLeftOut(int row) => _leftOut[row];

    /// <summary>Contacts of a day with the corrections so far; NaN where nothing of it is left.</summary>
    public double Total(DayRows day)
    {
        var (total, there) = (0.0, false);
        for (var row = day.First; row < day.End; row++)
            if (!_leftOut[row])
                (total, there) = (total + _counts[row], true);
        return there ? total : double.NaN;
    }

    /// <summary>Rows that are not used, unless that is refused.</summary>
    public void LeaveOut(IssueKind kind, IReadOnlyList<int> rows, (string En, string Fr) problem, (string En, string Fr) effect)
    {
        if (Note(kind, rows, problem, effect))
            foreach (var row in rows)
                _leftOut[row] = true;
    }

    /// <summary>Rows that are multiplied, unless that is refused.</summary>
    public void Scale(IssueKind kind, IReadOnlyList<int> rows, double factor, (string En, string Fr) problem, (string En, string Fr) effect)
    {
        if (Note(kind, rows, problem, effect))
            foreach (var row in rows)
                _counts[row] *= factor;
    }

    /// <summary>The series with every correction that was not refused; nothing of it left out where nothing would remain.</summary>
    public HistorySeries Result()
    {
        var left = Enumerable.Range(0, _counts.Length).Where(row => !_leftOut[row]).ToList();
        return left.Count == 0 ? _series : (_series with { Counts = _counts }).Choose(left);
    }

    private bool Note(IssueKind kind, IReadOnlyList<int> rows, (string En, string Fr) problem, (string En, string Fr) effect)
    {
        var (from, until) = (_series.Starts[rows[0]], _series.Starts[rows[^1]].PlusMinutes(_series.IntervalMinutes));
        var id = HistoryCorrection.IdOf(kind, from);
        var refused = _refused.Contains(id);
        _corrections.Add(new HistoryCorrection(id, kind, from, until, problem.En, effect.En, problem.Fr, effect.Fr, refused));
        return !refused;
    }

    /// <summary>The rows of one day: from the first to the end, excluded.</summary>
    public readonly record struct DayRows(LocalDate Date, int First, int End)
    {
        public IReadOnlyList<int> Rows => [.. Enumerable.Range(First, End - First)];
    }
}
