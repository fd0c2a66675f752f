using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Domain.Supply;

/// <summary>Who is on short-time work in a week.</summary>
internal static class ShortTime
{
    /// <summary>Share (0–1) of a team, those called back taken out; periods tied to announcements last as long as they can.</summary>
    public static double ShareOf(Scenario scenario, Team team, LocalDate monday)
    {
        var share = Math.Min(1, scenario.Furloughs.Where(furlough => furlough.Team == team.Id)
            .Where(furlough => (furlough.During.From is not { } from || from <= monday) && (furlough.During.Until is not { } until || until > monday))
            .Sum(furlough => furlough.Share));
        var recalled = scenario.Levers.OfType<Recall>()
            .Where(lever => lever.Team == team.Id && lever.From <= monday && (lever.Until is not { } until || until > monday)).Sum(lever => lever.Heads);
        return Math.Max(0, share - (team.Headcount > 0 ? recalled / team.Headcount : 0));
    }
}
