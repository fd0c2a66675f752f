namespace Capacity.Dashboard.Charts;

/// <summary>Joins neighboring points of a long chart, so that it never draws more points than it has pixels.</summary>
public static class ChartThinning
{
    /// <summary>The same chart with at most so many points: values become means of their bucket, bands keep their widest ends.</summary>
    public static ChartModel Thinned(this ChartModel model, int most)
    {
        int count = model.Points.Count;
        if (count <= most) return model;
        int bucket = (count + most - 1) / most;
        int buckets = (count + bucket - 1) / bucket;
        return model with
        {
            Points = [.. Enumerable.Range(0, buckets).Select(i => model.Points[i * bucket])],
            Series = [.. model.Series.Select(series => Thin(series, bucket, buckets))],
            Ticks = [.. model.Ticks.Select(tick => tick with { Point = tick.Point / bucket })],
            Markers = [.. model.Markers.Select(marker => marker with { Position = marker.Position / bucket })],
        };
    }

    private static ChartSeries Thin(ChartSeries series, int bucket, int buckets)
    {
        bool band = series.Kind == SeriesKind.Band;
        return series with
        {
            Values = Join(series.At, bucket, buckets, band ? Enumerable.Max : Enumerable.Average),
            Lower = series.Lower is null ? null : Join(series.LowerAt, bucket, buckets, Enumerable.Min),
        };
    }

    private static double?[] Join(Func<int, double?> at, int bucket, int buckets, Func<IEnumerable<double>, double> join)
    {
        double?[] joined = new double?[buckets];
        for (int i = 0; i < buckets; i++)
        {
            double[] values = [.. Enumerable.Range(i * bucket, bucket).Select(at).OfType<double>()];
            if (values.Length > 0) joined[i] = join(values);
        }

        return joined;
    }
}
