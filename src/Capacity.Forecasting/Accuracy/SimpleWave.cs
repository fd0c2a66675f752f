using Capacity.Forecasting.Surges;

namespace Capacity.Forecasting.Accuracy;

/// <summary>What anybody can do with a wave on a sheet of paper: the measure that a fitted one must beat.</summary>
public static class SimpleWave
{
    private const int DecayDays = 14;

    /// <summary>Last week repeated: P10, P50, P90 so many days ahead; the band adds deciles of x(t) − x(t − 7) so far.</summary>
    /// <param name="past">At least one day.</param>
    /// <param name="ahead">Days after the last one, from 1.</param>
    public static IReadOnlyList<double> LastWeek(DailyCounts past, int ahead)
    {
        var counts = past.Counts;
        var same = counts[Math.Max(0, counts.Count - 7 + (ahead - 1) % 7)];
        double[] residuals = [.. Enumerable.Range(7, Math.Max(0, counts.Count - 7)).Select(i => counts[i] - counts[i - 7]).Order()];
        return residuals.Length == 0 ? [same, same, same]
            : [Math.Max(0, same + Statistics.QuantileOfSorted(residuals, 0.1)), same, same + Statistics.QuantileOfSorted(residuals, 0.9)];
    }

    /// <summary>Exponential decay: P10, P50, P90 of a log-linear fit of the last 14 days, the band from its residuals.</summary>
    /// <inheritdoc cref="LastWeek"/>
    public static IReadOnlyList<double> Decay(DailyCounts past, int ahead)
    {
        double[] logs = [.. past.Counts.TakeLast(DecayDays).Select(count => Math.Log(Math.Max(count, 0.5)))];
        var middle = (logs.Length - 1) / 2.0;
        var mean = logs.Average();
        var slope = Enumerable.Range(0, logs.Length).Sum(i => (i - middle) * (logs[i] - mean))
            / Enumerable.Range(0, logs.Length).Sum(i => (i - middle) * (i - middle));
        double[] residuals = [.. logs.Select((log, i) => log - mean - slope * (i - middle)).Order()];
        var log = mean + slope * (logs.Length - 1 - middle + ahead);
        return [.. new[] { 0.1, 0.5, 0.9 }.Select(p => Math.Exp(log + Statistics.QuantileOfSorted(residuals, p)))];
    }
}
