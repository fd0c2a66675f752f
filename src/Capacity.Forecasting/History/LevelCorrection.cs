namespace Capacity.Forecasting.History;

/// <summary>What is done about days from which on the level is another (<see cref="LevelShifts"/>).</summary>
/// <remarks>
/// A small step (a product launched, a number merged) is the new ordinary, and so is one that has lasted for <see cref="EventDays"/> days: earlier
/// days are scaled to it. A larger one is an event, whose days are left out. Slow trends and seasons are left alone.
/// </remarks>
internal static class LevelCorrection
{
    /// <summary>Factor from which on a step is an event and not a new ordinary week.</summary>
    public const double LargestOrdinaryStep = 1.5;

    /// <summary>Days with contacts on each side that tell the size of a step, up to the next one.</summary>
    private const int SizedBy = 60;

    /// <summary>Days with contacts after which any step is the new ordinary: eight working weeks, longer than published waves halve in.</summary>
    private const int EventDays = 40;

    public static void Correct(CorrectionSheet sheet)
    {
        var days = Relative(sheet);
        int[] found = [.. LevelShifts.In([.. days.Select(day => day.Day.Date)], [.. days.Select(day => Math.Log(sheet.Total(day.Day)))])
            .Select(date => days.FindIndex(day => day.Day.Date == date))];
        for (var i = found.Length - 1; i >= 0; i--)
        {
            var (first, at, end) = (i > 0 ? found[i - 1] : 0, found[i], i + 1 < found.Length ? found[i + 1] : days.Count);
            var step = Level(days, at, Math.Min(end, at + SizedBy)) - Level(days, Math.Max(first, at - SizedBy), at);
            sheet.Breaks.Add(days[at].Day.Date);
            var (date, factor) = (days[at].Day.Date, Math.Exp(step));
            var problem = ($"From {date:uuuu-MM-dd} on the level is {factor:0.00} times the earlier one.",
                $"À partir du {date:uuuu-MM-dd}, le niveau est {factor:0.00} fois celui d’avant.");
            var isEvent = Math.Abs(step) > Math.Log(LargestOrdinaryStep) && end - at < EventDays;
            if (isEvent)
                sheet.LeaveOut(IssueKind.LevelShift, Rows(sheet, day => day.Date >= date && (end == days.Count || day.Date < days[end].Day.Date)), problem,
                    ("So large a change is an event: its days are left out; refuse it if they are the new ordinary week.",
                        "Un changement aussi grand est un événement : ses jours sont écartés ; refusez s’ils sont la nouvelle semaine ordinaire."));
            if (!isEvent || end < days.Count)
                sheet.Scale(IssueKind.LevelShift, Rows(sheet, day => day.Date < date), factor, problem,
                    ("Earlier days are scaled to the new level; refuse it if the change does not last.",
                        "Les jours d’avant sont ramenés au nouveau niveau ; refusez si le changement ne dure pas."));
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

    private static double Level(List<(CorrectionSheet.DayRows Day, double Level)> days, int from, int until) =>
        days.Take(from..until).Average(pair => pair.Level);
}
