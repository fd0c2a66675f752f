using System.ComponentModel;
using Capacity.Domain.Demand;

namespace Capacity.Domain.Supply;

/// <summary>Short-time work: a share of a team's people does not work and is paid from the scheme.</summary>
public sealed record Furlough
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("The team.")]
    public string Team { get; init; } = "";

    [Description("The days on which it holds.")]
    public Period During { get; init; } = new();

    [Description("Share (0–1) of the team on short-time work.")]
    public double Share { get; init; }

    [Description("Calendar days of notice to recall people. Default 3 (assumption, FIELD grade A).")]
    public int RecallNoticeDays { get; init; } = 3;
}

/// <summary>An absence wave: extra unplanned absence of a site, rising to a peak in the middle and falling again.</summary>
public sealed record AbsenceWave
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("The site.")]
    public string Site { get; init; } = "";

    [Description("First day to the day after the last.")]
    public Period During { get; init; } = new();

    [Description("Extra absence (0–1) at the peak. FIELD: up to 0.40.")]
    public double PeakShare { get; init; }

    [Description("Coefficient of variation of the peak (one draw per replication and site, so that teams of a site are ill together).")]
    public double PeakVariation { get; init; } = 0.3;
}
