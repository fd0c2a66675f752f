using System.Text;

namespace Capacity.Dashboard.Charts;

/// <summary>Turns a chart into SVG coordinates of one size.</summary>
public sealed class ChartPaths
{
    private readonly ChartModel _model;

    /// <summary>Lays the chart out in a drawing of the given size.</summary>
    public ChartPaths(ChartModel model, double width, double height)
    {
        Left = 52;
        Right = width - 8;
        Top = 14 + 13 * Math.Min(model.Markers.Count, 3);
        Bottom = height - 22;
        _model = model.Thinned((int)(Right - Left));
        Scale = ChartScale.For(model.Top ?? model.Largest(), Bottom - Top);
        if (model.Top is { } top) Scale = Scale with { Top = top };
    }

    /// <summary>Edges of the plot in pixels.</summary>
    public double Left { get; }

    /// <inheritdoc cref="Left"/>
    public double Right { get; }

    /// <inheritdoc cref="Left"/>
    public double Top { get; }

    /// <inheritdoc cref="Left"/>
    public double Bottom { get; }

    /// <summary>The vertical scale.</summary>
    public ChartScale Scale { get; }

    /// <summary>The chart as it is drawn, thinned to the width.</summary>
    public ChartModel Drawn => _model;

    private double Cell => (Right - Left) / Math.Max(1, _model.Points.Count);

    /// <summary>The middle of a point's cell.</summary>
    public double X(double point) => Left + (point + 0.5) * Cell;

    /// <summary>The height of a value.</summary>
    public double Y(double value) => Top + Scale.Y(value);

    /// <summary>The <c>d</c> attribute of a series' path.</summary>
    public string Path(ChartSeries series) => series.Kind switch
    {
        SeriesKind.Area => Between(Floor(series), i => series.At(i) is { } value ? Floor(series)(i) + value : null),
        SeriesKind.Band => Between(i => series.LowerAt(i) ?? 0, series.At),
        SeriesKind.Step => Steps(series),
        SeriesKind.Bar => Bars(series),
        _ => Line(series),
    };

    private Func<int, double> Floor(ChartSeries series)
    {
        ChartSeries[] below = [.. _model.Series.TakeWhile(other => !ReferenceEquals(other, series)).Where(other => other.Kind == SeriesKind.Area)];
        return point => below.Sum(other => other.At(point) ?? 0);
    }

    private string Between(Func<int, double> lower, Func<int, double?> upper)
    {
        StringBuilder path = new();
        foreach ((int first, int last) in Runs(upper))
        {
            path.Append('M');
            for (int i = first; i <= last; i++) Point(path, X(i), Y(upper(i)!.Value));
            for (int i = last; i >= first; i--) Point(path, X(i), Y(lower(i)));
            path.Append('Z');
        }

        return path.ToString();
    }

    private string Line(ChartSeries series)
    {
        StringBuilder path = new();
        foreach ((int first, int last) in Runs(series.At))
        {
            path.Append('M');
            for (int i = first; i <= last; i++) Point(path, X(i), Y(series.At(i)!.Value));
        }

        return path.ToString();
    }

    private string Steps(ChartSeries series)
    {
        StringBuilder path = new();
        foreach ((int first, int last) in Runs(series.At))
        {
            path.Append('M');
            for (int i = first; i <= last; i++)
            {
                double y = Y(series.At(i)!.Value);
                Point(path, Left + i * Cell, y);
                Point(path, Left + (i + 1) * Cell, y);
            }
        }

        return path.ToString();
    }

    private string Bars(ChartSeries series)
    {
        StringBuilder path = new();
        for (int i = 0; i < _model.Points.Count; i++)
        {
            if (series.At(i) is not { } value) continue;
            double left = Left + (i + 0.08) * Cell, right = Left + (i + 0.92) * Cell;
            path.Append('M');
            Point(path, left, Bottom);
            Point(path, left, Y(value));
            Point(path, right, Y(value));
            Point(path, right, Bottom);
            path.Append('Z');
        }

        return path.ToString();
    }

    private IEnumerable<(int First, int Last)> Runs(Func<int, double?> at)
    {
        int first = -1;
        for (int i = 0; i <= _model.Points.Count; i++)
        {
            bool there = i < _model.Points.Count && at(i) is not null;
            if (there && first < 0) first = i;
            if (there || first < 0) continue;
            yield return (first, i - 1);
            first = -1;
        }
    }

    private static void Point(StringBuilder path, double x, double y) =>
        path.Append(ChartScale.Number(x)).Append(' ').Append(ChartScale.Number(y)).Append(' ');
}
