using NodaTime;

namespace Capacity.Forecasting.History;

/// <summary>Finds the days on which a history's level breaks and stays broken for at least eight days: a crisis, a new line, a migration.</summary>
/// <remarks>
/// Compares the medians of up to 15 days before and after, weekdays taken out; a break must exceed six standard errors and 20 %. Found
/// breaks are taken out before the next is sought. Deviations come from first differences, which a break does not inflate.
/// </remarks>
internal static class LevelShifts
{
    private const int Window = 15;
    private const int Least = 8;
    private const int Most = 4;
    private const double SmallestBreak = 0.2;

    public static IReadOnlyList<LocalDate> In(IReadOnlyList<LocalDate> dates, IReadOnlyList<double> logTotals)
    {
        var level = WithoutWeekdays(dates, logTotals);
        var found = new SortedSet<LocalDate>();
        if (level.Length < 2 * Least)
            return [.. found];
        double[] differences = [.. Enumerable.Range(1, level.Length - 1).Select(i => level[i] - level[i - 1])];
        var deviation = Math.Max(0.01, Statistics.RobustDeviation(differences, 0) / Math.Sqrt(2));
        for (var sought = 0; sought < Most && Largest(level, deviation) is var (at, height) && at > 0; sought++)
        {
            found.Add(dates[at]); // the rest of a break that was found already may fall on the same day
            for (var i = at; i < level.Length; i++)
                level[i] -= height;
        }
        return [.. found];
    }

    private static double[] WithoutWeekdays(IReadOnlyList<LocalDate> dates, IReadOnlyList<double> values)
    {
        var medians = dates.Zip(values).GroupBy(pair => pair.First.DayOfWeek).ToDictionary(
            group => group.Key, group => Statistics.Median(group.Select(pair => pair.Second)));
        return [.. dates.Zip(values, (date, value) => value - medians[date.DayOfWeek])];
    }

    /// <summary>The break that stands out most, with its height; index 0 where none is large enough.</summary>
    private static (int At, double Height) Largest(double[] level, double deviation)
    {
        var (best, at) = (1.0, 0);
        for (var i = Least; i <= level.Length - Least; i++)
        {
            var (before, after) = (Math.Min(Window, i), Math.Min(Window, level.Length - i));
            var step = Statistics.Median(level[i..(i + after)]) - Statistics.Median(level[(i - before)..i]);
            var error = deviation * Math.Sqrt(Math.PI / 2 * (1.0 / before + 1.0 / after));
            var strength = Math.Abs(step) / Math.Max(6 * error, SmallestBreak);
            if (strength > best)
                (best, at) = (strength, i);
        }
        return at == 0 ? (0, 0) : Placed(level, at);
    }

    /// <summary>Where around a found break two medians leave the least absolute deviations: medians of windows do not tell the day.</summary>
    private static (int At, double Height) Placed(double[] level, int around)
    {
        var (first, end) = (Math.Max(0, around - Window), Math.Min(level.Length, around + Window));
        var (best, at, height) = (double.PositiveInfinity, around, 0.0);
        for (var split = first + Least / 2; split <= end - Least / 2; split++)
        {
            var (before, after) = (Statistics.Median(level[first..split]), Statistics.Median(level[split..end]));
            var left = level[first..split].Sum(value => Math.Abs(value - before)) + level[split..end].Sum(value => Math.Abs(value - after));
            if (left < best)
                (best, at, height) = (left, split, after - before);
        }
        return (at, height);
    }
}
