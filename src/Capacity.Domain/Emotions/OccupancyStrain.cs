using System.ComponentModel;

namespace Capacity.Domain.Emotions;

/// <summary>
/// What occupancy that lasts above a team's ceiling does to its people: extra absence while it does, and people who leave. An assumption
/// throughout: shown as such, editable, and off where the scenario does not declare it or switches it off.
/// </summary>
/// <remarks>
/// Sources: above 85 % pressure, above 90 % burn-out (turnella, FIELD grade S); half a point of attrition per point of occupancy above 85 %
/// (MetricNet as cited, FIELD grade 2); weeks and absence are assumptions (grade A).
/// </remarks>
public sealed record OccupancyStrain
{
    [Description("Whether any of it is applied.")]
    public bool Enabled { get; init; } = true;

    [Description("Weeks in a row above the team's ceiling after which absence and attrition rise. Default 4 (assumption, FIELD grade A).")]
    public int StrainWeeks { get; init; } = 4;

    [Description("Share (0–1) of extra absence per point (0.01) of occupancy above the ceiling. Default 0.005 (assumption, FIELD grade A).")]
    public double AbsenceShare { get; init; } = 0.005;

    [Description("Share (0–1) of the team that leaves in a year beyond the usual, per point (0.01) of occupancy above. Default 0.005 (second-hand, FIELD grade 2).")]
    public double AttritionShare { get; init; } = 0.005;

    /// <summary>Extra absence (0–1) of a week, and extra leavers a year as a share of the team.</summary>
    /// <param name="above">Occupancy less ceiling of the weeks before, the last <see cref="StrainWeeks"/> of them; NaN where nobody served live contacts.</param>
    public (double Absence, double LeaversPerYear) Of(IReadOnlyList<double> above)
    {
        if (!Enabled || above.Count < StrainWeeks || above.Any(week => !(week > 0)))
            return (0, 0);
        var points = above.Min() * 100;
        return (Math.Min(EmotionalStrain.MostAbsence, AbsenceShare * points), AttritionShare * points);
    }
}
