using Capacity.Domain.Calendars;
using NodaTime;

namespace Capacity.Forecasting.Baselines;

/// <summary>What the calendar says about a day, as far as its volume may depend on it.</summary>
internal readonly record struct DayTraits(
    int Number, int Weekday, int Month, double Holiday, double AfterHoliday, double SecondAfter, double School, int Shifts)
{
    private static readonly LocalDate Origin = new(2000, 1, 1);

    /// <summary>Days of months of 28 to 31 days, numbered: their places in the month differ.</summary>
    public const int MonthPlaces = 4 * 31;

    public static DayTraits Of(LocalDate date, HolidayCalendar holidays, bool schools, IReadOnlyList<LocalDate> shifts)
    {
        var yesterday = date.PlusDays(-1);
        return new DayTraits(
            Period.DaysBetween(Origin, date),
            (int)date.DayOfWeek,
            (date.Calendar.GetDaysInMonth(date.Year, date.Month) - 28) * 31 + date.Day - 1,
            holidays.Contains(date) ? 1 : 0,
            holidays.Contains(yesterday) ? 1 : 0,
            date.DayOfWeek < IsoDayOfWeek.Saturday && holidays.Contains(date.PlusDays(-2)) && !holidays.Contains(yesterday) ? 1 : 0,
            schools ? FrenchSchoolHolidays.Share(date) : 0,
            shifts.Count(shift => date >= shift));
    }

    /// <summary>Place in a month of 30.4 days, in days from its start.</summary>
    public static double PlaceInMonth(int month) => month % 31 * 30.4 / (month / 31 + 28);
}
