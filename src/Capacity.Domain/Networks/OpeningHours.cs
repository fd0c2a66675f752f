using System.ComponentModel;
using NodaTime;

namespace Capacity.Domain.Networks;

/// <summary>Weekly hours in local time, with dates on which they do not hold.</summary>
public sealed record OpeningHours
{
    [Description("Stretches of opening in a week; they do not overlap.")]
    public IReadOnlyList<OpenPeriod> Periods { get; init; } = [];

    [Description("Dates closed all day, public holidays for example.")]
    public IReadOnlyList<LocalDate> ClosedDates { get; init; } = [];

    /// <summary>The same hours on each of the given days.</summary>
    public static OpeningHours Weekly(LocalTime from, LocalTime until, params IsoDayOfWeek[] days) =>
        new() { Periods = [.. days.Select(day => new OpenPeriod { Day = day, From = from, Until = until })] };

    /// <summary>Whether a local moment lies in the hours; starts are included, ends are not.</summary>
    public bool IsOpen(LocalDateTime local)
    {
        if (ClosedDates.Contains(local.Date))
            return false;
        foreach (var period in Periods)
            if (period.Contains(local))
                return true;
        return false;
    }

    /// <summary>Open hours of an ordinary week.</summary>
    public double HoursPerWeek() => Periods.Sum(p => p.Hours());
}

/// <summary>One stretch of opening on one day of the week; an end at midnight (00:00) means the day's end.</summary>
public sealed record OpenPeriod
{
    [Description("Day of the week.")]
    public IsoDayOfWeek Day { get; init; } = IsoDayOfWeek.Monday;

    [Description("Local time at which it opens.")]
    public LocalTime From { get; init; } = new(9, 0);

    [Description("Local time at which it closes; 00:00 means the day's end.")]
    public LocalTime Until { get; init; } = new(18, 0);

    public bool Contains(LocalDateTime local) =>
        local.DayOfWeek == Day && local.TimeOfDay >= From && (Until == LocalTime.Midnight || local.TimeOfDay < Until);

    public double Hours()
    {
        var end = Until == LocalTime.Midnight ? NodaConstants.NanosecondsPerDay : Until.NanosecondOfDay;
        return (end - From.NanosecondOfDay) / (double)NodaConstants.NanosecondsPerHour;
    }
}
