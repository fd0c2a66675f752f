using System.ComponentModel;

namespace Capacity.Domain.Emotions;

/// <summary>
/// What emotionally hard contacts do to the people who take them. An assumption throughout: shown as such, editable, and off where the
/// scenario does not declare it or switches it off. Recovery pauses and escalation belong to the queues.
/// </summary>
/// <remarks>Sources: ceilings by zone (turnella, FIELD grade S), ten hostile contacts a day (Grandey et al. 2004, grade S), the rest grade A.</remarks>
public sealed record EmotionalLoad
{
    [Description("Whether any of it is applied.")]
    public bool Enabled { get; init; } = true;

    [Description("Handle-time multiplier, wrap-up included, of a hard contact whose reason has intensity 1. Default 1.3 (bracket 1.15–1.6, FIELD grade C).")]
    public double HandleTimeFactor { get; init; } = 1.3;

    [Description("Hard contacts per agent and day from which the occupancy ceiling falls. Default 5 (assumption, FIELD grade A).")]
    public double CeilingFromContacts { get; init; } = 5;

    [Description("Share (0–1) of occupancy that the ceiling loses per hard contact a day above. Default 0.01 (assumption, FIELD grade A).")]
    public double CeilingLossShare { get; init; } = 0.01;

    [Description("Share (0–1) of occupancy below which the ceiling does not fall. Default 0.65 (emotional work 65–75 %: turnella, FIELD grade S).")]
    public double LeastCeilingShare { get; init; } = 0.65;

    [Description("Hard contacts per agent and day above which people suffer. Default 10 (Grandey et al. 2004, FIELD grade S).")]
    public double StrainFromContacts { get; init; } = 10;

    [Description("Weeks in a row above it after which absence and attrition rise. Default 4 (assumption, FIELD grade A).")]
    public int StrainWeeks { get; init; } = 4;

    [Description("Share (0–1) of extra absence per hard contact a day above. Default 0.01 (assumption, FIELD grade A).")]
    public double AbsenceShare { get; init; } = 0.01;

    [Description("What attrition grows by per hard contact a day above: a share (0–1) of the team's rate. Default 0.05 (assumption, FIELD grade A).")]
    public double AttritionShare { get; init; } = 0.05;

    /// <summary>Handle-time multiplier of a hard contact of a reason with this intensity; 1 where nothing is applied.</summary>
    public double HardFactor(double intensity) => Enabled ? 1 + (HandleTimeFactor - 1) * intensity : 1;

    /// <summary>The occupancy ceiling of a team whose people take so many hard contacts a day.</summary>
    public double Ceiling(double ceiling, double hardPerDay) => !Enabled || !(hardPerDay > CeilingFromContacts)
        ? ceiling
        : Math.Min(ceiling, Math.Max(LeastCeilingShare, ceiling - CeilingLossShare * (hardPerDay - CeilingFromContacts)));

    /// <summary>Extra absence (0–1) and attrition multiplier of each week, from the hard contacts per agent-day of the weeks before it.</summary>
    public IReadOnlyList<EmotionalStrain> Strain(IReadOnlyList<double> hardPerDayByWeek)
    {
        var strain = new EmotionalStrain[hardPerDayByWeek.Count];
        for (var week = 0; week < strain.Length; week++)
        {
            var above = week < StrainWeeks || !Enabled
                ? 0
                : Enumerable.Range(week - StrainWeeks, StrainWeeks).Min(before => hardPerDayByWeek[before] - StrainFromContacts);
            strain[week] = above > 0
                ? new EmotionalStrain(Math.Min(EmotionalStrain.MostAbsence, AbsenceShare * above), 1 + AttritionShare * above)
                : new EmotionalStrain(0, 1);
        }
        return strain;
    }
}

/// <summary>What lasting hard contacts do to a team in a week: extra absence (0–1) and a multiplier of attrition.</summary>
public sealed record EmotionalStrain(double Absence, double AttritionFactor)
{
    /// <summary>Extra absence, of whatever strains, alone or together, never rises above this share (0–1) of a team.</summary>
    public const double MostAbsence = 0.4;
}
