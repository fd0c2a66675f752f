using Capacity.Domain.Calendars;
using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Baselines;

/// <summary>Tells from a history which country's public holidays the queue keeps, and whether it closes on them.</summary>
internal static class KeptHolidays
{
    /// <summary>The calendar of whose holidays most were closed or had less than half of their weekday's median; none without evidence.</summary>
    public static HolidayCalendar In(IReadOnlyList<HistoryDay> days, Func<IsoDayOfWeek, bool> usuallyOpen)
    {
        var (best, most) = (HolidayCalendar.None, 0);
        foreach (var calendar in HolidayCalendar.Known)
        {
            var (off, on) = Count(days, usuallyOpen, calendar, total => total);
            if (off > on && off - on > most)
                (best, most) = (calendar, off - on);
        }
        return best;
    }

    /// <summary>Whether most of a calendar's holidays have no rows, or nothing but zeros.</summary>
    public static bool Closed(IReadOnlyList<HistoryDay> days, Func<IsoDayOfWeek, bool> usuallyOpen, HolidayCalendar calendar)
    {
        var (off, on) = Count(days, usuallyOpen, calendar, total => total > 0 ? double.PositiveInfinity : 0);
        return off > on;
    }

    private static (int Off, int On) Count(
        IReadOnlyList<HistoryDay> days, Func<IsoDayOfWeek, bool> usuallyOpen, HolidayCalendar calendar, Func<double, double> size)
    {
        var medians = days.GroupBy(day => day.Date.DayOfWeek).ToDictionary(
            group => group.Key, group => Statistics.Median(group.Select(day => day.Total)));
        var totals = days.ToDictionary(day => day.Date, day => day.Total);
        var (off, on) = (0, 0);
        for (var date = days[0].Date; date <= days[^1].Date; date = date.PlusDays(1))
            if (usuallyOpen(date.DayOfWeek) && calendar.Contains(date))
            {
                if (size(totals.GetValueOrDefault(date)) < 0.5 * medians.GetValueOrDefault(date.DayOfWeek, 1))
                    off++;
                else
                    on++;
            }
        return (off, on);
    }
}
