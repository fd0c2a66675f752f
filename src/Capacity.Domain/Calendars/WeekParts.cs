namespace Capacity.Domain.Calendars;

/// <summary>Deals a week's whole number to its days, so that weeks and months of the same days have the same totals to the last digit.</summary>
public static class WeekParts
{
    /// <summary>The part of a whole number that falls to one of seven days, Monday is 0; the parts sum to it.</summary>
    public static long Of(long whole, int day) => Floor(whole * (day + 1)) - Floor(whole * day);

    private static long Floor(long value) => value >= 0 ? value / 7 : -((6 - value) / 7);
}
