using NodaTime;

namespace Capacity.Domain.Calendars;

/// <summary>Public holidays of metropolitan France (Code du travail, L3133-1), computed for any year of the Gregorian calendar.</summary>
public static class FrenchHolidays
{
    /// <summary>The eleven public holidays of a year, in order; Alsace-Moselle's two more are not among them.</summary>
    public static IReadOnlyList<PublicHoliday> Of(int year)
    {
        var easter = EasterSunday(year);
        PublicHoliday[] holidays =
        [
            new(new LocalDate(year, 1, 1), LocalizedText.Of("Jour de l’An", "New Year’s Day")),
            new(easter.PlusDays(1), LocalizedText.Of("Lundi de Pâques", "Easter Monday")),
            new(new LocalDate(year, 5, 1), LocalizedText.Of("Fête du Travail", "Labour Day")),
            new(new LocalDate(year, 5, 8), LocalizedText.Of("Victoire 1945", "Victory Day 1945")),
            new(easter.PlusDays(39), LocalizedText.Of("Ascension", "Ascension Day")),
            new(easter.PlusDays(50), LocalizedText.Of("Lundi de Pentecôte", "Whit Monday")),
            new(new LocalDate(year, 7, 14), LocalizedText.Of("Fête nationale", "Bastille Day")),
            new(new LocalDate(year, 8, 15), LocalizedText.Of("Assomption", "Assumption Day")),
            new(new LocalDate(year, 11, 1), LocalizedText.Of("Toussaint", "All Saints’ Day")),
            new(new LocalDate(year, 11, 11), LocalizedText.Of("Armistice 1918", "Armistice Day 1918")),
            new(new LocalDate(year, 12, 25), LocalizedText.Of("Noël", "Christmas Day")),
        ];
        return [.. holidays.OrderBy(holiday => holiday.Date)];
    }

    /// <summary>Dates of the public holidays from a first day until an end that is excluded.</summary>
    public static IReadOnlyList<LocalDate> Between(LocalDate from, LocalDate until) =>
    [
        .. Enumerable.Range(from.Year, until.Year - from.Year + 1)
            .SelectMany(Of)
            .Select(holiday => holiday.Date)
            .Where(date => date >= from && date < until),
    ];

    /// <summary>Easter Sunday by the anonymous Gregorian computus (Nature, 20 April 1876; Meeus, Astronomical Algorithms, ch. 8).</summary>
    public static LocalDate EasterSunday(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
        int h = (19 * a + b - d - g + 15) % 30;
        int i = c / 4, k = c % 4;
        int l = (32 + 2 * e + 2 * i - h - k) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return new LocalDate(year, n / 31, n % 31 + 1);
    }
}

/// <summary>A day on which offices are closed by law, with its name.</summary>
public sealed record PublicHoliday(LocalDate Date, LocalizedText Name);
