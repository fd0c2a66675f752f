namespace Capacity.Forecasting.History;

/// <summary>
/// Finds days from which on the level is another: medians of the twenty usable days before and after, each day relative to its
/// weekday's median, differ by far more than the days differ among themselves.
/// </summary>
/// <remarks>
/// A small step (a product launched, a number merged) is the new ordinary: earlier days are scaled to it. A step beyond
/// <see cref="LargestOrdinaryStep"/> is an event, and the days after it are left out. Slow trends and seasons are left alone.
/// </remarks>
internal static class LevelShifts
{
    /// <summary>Usable days on each side.</summary>
    public const int Window = 20;

    /// <summary>Factor from which on a step is an event and not a new ordinary week.</summary>
    public const double LargestOrdinaryStep = 1.5;

    /// <summary>Steps smaller than this, on the logarithm, are left to the weights of recent days.</summary>
    private const double SmallestStep = 0.15;

    /// <summary>Standard errors of the difference of two medians that a step must exceed.</summary>
    private const double Distance = 6;

    /// <summary>Usable days on each side that tell the size of a step that was found.</summary>
    private const int SizedBy = 60;

    private const int MostShifts = 3;

    public static void Correct(CorrectionSheet sheet)
    {
        var known = new HashSet<NodaTime.LocalDate>();
        for (var found = 0; found < MostShifts; found++)
        {
            var days = Relative(sheet);
            if (Largest(days) is not { } at || !known.Add(days[at].Day.Date))
                return;
            var step = Level(days, at, Math.Min(days.Count, at + SizedBy)) - Level(days, Math.Max(0, at - SizedBy), at);
            sheet.Breaks.Add(days[at].Day.Date);
            var (date, factor) = (days[at].Day.Date, Math.Exp(step));
            var problem = $"From {date:uuuu-MM-dd} on the level is {factor:0.00} times the earlier one.";
            if (Math.Abs(step) <= Math.Log(LargestOrdinaryStep))
                sheet.Scale(IssueKind.LevelShift, Rows(sheet, day => day.Date < date), factor, problem,
                    "Earlier days are scaled to the new level; refuse it if the change does not last.");
            else
            {
                sheet.LeaveOut(IssueKind.LevelShift, Rows(sheet, day => day.Date >= date), problem,
                    "So large a change is an event: the days since then are left out; refuse it if they are the new ordinary week.");
                return;
            }
        }
    }

    private static List<int> Rows(CorrectionSheet sheet, Func<CorrectionSheet.DayRows, bool> isMeant) =>
        [.. sheet.Days.Where(isMeant).SelectMany(day => day.Rows).Where(row => !sheet.IsLeftOut(row))];

    /// <summary>Logarithms of the days' totals relative to the median of their weekday, without empty days.</summary>
    private static List<(CorrectionSheet.DayRows Day, double Level)> Relative(CorrectionSheet sheet)
    {
        var days = sheet.Days.Select(day => (Day: day, Total: sheet.Total(day))).Where(pair => pair.Total > 0).ToList();
        var medians = days.GroupBy(pair => pair.Day.Date.DayOfWeek)
            .ToDictionary(group => group.Key, group => Statistics.MedianOfSorted([.. group.Select(pair => pair.Total).Order()]));
        return days.ConvertAll(pair => (pair.Day, Math.Log(pair.Total / medians[pair.Day.Date.DayOfWeek])));
    }

    private static int? Largest(List<(CorrectionSheet.DayRows Day, double Level)> days)
    {
        (int At, double Score)? best = null;
        for (var at = Window; at <= days.Count - Window; at++)
        {
            var (size, error) = Step(days, at);
            var score = Math.Abs(size) / error;
            if (Math.Abs(size) >= SmallestStep && score >= Distance && score > (best?.Score ?? 0))
                best = (at, score);
        }
        return best is { } found ? Sharpest(days, found.At) : null;
    }

    /// <summary>Near a step that was found, the day at which the two levels explain the days with the smallest absolute error.</summary>
    private static int Sharpest(List<(CorrectionSheet.DayRows Day, double Level)> days, int at)
    {
        var (before, after) = (Statistics.MedianOfSorted(Sorted(days, at - Window)), Statistics.MedianOfSorted(Sorted(days, at)));
        double Error(int split) => Enumerable.Range(at - Window / 2, Window).Sum(
            day => Math.Abs(days[day].Level - (day < split ? before : after)));
        return Enumerable.Range(at - Window / 2, Window + 1).Where(split => split >= Window && split <= days.Count - Window).MinBy(Error);
    }

    /// <summary>Difference of the medians of both sides, and the standard error of such a difference (1.2533 σ √(2/n), σ robust).</summary>
    private static (double Size, double Error) Step(List<(CorrectionSheet.DayRows Day, double Level)> days, int at)
    {
        var (before, after) = (Sorted(days, at - Window), Sorted(days, at));
        var (low, high) = (Statistics.MedianOfSorted(before), Statistics.MedianOfSorted(after));
        var spread = Math.Max(Statistics.RobustDeviation(before, low), Statistics.RobustDeviation(after, high));
        return (high - low, 1.2533 * Math.Max(spread, 1e-6) * Math.Sqrt(2.0 / Window));
    }

    private static double Level(List<(CorrectionSheet.DayRows Day, double Level)> days, int from, int until) =>
        days.Take(from..until).Average(pair => pair.Level);

    private static List<double> Sorted(List<(CorrectionSheet.DayRows Day, double Level)> days, int from) =>
        [.. days.Skip(from).Take(Window).Select(pair => pair.Level).Order()];
}
