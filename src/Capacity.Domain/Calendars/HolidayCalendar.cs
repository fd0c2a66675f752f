using System.Collections.Concurrent;
using NodaTime;

namespace Capacity.Domain.Calendars;

/// <summary>The public holidays of a country, computed for any year.</summary>
public sealed class HolidayCalendar
{
    public static readonly HolidayCalendar France = new("fr", FrenchHolidays.Of);
    public static readonly HolidayCalendar UnitedStates = new("us", UnitedStatesHolidays.Of);

    /// <summary>A calendar without holidays.</summary>
    public static readonly HolidayCalendar None = new("none", _ => []);

    /// <summary>The calendars that have holidays.</summary>
    public static readonly IReadOnlyList<HolidayCalendar> Known = [France, UnitedStates];

    private readonly ConcurrentDictionary<int, HashSet<LocalDate>> _years = new();
    private readonly Func<int, IReadOnlyList<PublicHoliday>> _of;

    private HolidayCalendar(string code, Func<int, IReadOnlyList<PublicHoliday>> of) => (Code, _of) = (code, of);

    /// <summary>Country by its two letters (ISO 3166), lower case; "none" for no holidays.</summary>
    public string Code { get; }

    /// <summary>The calendar of a code, null where it is unknown.</summary>
    public static HolidayCalendar? Named(string code) =>
        Known.Append(None).FirstOrDefault(calendar => string.Equals(calendar.Code, code, StringComparison.OrdinalIgnoreCase));

    public bool Contains(LocalDate date) => _years.GetOrAdd(date.Year, year => [.. _of(year).Select(holiday => holiday.Date)]).Contains(date);
}
