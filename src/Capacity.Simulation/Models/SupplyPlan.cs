namespace Capacity.Simulation.Models;

/// <summary>Positions, hours and cost in one course of events, before absence waves are drawn.</summary>
internal sealed class SupplyPlan
{
    /// <summary>Positions that one hour of the week makes, by pool and interval; pools with the same hours share theirs.</summary>
    public required double[][] Positions { get; init; }

    /// <summary>Serving hours of a week by pool and day.</summary>
    public required double[][] WeeklyHours { get; init; }

    /// <summary>Expected agents of a pool on the floor in an interval of a day.</summary>
    public double AgentsAt(int pool, int interval, int day) => Positions[pool][interval] * WeeklyHours[pool][day];

    /// <summary>Paid hours, overtime among them, and their cost in euros, by team and day.</summary>
    public required double[][] PaidHours { get; init; }
    public required double[][] OvertimeHours { get; init; }
    public required double[][] Cost { get; init; }
    public required WaveModel[] Waves { get; init; }

    /// <summary>Seats by site and day; those who work from home need none.</summary>
    public required int[][] Seats { get; init; }

    /// <summary>What tenure multiplies handle time and first-contact resolution by, by pool and week; empty: nothing.</summary>
    public required double[][] HandleFactor { get; init; }
    public required double[][] Resolution { get; init; }
}

/// <summary>Extra absence of a site by day, as a share of its drawn peak.</summary>
internal sealed record WaveModel(int Site, double MeanPeak, double PeakVariation, double[] ShapeByDay);
