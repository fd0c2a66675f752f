namespace Capacity.Dashboard.Charts;

/// <summary>Lanes of dated bars over the days of a scenario.</summary>
/// <param name="Days">Days from the first to the horizon.</param>
/// <param name="Lanes">From top to bottom.</param>
/// <param name="Ticks">Labels above the lanes; their point is a day.</param>
/// <param name="Today">The as-of day, counted from the first; absent: outside.</param>
public sealed record TimelineModel(int Days, IReadOnlyList<TimelineLane> Lanes, IReadOnlyList<ChartTick> Ticks, double? Today);

/// <summary>One lane, with a color token for all its bars.</summary>
public sealed record TimelineLane(string Name, string Color, IReadOnlyList<TimelineBar> Bars)
{
    /// <summary>Rows that the bars need so that none hides another.</summary>
    public int Rows => Bars.Count == 0 ? 1 : Bars.Max(bar => bar.Row) + 1;
}

/// <summary>Something with a beginning and an end, in days from the first; a point when both are the same.</summary>
public sealed record TimelineBar(string Label, double From, double Until, string When, bool Faint = false)
{
    /// <summary>Names what the bar stands for, where it can be moved; absent otherwise.</summary>
    public string? Key { get; init; }

    /// <summary>The row within the lane, from zero.</summary>
    public int Row { get; init; }

    /// <summary>True for something that happens on one day.</summary>
    public bool IsPoint => Until <= From;

    /// <summary>Gives each bar the first row in which it, with its label, does not touch the one before.</summary>
    public static IReadOnlyList<TimelineBar> Arranged(IEnumerable<TimelineBar> bars, double labelDays)
    {
        List<double> ends = [];
        List<TimelineBar> arranged = [];
        foreach (TimelineBar bar in bars.OrderBy(bar => bar.From))
        {
            double end = Math.Max(bar.Until, bar.From + bar.Label.Length * labelDays) + 1;
            int row = ends.FindIndex(taken => taken <= bar.From);
            if (row < 0)
            {
                row = ends.Count;
                ends.Add(end);
            }

            ends[row] = end;
            arranged.Add(bar with { Row = row });
        }

        return arranged;
    }
}
