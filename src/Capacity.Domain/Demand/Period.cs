using System.ComponentModel;
using NodaTime;

namespace Capacity.Domain.Demand;

/// <summary>A stretch of days that may begin or end with an announcement; the end day is excluded, absent: the horizon.</summary>
public sealed record Period
{
    [Description("First day; absent: the announcement's, or the start.")]
    public LocalDate? From { get; init; }

    [Description("Day after the last day; absent: the announcement's, or the horizon.")]
    public LocalDate? Until { get; init; }

    [Description("Announcement, or one branch of it like 'reopening/june', whose effective date begins the period (used where 'from' is absent).")]
    public string? FromAnnouncement { get; init; }

    [Description("Announcement, or one branch of it like 'reopening/june', whose effective date ends the period (used where 'until' is absent).")]
    public string? UntilAnnouncement { get; init; }
}
