using Capacity.Domain.Demand;
using Capacity.Domain.Scenarios;
using Period = Capacity.Domain.Demand.Period;

namespace Capacity.Dashboard.Views;

/// <summary>Moves what stands on the timeline by whole days: the same change as another date typed into its form.</summary>
public static class TimelineMove
{
    /// <summary>Key of an announcement, or of one branch of it.</summary>
    public static string Of(Announcement announcement, AnnouncementBranch? branch = null) =>
        branch is null ? $"announcement/{announcement.Id}" : $"announcement/{announcement.Id}/{branch.Id}";

    /// <summary>Key of a cohort; absent where an announcement gives its day.</summary>
    public static string? Of(Cohort cohort) => cohort.Date is null ? null : $"cohort/{cohort.Id}";

    /// <summary>Key of something that lasts; absent where announcements give its days, or it is always.</summary>
    public static string? Of(string kind, string id, Period during) => during.From is null && during.Until is null ? null : $"{kind}/{id}";

    /// <summary>The scenario with one entry moved; unchanged where the key names none.</summary>
    /// <param name="scenario">Before.</param>
    /// <param name="key">As the timeline's bar has it.</param>
    /// <param name="days">Days later; negative: earlier.</param>
    public static Scenario By(Scenario scenario, string key, int days)
    {
        string[] parts = key.Split('/');
        string id = parts.Length > 1 ? parts[1] : "";
        return parts[0] switch
        {
            "announcement" => scenario with
            {
                Announcements = Each(scenario.Announcements, one => one.Id == id, one => parts.Length > 2
                    ? one with { Branches = Each(one.Branches, branch => branch.Id == parts[2], branch => branch with { EffectiveFrom = branch.EffectiveFrom.PlusDays(days) }) }
                    : one with { EffectiveFrom = one.EffectiveFrom.PlusDays(days) }),
            },
            "cohort" => scenario with { Cohorts = Each(scenario.Cohorts, one => one.Id == id, one => one with { Date = one.Date?.PlusDays(days) }) },
            "event" => scenario with { Events = Each(scenario.Events, one => one.Id == id, one => one with { During = Moved(one.During, days) }) },
            "absence" => scenario with { AbsenceWaves = Each(scenario.AbsenceWaves, one => one.Id == id, one => one with { During = Moved(one.During, days) }) },
            "furlough" => scenario with { Furloughs = Each(scenario.Furloughs, one => one.Id == id, one => one with { During = Moved(one.During, days) }) },
            _ => scenario,
        };
    }

    private static Period Moved(Period during, int days) => during with { From = during.From?.PlusDays(days), Until = during.Until?.PlusDays(days) };

    private static IReadOnlyList<T> Each<T>(IReadOnlyList<T> list, Func<T, bool> isIt, Func<T, T> change) => [.. list.Select(one => isIt(one) ? change(one) : one)];
}
