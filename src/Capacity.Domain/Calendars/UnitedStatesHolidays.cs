using NodaTime;

namespace Capacity.Domain.Calendars;

/// <summary>Federal holidays of the United States as banks keep them (5 U.S.C. 6103; Federal Reserve: a Sunday's is kept on Monday).</summary>
public static class UnitedStatesHolidays
{
    /// <summary>The holidays of a year, in order; Juneteenth from 2021.</summary>
    public static IReadOnlyList<PublicHoliday> Of(int year)
    {
        List<PublicHoliday> holidays =
        [
            Fixed(year, 1, 1, "Jour de l’An", "New Year’s Day"),
            Nth(year, 1, IsoDayOfWeek.Monday, 3, "Jour de Martin Luther King", "Martin Luther King Day"),
            Nth(year, 2, IsoDayOfWeek.Monday, 3, "Jour des présidents", "Washington’s Birthday"),
            new(new LocalDate(year, 6, 1).Previous(IsoDayOfWeek.Monday), LocalizedText.Of("Memorial Day", "Memorial Day")),
            Fixed(year, 7, 4, "Fête de l’Indépendance", "Independence Day"),
            Nth(year, 9, IsoDayOfWeek.Monday, 1, "Fête du Travail", "Labor Day"),
            Nth(year, 10, IsoDayOfWeek.Monday, 2, "Jour de Christophe Colomb", "Columbus Day"),
            Fixed(year, 11, 11, "Jour des anciens combattants", "Veterans Day"),
            Nth(year, 11, IsoDayOfWeek.Thursday, 4, "Action de grâce", "Thanksgiving Day"),
            Fixed(year, 12, 25, "Noël", "Christmas Day"),
        ];
        if (year >= 2021)
            holidays.Insert(4, Fixed(year, 6, 19, "Juneteenth", "Juneteenth"));
        return holidays;
    }

    private static PublicHoliday Fixed(int year, int month, int day, string french, string english)
    {
        var date = new LocalDate(year, month, day);
        return new(date.DayOfWeek == IsoDayOfWeek.Sunday ? date.PlusDays(1) : date, LocalizedText.Of(french, english));
    }

    private static PublicHoliday Nth(int year, int month, IsoDayOfWeek weekday, int nth, string french, string english) =>
        new(new LocalDate(year, month, 1).PlusDays(-1).Next(weekday).PlusWeeks(nth - 1), LocalizedText.Of(french, english));
}
