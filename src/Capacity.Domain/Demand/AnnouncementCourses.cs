namespace Capacity.Domain.Demand;

/// <summary>The ways in which all announcements turn out together, every combination of their outcomes: each is computed.</summary>
public static class AnnouncementCourses
{
    /// <summary>Ways that are computed at most.</summary>
    public const int Most = 256;

    /// <summary>How many there are: the product of the announcements' numbers of outcomes, 1 where nothing is open.</summary>
    public static double Count(IReadOnlyList<Announcement> announcements) =>
        announcements.Aggregate(1.0, (count, announcement) => count * announcement.Outcomes().Count);
}
