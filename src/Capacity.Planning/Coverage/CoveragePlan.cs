using Capacity.Domain.Labor;

namespace Capacity.Planning.Coverage;

/// <summary>A week of shifts: who works when, what it costs, and how far at most it is from the best that is possible.</summary>
public sealed record CoveragePlan
{
    /// <summary>The week of every person who works.</summary>
    public IReadOnlyList<PersonSchedule> People { get; init; } = [];

    /// <summary>Cost of the paid hours and of missing agents, in euros.</summary>
    public double Cost { get; init; }

    /// <summary>No plan within the problem costs less: the value of the relaxation's dual. Rests between days are left out of it, which can only lower it.</summary>
    public double LowerBound { get; init; }

    /// <summary>Agent-hours that are required and not there.</summary>
    public double MissingHours { get; init; }

    /// <summary>Paid hours that are placed.</summary>
    public double PaidHours { get; init; }

    /// <summary>Shifts that no person could take without breaking a rule of rest; they are not in the plan.</summary>
    public int Unplaced { get; init; }

    /// <summary>Agents there by day and interval.</summary>
    public IReadOnlyList<double[]> Agents { get; init; } = [];

    /// <summary>(Cost − lower bound) ÷ lower bound: how much better any other plan could be at most.</summary>
    public double Gap => LowerBound > 0 ? (Cost - LowerBound) / LowerBound : 0;
}
