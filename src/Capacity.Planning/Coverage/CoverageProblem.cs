using Capacity.Domain.Labor;
using NodaTime;

namespace Capacity.Planning.Coverage;

/// <summary>One week of one team: agents required by interval, the people who can work, and the rules their shifts must keep.</summary>
public sealed record CoverageProblem
{
    /// <summary>The Monday of the week.</summary>
    public LocalDate Monday { get; init; }

    /// <summary>Length of an interval: 15, 30 or 60 minutes.</summary>
    public int IntervalMinutes { get; init; } = 30;

    /// <summary>Agents required by day (Monday first) and interval of the day, from midnight; fractions are welcome.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Required { get; init; } = [];

    /// <summary>What a missing agent costs for an hour, by day and interval, in euros; empty: <see cref="MissingHour"/> everywhere.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Value { get; init; } = [];

    /// <summary>What a missing agent costs for an hour where <see cref="Value"/> says nothing, in euros.</summary>
    public double MissingHour { get; init; } = 200;

    public IReadOnlyList<Crew> Crews { get; init; } = [];

    /// <summary>Rules that every shift and every person's week must keep.</summary>
    public IReadOnlyList<LaborRule> Rules { get; init; } = [];

    internal int IntervalsPerDay => 1440 / IntervalMinutes;

    internal double RequiredAt(int day, int interval) => day < Required.Count && interval < Required[day].Count ? Required[day][interval] : 0;

    /// <summary>Euros that a missing agent costs over the whole interval.</summary>
    internal double PenaltyAt(int day, int interval) => (Value.Count > 0 ? Value[day][interval] : MissingHour) * IntervalMinutes / 60;
}

/// <summary>People of a team with the same contract and the same kind of shift.</summary>
public sealed record Crew
{
    public string Id { get; init; } = "";

    /// <summary>People who can work in the week.</summary>
    public int Heads { get; init; }

    /// <summary>Paid hours per week of the contract.</summary>
    public double ContractHours { get; init; } = 35;

    /// <summary>Cost of a paid hour in euros; 0 where the hours are paid whether they are placed or not.</summary>
    public double HourlyCost { get; init; } = 22;

    public ShiftKind Shift { get; init; } = new();

    /// <summary>Days that one person can work: contract hours ÷ hours of a shift, at most six.</summary>
    internal int DaysPerPerson => (int)Math.Min(6, Math.Floor(ContractHours / (Shift.PaidMinutes / 60.0) + 1e-9));
}

/// <summary>The shape of a shift: paid length, when it may start, its lunch and its paid breaks.</summary>
public sealed record ShiftKind
{
    /// <summary>Paid minutes, paid breaks among them.</summary>
    public int PaidMinutes { get; init; } = 420;

    /// <summary>First and last start, and the step between starts.</summary>
    public LocalTime FirstStart { get; init; } = new(7, 0);
    public LocalTime LastStart { get; init; } = new(14, 0);
    public int StepMinutes { get; init; } = 30;

    /// <summary>Unpaid lunch in minutes; 0: none.</summary>
    public int LunchMinutes { get; init; } = 60;

    /// <summary>Earliest start of lunch after the shift's start, and latest end before the shift's end, in minutes.</summary>
    public int LunchAfterMinutes { get; init; } = 120;
    public int LunchBeforeMinutes { get; init; } = 120;

    /// <summary>A paid break of so many minutes in each half of the shift; 0: none.</summary>
    public int BreakMinutes { get; init; } = 15;

    /// <summary>Step between the places of lunch and of breaks; the interval, where that is longer.</summary>
    public int BreakStepMinutes { get; init; } = 30;

    /// <summary>Least work in minutes before and after a break.</summary>
    public int WorkAroundBreakMinutes { get; init; } = 60;
}
