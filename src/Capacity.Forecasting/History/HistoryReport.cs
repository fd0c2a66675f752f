using System.Text.Json.Serialization;
using NodaTime;

namespace Capacity.Forecasting.History;

/// <summary>What a file of counts holds: the cleaned series and everything that was odd on the way.</summary>
public sealed record HistoryReport
{
    /// <summary>Rows of data in the file, and those that are in the series.</summary>
    public int Rows { get; init; }
    public int Used { get; init; }
    public int IntervalMinutes { get; init; }
    public LocalDateTime? First { get; init; }
    public LocalDateTime? Last { get; init; }
    public double Total { get; init; }
    public string Encoding { get; init; } = "";
    public string Delimiter { get; init; } = "";

    /// <summary>The columns that were read, by role.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>How often each kind of issue occurred, also beyond those that are listed.</summary>
    public IReadOnlyDictionary<IssueKind, int> Counts { get; init; } = new Dictionary<IssueKind, int>();

    /// <summary>The first issues of each kind.</summary>
    public IReadOnlyList<HistoryIssue> Issues { get; init; } = [];

    /// <summary>What is changed before a baseline is made, each of which can be refused.</summary>
    public IReadOnlyList<HistoryCorrection> Corrections { get; init; } = [];

    /// <summary>The queues that the rows name, at most 1,000; empty where the file has no such column.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>The header of the file, by which a mapping is remembered; empty where it has none.</summary>
    public IReadOnlyList<string> Header { get; init; } = [];

    /// <summary>The counts as they were read; absent where not a single row could be used.</summary>
    [JsonIgnore]
    public HistorySeries? Series { get; init; }

    /// <summary>The counts with the corrections that were not refused: what a baseline is made of.</summary>
    [JsonIgnore]
    public HistorySeries? Cleaned { get; init; }
}

/// <summary>Something odd in a file of counts.</summary>
/// <param name="Kind">What sort of oddity.</param>
/// <param name="Line">Line from 1; 0 for what concerns the whole series.</param>
/// <param name="Column">Column in characters from 1; 0 where none is meant.</param>
/// <param name="Problem">What is odd, where and why.</param>
/// <param name="Mend">What was done, and how to mend it.</param>
/// <param name="ProblemFr">The problem in French.</param>
/// <param name="MendFr">The mend in French.</param>
public sealed record HistoryIssue(IssueKind Kind, int Line, int Column, string Problem, string Mend, string ProblemFr, string MendFr)
{
    internal static HistoryIssue Of(IssueKind kind, int line, int column, (string En, string Fr) problem, (string En, string Fr) mend) =>
        new(kind, line, column, problem.En, mend.En, problem.Fr, mend.Fr);

    /// <summary>The row was left out.</summary>
    public bool IsError => Kind <= IssueKind.NotOnGrid;

    public override string ToString() => Line > 0 ? $"line {Line}, column {Column}: {Problem} {Mend}" : $"{Problem} {Mend}";
}

/// <summary>Sorts of oddities; those up to <see cref="NotOnGrid"/> leave a row out.</summary>
public enum IssueKind
{
    NoColumns,
    Unparsable,
    Negative,
    Duplicate,
    SkippedHour,
    NotOnGrid,
    Fractional,
    OutOfOrder,
    RepeatedHour,
    SeveralQueues,
    Gap,
    MissingDay,
    ClosedHours,
    OutlierDay,
    SilentLine,
    Holiday,
    LevelShift,
    OutOfHours,
}
