using Capacity.Forecasting.Surges;
using NodaTime;

namespace Capacity.Forecasting.Accuracy;

/// <summary>What anybody can do with a wave on a sheet of paper: the measure that a fitted one must beat.</summary>
/// <remarks>Days may be missing: weekends of a line that is closed then. Everything goes by dates.</remarks>
public static class SimpleWave
{
    private const int DecayDays = 14;

    /// <summary>The newest count of the same weekday: P10, P50, P90 so many days ahead; the band adds deciles of x(t) − x(t − 7) so far.</summary>
    /// <param name="past">At least two days.</param>
    /// <param name="ahead">Days after the last one, from 1.</param>
    public static IReadOnlyList<double> LastWeek(DailyCounts past, int ahead)
    {
        var counts = past.Dates.Zip(past.Counts).ToDictionary(pair => pair.First, pair => pair.Second);
        var date = past.Dates[^1].PlusDays(ahead);
        while (date > past.Dates[^1])
            date = date.PlusDays(-7);
        var same = counts.TryGetValue(date, out var known) ? known : date < past.Dates[0] ? past.Counts[0] : 0;
        double[] residuals = [.. counts.Where(day => counts.ContainsKey(day.Key.PlusDays(-7))).Select(day => day.Value - counts[day.Key.PlusDays(-7)]).Order()];
        return residuals.Length == 0 ? [same, same, same]
            : [Math.Max(0, same + Statistics.QuantileOfSorted(residuals, 0.1)), same, same + Statistics.QuantileOfSorted(residuals, 0.9)];
    }

    /// <summary>Exponential decay: P10, P50, P90 of a log-linear fit of the last 14 counts, the band from its residuals.</summary>
    /// <inheritdoc cref="LastWeek"/>
    public static IReadOnlyList<double> Decay(DailyCounts past, int ahead)
    {
        double[] days = [.. past.Dates.TakeLast(DecayDays).Select(date => (double)Period.DaysBetween(past.Dates[^1], date))];
        double[] logs = [.. past.Counts.TakeLast(DecayDays).Select(count => Math.Log(Math.Max(count, 0.5)))];
        var (middle, mean) = (days.Average(), logs.Average());
        var slope = days.Zip(logs, (day, log) => (day - middle) * (log - mean)).Sum() / days.Sum(day => (day - middle) * (day - middle));
        double[] residuals = [.. days.Zip(logs, (day, log) => log - mean - slope * (day - middle)).Order()];
        var center = mean + slope * (ahead - middle);
        return [.. new[] { 0.1, 0.5, 0.9 }.Select(p => Math.Exp(center + Statistics.QuantileOfSorted(residuals, p)))];
    }
}
