using NodaTime;

namespace Capacity.Planning.Bridge;

/// <summary>What a team's requirement in one week is made of; a bridge changes these factors one by one.</summary>
public sealed record StaffingDrivers
{
    public string Team { get; init; } = "";

    /// <summary>The Monday of the week.</summary>
    public LocalDate Monday { get; init; }

    /// <summary>Fresh contacts of the team.</summary>
    public double Volume { get; init; }

    /// <summary>Contacts offered ÷ fresh contacts: redials, recontacts, chasers and the like.</summary>
    public double Repeats { get; init; } = 1;

    /// <summary>Mean handle time in seconds of a contact that is not emotionally hard, by experienced people.</summary>
    public double HandleSeconds { get; init; }

    /// <summary>What hard contacts multiply the work by: longer handling and recovery pauses.</summary>
    public double Emotion { get; init; } = 1;

    /// <summary>Work ÷ agents at work: the occupancy at which the goals and the ceiling are met.</summary>
    public double Occupancy { get; init; } = 0.85;

    /// <summary>Share of paid time that serves contacts, attrition's cover apart.</summary>
    public double Remaining { get; init; } = 1;

    /// <summary>Efficiency of the team by tenure (0–1).</summary>
    public double Efficiency { get; init; } = 1;

    /// <summary>Paid heads that are in training to replace leavers, per head that serves.</summary>
    public double Replacement { get; init; }

    /// <summary>Hours that labor rules take from the week or forbid to place, as a share of paid hours (0–1).</summary>
    public double RulesLost { get; init; }

    /// <summary>Whether the requirement is rounded up to whole full-time equivalents, once per team and week.</summary>
    public bool Rounded { get; init; }

    /// <summary>Paid hours of a full-time equivalent; 35 in France.</summary>
    public double FullTimeHours { get; init; } = 35;

    /// <summary>Required full-time equivalents in ten-thousandths: a whole number, so that sums are exact.</summary>
    public long TenThousandths()
    {
        var hours = Volume * Repeats * HandleSeconds * Emotion / 3600 / Occupancy / Efficiency / Remaining / (1 - RulesLost) * (1 + Replacement);
        var exact = hours / FullTimeHours * 10_000;
        return Rounded ? 10_000 * (long)Math.Ceiling(Math.Round(exact) / 10_000) : (long)Math.Round(exact);
    }
}

/// <summary>The factors of a bridge, in the order in which they are shown.</summary>
public enum BridgeTerm
{
    Volume,
    HandleTime,
    Repeats,
    Emotion,
    Occupancy,
    Shrinkage,
    Attrition,
    Learning,
    Rules,
    Rounding,
}
