using Capacity.Domain.Calendars;
using Capacity.Domain.Networks;
using NodaTime;

namespace Capacity.Domain.Samples;

/// <summary>Opening hours of the example, closed on the public holidays of its horizon. Hours are assumptions (FIELD grade A).</summary>
internal sealed class HorizonsHours(LocalDate start, int weeks)
{
    private static readonly IsoDayOfWeek[] MondayToFriday =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    private readonly IReadOnlyList<LocalDate> _holidays = FrenchHolidays.Between(start, start.PlusWeeks(weeks));

    /// <summary>Telephone, chat and social: Monday to Saturday, 9:00–19:00.</summary>
    public OpeningHours Counter() => Closed(9, 19, [.. MondayToFriday, IsoDayOfWeek.Saturday]);

    /// <summary>Help during the stay: every day, 8:00–20:00, public holidays included.</summary>
    public static OpeningHours Stay() =>
        OpeningHours.Weekly(new LocalTime(8, 0), new LocalTime(20, 0), [.. MondayToFriday, IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday]);

    /// <summary>Groups and works councils: Monday to Friday, 9:00–18:00.</summary>
    public OpeningHours Business() => Closed(9, 18, MondayToFriday);

    /// <summary>E-mail, complaints and files: Monday to Friday, 8:00–18:00.</summary>
    public OpeningHours Office() => Closed(8, 18, MondayToFriday);

    private OpeningHours Closed(int from, int until, IsoDayOfWeek[] days) =>
        OpeningHours.Weekly(new LocalTime(from, 0), new LocalTime(until, 0), days) with { ClosedDates = _holidays };
}
