using System.ComponentModel;
using NodaTime;

namespace Capacity.Domain.Supply;

/// <summary>A working day that a part of the team has: start, end, breaks and the days of the week on which it is worked.</summary>
public sealed record ShiftPattern
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("Days on which the shift is worked.")]
    public IReadOnlyList<IsoDayOfWeek> Days { get; init; } =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    [Description("Local time at which it starts.")]
    public LocalTime From { get; init; } = new(9, 0);

    [Description("Local time at which it ends; 00:00 means the day's end.")]
    public LocalTime Until { get; init; } = new(17, 0);

    [Description("Breaks and lunch within the shift; while the team has shifts, they stand in for its break shrinkage.")]
    public IReadOnlyList<ShiftBreak> Breaks { get; init; } = [];

    [Description("Weight of the shift among the team's shifts: how many of its people work it.")]
    public double Weight { get; init; } = 1;

    /// <summary>Share (0–1) of a stretch of the day, in minutes from midnight, that is worked.</summary>
    public double WorkedShare(double fromMinute, double untilMinute)
    {
        var length = untilMinute - fromMinute;
        if (length <= 0)
            return 0;
        var worked = Overlap(fromMinute, untilMinute, MinuteOf(From), EndMinute);
        foreach (var pause in Breaks)
            worked -= Overlap(fromMinute, untilMinute, MinuteOf(pause.At), MinuteOf(pause.At) + pause.Minutes);
        return Math.Max(0, worked) / length;
    }

    /// <summary>Minutes of presence in a day, breaks taken out.</summary>
    public double WorkedMinutes() => WorkedShare(0, 1440) * 1440;

    /// <summary>Minutes of a day that are paid: presence without unpaid breaks.</summary>
    public double PaidMinutes() => EndMinute - MinuteOf(From) - Breaks.Where(pause => !pause.Paid).Sum(pause => pause.Minutes);

    private double EndMinute => Until == LocalTime.Midnight ? 1440 : MinuteOf(Until);

    private static double MinuteOf(LocalTime time) => time.Hour * 60 + time.Minute;

    private static double Overlap(double from, double until, double start, double end) =>
        Math.Max(0, Math.Min(until, end) - Math.Max(from, start));
}

/// <summary>A stretch of a shift in which nobody is served.</summary>
public sealed record ShiftBreak
{
    [Description("Local time at which it begins.")]
    public LocalTime At { get; init; } = new(12, 0);

    [Description("Length in minutes.")]
    public double Minutes { get; init; } = 45;

    [Description("Whether the minutes are paid; short breaks usually are, lunch usually is not.")]
    public bool Paid { get; init; }
}
