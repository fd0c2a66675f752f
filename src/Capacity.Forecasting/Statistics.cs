namespace Capacity.Forecasting;

/// <summary>Robust summaries of small samples.</summary>
internal static class Statistics
{
    public static double MedianOfSorted(IReadOnlyList<double> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;

    public static double Median(IEnumerable<double> values) => MedianOfSorted([.. values.Order()]);

    /// <summary>1.4826 × the median absolute deviation: the standard deviation of a normal law, blind to outliers.</summary>
    public static double RobustDeviation(IReadOnlyList<double> values, double median) =>
        1.4826 * Median(values.Select(value => Math.Abs(value - median)));

    /// <summary>The quantile of a sorted sample, linear between order statistics.</summary>
    public static double QuantileOfSorted(IReadOnlyList<double> sorted, double p)
    {
        var place = p * (sorted.Count - 1);
        var below = (int)place;
        return below + 1 >= sorted.Count ? sorted[^1] : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}
