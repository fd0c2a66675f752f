using NodaTime;

namespace Capacity.Domain.Demand;

/// <summary>How other parts of a scenario name an announcement: by its id, or by id, stroke and branch for that branch alone.</summary>
public static class AnnouncementNames
{
    /// <summary>Every name that may be used.</summary>
    public static IReadOnlyList<string> All(IReadOnlyList<Announcement> announcements) =>
    [
        .. announcements.Select(announcement => announcement.Id),
        .. announcements.SelectMany(announcement => announcement.Branches.Select(branch => Of(announcement.Id, branch.Id))),
    ];

    public static string Of(string announcement, string branch) => $"{announcement}/{branch}";

    /// <summary>The days on which a name takes effect, with their probabilities; together below one where it may not come.</summary>
    public static IReadOnlyList<AnnouncementOutcome> Days(IReadOnlyList<Announcement> announcements, string name)
    {
        var stroke = name.IndexOf('/', StringComparison.Ordinal);
        var (id, branch) = stroke < 0 ? (name, null) : (name[..stroke], name[(stroke + 1)..]);
        var found = announcements.FirstOrDefault(announcement => announcement.Id == id);
        return found is null ? []
            : [.. found.Outcomes().Where(outcome => outcome.EffectiveFrom is not null && (branch is null || outcome.Branch == branch))];
    }

    /// <summary>The most probable day of effect; null where it never comes.</summary>
    public static LocalDate? LikeliestDay(IReadOnlyList<Announcement> announcements, string name) =>
        Days(announcements, name).MaxBy(outcome => outcome.Probability)?.EffectiveFrom;
}
