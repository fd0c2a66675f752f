namespace Capacity.Forecasting.History;

/// <summary>Counts every issue and keeps the first of each kind, so that a broken file costs no memory.</summary>
internal sealed class IssueLog
{
    private const int KeptPerKind = 100;

    private readonly Dictionary<IssueKind, int> _counts = [];
    private readonly List<HistoryIssue> _kept = [];

    public IReadOnlyDictionary<IssueKind, int> Counts => _counts;

    public IReadOnlyList<HistoryIssue> Kept => _kept;

    public void Add(IssueKind kind, int line, int column, (string En, string Fr) problem, (string En, string Fr) mend)
    {
        var count = _counts.GetValueOrDefault(kind) + 1;
        _counts[kind] = count;
        if (count <= KeptPerKind)
            _kept.Add(HistoryIssue.Of(kind, line, column, problem, mend));
    }
}
