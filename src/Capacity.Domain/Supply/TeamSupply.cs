namespace Capacity.Domain.Supply;

/// <summary>The people of one team in one week, before short-time work, overtime, loans and shrinkage: heads, hours, and how good they are.</summary>
/// <remarks>
/// Heads and hours are fractional and never rounded here. People leave at the end of a week, so that
/// <c>HeadsAtEnd = HeadsAtStart + Joiners − Leavers</c> holds. The default value is a team without anybody.
/// </remarks>
public readonly record struct TeamSupply
{
    /// <summary>Heads on the payroll when the week begins, and when it has ended.</summary>
    public double HeadsAtStart { get; init; }
    public double HeadsAtEnd { get; init; }

    /// <summary>Heads whose pay begins in the week, and heads that leave at its end: by attrition, and because a contract ends.</summary>
    public double Joiners { get; init; }
    public double Leavers { get; init; }

    /// <summary>Mean heads in the week that serve contacts when they are there, and mean heads in their training class.</summary>
    public double Trained { get; init; }
    public double InTraining { get; init; }

    /// <summary>Contract hours of the week of both.</summary>
    public double TrainedHours { get; init; }
    public double TrainingHours { get; init; }

    /// <summary>Contract hours of the week × the cost of an hour, of both, in euros.</summary>
    public double TrainedCost { get; init; }
    public double TrainingCost { get; init; }

    /// <summary>Mean contract hours of a trained head, and mean cost of one of these hours in euros; NaN where nobody is trained.</summary>
    public double HoursPerHead { get; init; }
    public double CostPerHour { get; init; }

    /// <summary>Contacts per hour ÷ those of experienced people (0–1), and their first-contact resolution ÷ that of experienced people.</summary>
    public double Efficiency { get; init; }
    public double Resolution { get; init; }

    /// <summary>Mean heads on the payroll.</summary>
    public double Heads => Trained + InTraining;

    /// <summary>Paid contract hours.</summary>
    public double Hours => TrainedHours + TrainingHours;

    /// <summary>Full-time equivalents on the contract basis of a site, 35 hours in France.</summary>
    public double FullTimeEquivalents(double fullTimeHours) => Hours / fullTimeHours;
}
