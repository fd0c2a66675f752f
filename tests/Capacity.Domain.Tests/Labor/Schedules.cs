using Capacity.Domain.Labor;
using NodaTime;

namespace Capacity.Domain.Tests.Labor;

/// <summary>Schedules of one person in a few words.</summary>
internal static class Schedules
{
    /// <summary>A Monday without holidays around it.</summary>
    public static readonly LocalDate Monday = new(2020, 3, 2);

    /// <summary>A shift on a day, with breaks written as "12:00+60" or, when paid, "10:30+15p".</summary>
    public static WorkedShift Shift(int day, string from, string until, params string[] breaks) => On(Monday.PlusDays(day), from, until, breaks);

    public static WorkedShift On(LocalDate date, string from, string until, params string[] breaks) => new(
        date + Time(from),
        until == "24:00" ? date.PlusDays(1).AtMidnight() : date + Time(until),
        [.. breaks.Select(pause => new WorkedBreak(date + Time(pause[..5]), double.Parse(pause[6..].TrimEnd('p')), pause.EndsWith('p')))]);

    public static PersonSchedule Of(params WorkedShift[] shifts) => new() { Person = "person", Shifts = shifts };

    /// <summary>So many weeks of equal days without a break, from Monday on.</summary>
    public static PersonSchedule Weeks(int weeks, int days, double hours) => Of(
    [
        .. from week in Enumerable.Range(0, weeks)
           from day in Enumerable.Range(0, days)
           let start = Monday.PlusDays(7 * week + day).At(new LocalTime(8, 0))
           select new WorkedShift(start, start.PlusMinutes((long)Math.Round(hours * 60)), []),
    ]);

    private static LocalTime Time(string text) => new(int.Parse(text[..2]), int.Parse(text[3..5]));
}
