using NodaTime;

namespace Capacity.Forecasting.History;

/// <summary>What a file says about one start, over all queues that are wanted.</summary>
internal sealed class HistoryEntry(int line, double count, double handle, HistoryOutcome outcome, Offset? offset, string queue)
{
    private double? _asItCame;

    public int Line { get; } = line;
    public double Count { get; private set; } = count;
    public double Handle { get; private set; } = handle;
    public HistoryOutcome Outcome { get; private set; } = outcome;
    public Offset? Offset { get; } = offset;
    public string Queue { get; } = queue;
    public int Times { get; private set; } = 1;

    /// <summary>Why a second row of the same start and queue was not added; null where there was none.</summary>
    public IssueKind? Corrected { get; private set; }

    /// <summary>The same interval of another queue; handle time is weighted by counts.</summary>
    public void Add(double more, double handle, HistoryOutcome outcome)
    {
        Handle = HistorySeries.MeanHandle(Handle, Count, handle, more);
        Count += more;
        Outcome = Outcome.Plus(outcome);
    }

    /// <summary>The hour that daylight saving repeats: the mean of both; refused, their sum.</summary>
    public void Average(double other)
    {
        (Corrected, _asItCame) = (IssueKind.RepeatedHour, Count + other);
        Count = (Count + other) / 2;
        Times++;
    }

    /// <summary>A second row of the same start: the first is kept; refused, the later one.</summary>
    public void Repeat(double later)
    {
        if (later != Count)
            (Corrected, _asItCame) = (IssueKind.Duplicate, later);
    }

    /// <summary>Takes the correction back.</summary>
    public void Refuse() => Count = _asItCame ?? Count;
}
