using NodaTime;

namespace Capacity.Domain.Calendars;

/// <summary>School holidays of metropolitan France by zone (Code de l'éducation, L521-1), first and last free day included.</summary>
/// <remarks>
/// Autumn, Christmas and summer follow the pattern of the decrees: the Saturday from 17 to 23 October, from 17 to 23 December, from 2 to 8 July. Winter and
/// spring are decreed with the order of the zones: the calendars of 2018-2019 to 2025-2026 are tabled (arrêtés du 24 juillet 2018, 26 juillet 2019, 14 et
/// 23 décembre 2020, 7 décembre 2022, 20 décembre 2024; 2021 as amended on 2 April). Years outside are extrapolated, an assumption
/// (<see cref="IsDecreed"/>): the zones' order goes round every three years, winter begins on the first Saturday from 4 February, spring eight weeks after.
/// </remarks>
public static class FrenchSchoolHolidays
{
    private static readonly Dictionary<int, Decree> Decrees = new()
    {
        [2019] = new("BAC", new(2, 9), new(4, 6), 7),
        [2020] = new("CBA", new(2, 8), new(4, 4), 7),
        [2021] = new("ACB", new(2, 6), new(4, 10), 0),
        [2022] = new("BAC", new(2, 5), new(4, 9), 7),
        [2023] = new("ABC", new(2, 4), new(4, 8), 7),
        [2024] = new("CAB", new(2, 10), new(4, 6), 7),
        [2025] = new("BCA", new(2, 8), new(4, 5), 7),
        [2026] = new("ABC", new(2, 7), new(4, 4), 7),
    };

    /// <summary>Whether winter and spring of a year are known from a decree.</summary>
    public static bool IsDecreed(int year) => Decrees.ContainsKey(year);

    /// <summary>The holidays that begin in a calendar year, in order.</summary>
    public static IReadOnlyList<SchoolHoliday> Of(int year, SchoolZone zone)
    {
        var decree = Decrees.GetValueOrDefault(year) ?? Extrapolated(year);
        var place = decree.Order.IndexOf(zone.ToString(), StringComparison.Ordinal);
        var spring = decree.Spring.InYear(year).PlusDays(decree.SpringStep * place);
        return
        [
            TwoWeeks(decree.Winter.InYear(year).PlusDays(7 * place), "Vacances d’hiver", "Winter holidays"),
            TwoWeeks(spring, "Vacances de printemps", "Spring holidays"),
            new(SummerStart(year), SchoolYearStart(year).PlusDays(-1), LocalizedText.Of("Vacances d’été", "Summer holidays")),
            TwoWeeks(SaturdayFrom(new LocalDate(year, 10, 17)), "Vacances de la Toussaint", "Autumn holidays"),
            TwoWeeks(SaturdayFrom(new LocalDate(year, 12, 17)), "Vacances de Noël", "Christmas holidays"),
        ];
    }

    /// <summary>Whether a zone's schools are closed for holidays on a day.</summary>
    public static bool Covers(LocalDate date, SchoolZone zone) => Of(date.Year, zone).Any(holiday => holiday.Contains(date))
        || date.Month == 1 && Of(date.Year - 1, zone)[^1].Contains(date);

    /// <summary>Share (0–1) of the three zones on holidays.</summary>
    public static double Share(LocalDate date) => Enum.GetValues<SchoolZone>().Count(zone => Covers(date, zone)) / 3.0;

    /// <summary>Saturday to the second Sunday after; past a public holiday on Monday, and past 2 January after a Sunday 1 January.</summary>
    private static SchoolHoliday TwoWeeks(LocalDate start, string french, string english)
    {
        var last = start.PlusDays(15);
        var monday = last.PlusDays(1);
        if (FrenchHolidays.Between(monday, monday.PlusDays(1)).Count > 0 || last is { Month: 1, Day: 1 })
            last = monday;
        return new SchoolHoliday(start, last, LocalizedText.Of(french, english));
    }

    private static LocalDate SummerStart(int year) => year switch
    {
        2021 => new LocalDate(2021, 7, 6),
        2022 => new LocalDate(2022, 7, 7),
        _ => SaturdayFrom(new LocalDate(year, 7, 2)),
    };

    /// <summary>The first of September, or the Monday after where it falls on a Friday or a weekend.</summary>
    private static LocalDate SchoolYearStart(int year)
    {
        var first = new LocalDate(year, 9, year == 2021 ? 2 : 1);
        return first.DayOfWeek >= IsoDayOfWeek.Friday ? first.Next(IsoDayOfWeek.Monday) : first;
    }

    private static LocalDate SaturdayFrom(LocalDate date) => date.DayOfWeek == IsoDayOfWeek.Saturday ? date : date.Next(IsoDayOfWeek.Saturday);

    private static Decree Extrapolated(int year)
    {
        var turn = ((year - 2026) % 3 + 3) % 3;
        var order = turn == 0 ? "ABC" : turn == 1 ? "CAB" : "BCA";
        var winter = SaturdayFrom(new LocalDate(year, 2, 4));
        var spring = winter.PlusWeeks(8);
        return new Decree(order, new AnnualDate(winter.Month, winter.Day), new AnnualDate(spring.Month, spring.Day), 7);
    }

    /// <summary>Zones in the order of leaving, the first one's winter and spring, days between zones in spring.</summary>
    private sealed record Decree(string Order, AnnualDate Winter, AnnualDate Spring, int SpringStep);
}

/// <summary>Zones of the French school calendar; Corsica and overseas have their own.</summary>
public enum SchoolZone
{
    A,
    B,
    C,
}

/// <summary>A stretch of school holidays, both days included.</summary>
public sealed record SchoolHoliday(LocalDate First, LocalDate Last, LocalizedText Name)
{
    public bool Contains(LocalDate date) => date >= First && date <= Last;
}
