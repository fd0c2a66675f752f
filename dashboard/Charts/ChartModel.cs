namespace Capacity.Dashboard.Charts;

/// <summary>What a chart over time or over a number shows, before it has a size.</summary>
/// <param name="Name">What the chart shows, for its accessible name.</param>
/// <param name="Points">One label per point of the axis, as the table behind the chart says it.</param>
/// <param name="Series">What is drawn, in drawing order.</param>
public sealed record ChartModel(string Name, IReadOnlyList<string> Points, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>Labels under the axis, at some of the points.</summary>
    public IReadOnlyList<ChartTick> Ticks { get; init; } = [];

    /// <summary>Events on the axis: announcements, the as-of day.</summary>
    public IReadOnlyList<ChartMarker> Markers { get; init; } = [];

    /// <summary>A horizontal goal line; absent: none.</summary>
    public double? Goal { get; init; }

    /// <summary>The largest value of the axis; absent: from the data.</summary>
    public double? Top { get; init; }

    /// <summary>Turns a value into words with its unit.</summary>
    public Func<double, string> Format { get; init; } = value => value.ToString("N0", System.Globalization.CultureInfo.CurrentCulture);

    /// <summary>The name of the first column of the table.</summary>
    public string PointName { get; init; } = "";

    /// <summary>The largest value that any series reaches, stacks added up.</summary>
    public double Largest()
    {
        double largest = Goal ?? 0;
        for (int i = 0; i < Points.Count; i++)
        {
            double stack = 0;
            foreach (ChartSeries series in Series)
            {
                double value = series.At(i) ?? 0;
                if (series.Kind == SeriesKind.Area) stack += value;
                largest = Math.Max(largest, Math.Max(value, stack));
            }
        }

        return largest;
    }
}

/// <summary>How a series is drawn.</summary>
public enum SeriesKind
{
    /// <summary>An area on top of the areas before it.</summary>
    Area,

    /// <summary>The room between a lower and an upper value: an interval.</summary>
    Band,

    /// <summary>A line through the points.</summary>
    Line,

    /// <summary>A bar over each step of the axis: a count of that step alone.</summary>
    Bar,

    /// <summary>A line that keeps its value over a whole step of the axis.</summary>
    Step,
}

/// <summary>One row of values along the axis; an absent value leaves a gap.</summary>
/// <param name="Name">The name in the legend and in the table.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Color">The name of a color token.</param>
/// <param name="Values">One value per point; of a band, the upper end.</param>
/// <param name="Lower">The lower end of a band.</param>
public sealed record ChartSeries(string Name, SeriesKind Kind, string Color, IReadOnlyList<double?> Values, IReadOnlyList<double?>? Lower = null)
{
    /// <summary>The value at a point where there is a finite one.</summary>
    public double? At(int point) => Finite(Values, point);

    /// <summary>The lower end at a point where there is a finite one.</summary>
    public double? LowerAt(int point) => Lower is null ? null : Finite(Lower, point);

    private static double? Finite(IReadOnlyList<double?> values, int point) =>
        point < values.Count && values[point] is { } value && double.IsFinite(value) ? value : null;
}

/// <summary>A label under the axis.</summary>
/// <param name="Point">Index of the point.</param>
/// <param name="Label">What is written.</param>
public sealed record ChartTick(int Point, string Label);

/// <summary>An event on the axis.</summary>
/// <param name="Position">Point index, where fractions lie between points.</param>
/// <param name="Label">What is written beside it.</param>
/// <param name="Color">The name of a color token.</param>
public sealed record ChartMarker(double Position, string Label, string Color = "announcement");
