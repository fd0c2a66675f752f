using NodaTime;

namespace Capacity.Domain.Labor;

/// <summary>The shifts of one person, in local time, with what the rules ask about the contract.</summary>
public sealed record PersonSchedule
{
    public string Person { get; init; } = "";

    /// <summary>Hours per week of the contract.</summary>
    public double ContractHours { get; init; } = 35;

    /// <summary>The hours of a full week by law; below, a contract is part time.</summary>
    public double FullWeekHours { get; init; } = 35;

    /// <summary>The day on which the schedule was told; null where it is not known.</summary>
    public LocalDate? Announced { get; init; }

    /// <summary>Shifts in order of time that do not overlap.</summary>
    public IReadOnlyList<WorkedShift> Shifts { get; init; } = [];

    public bool IsPartTime => ContractHours < FullWeekHours;
}

/// <summary>A stretch of presence with its breaks, in local time; it counts to the day on which it starts.</summary>
public sealed record WorkedShift(LocalDateTime Start, LocalDateTime End, IReadOnlyList<WorkedBreak> Breaks)
{
    public LocalDate Date => Start.Date;

    /// <summary>Effective work in hours: presence without any break, paid ones included (P2ST pays breaks that are no effective work).</summary>
    public double Hours => Minutes(Start, End) / 60 - Breaks.Sum(pause => pause.Minutes) / 60;

    /// <summary>Hours that are paid: presence without unpaid breaks.</summary>
    public double PaidHours => Minutes(Start, End) / 60 - Breaks.Where(pause => !pause.Paid).Sum(pause => pause.Minutes) / 60;

    /// <summary>The same shift so many weeks later.</summary>
    public WorkedShift WeeksLater(int weeks) =>
        new(Start.PlusWeeks(weeks), End.PlusWeeks(weeks), [.. Breaks.Select(pause => pause with { Start = pause.Start.PlusWeeks(weeks) })]);

    public static double Minutes(LocalDateTime from, LocalDateTime until) =>
        Period.Between(from, until, PeriodUnits.Minutes).Minutes;
}

/// <summary>A break within a shift.</summary>
public sealed record WorkedBreak(LocalDateTime Start, double Minutes, bool Paid)
{
    public LocalDateTime End => Start.PlusMinutes((long)Minutes);
}
