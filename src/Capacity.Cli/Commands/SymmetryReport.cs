using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Scores;

namespace Capacity.Cli.Commands;

/// <summary>The symmetry of attentions (MODEL.md §6) of a simulated scenario: over the horizon, by site and by week.</summary>
internal sealed record SymmetryReport
{
    public required Symmetry Horizon { get; init; }

    public required IReadOnlyList<SiteSymmetry> Sites { get; init; }

    /// <summary>Empty where the result leaves weeks out.</summary>
    public required IReadOnlyList<WeekSymmetry> Weeks { get; init; }

    /// <summary>By the scales that come with the program.</summary>
    public static SymmetryReport Of(Scenario scenario, ScenarioResult result)
    {
        var scales = ScoreScales.Default;
        return new SymmetryReport
        {
            Horizon = Symmetry.Of(scenario, result, scales),
            Sites = [.. scenario.Network.Sites.Select(site => new SiteSymmetry(site.Id, Symmetry.OfSite(scenario, result, scales, site.Id)))],
            Weeks = result.Queues is [{ Weeks: var weeks }, ..]
                ? [.. weeks.Select((week, number) => new WeekSymmetry(week.Week, Symmetry.Of(scenario, result, scales, week: number)))]
                : [],
        };
    }
}

/// <summary>Both sides of a site's teams and of the queues that they serve.</summary>
internal sealed record SiteSymmetry(string Site, Symmetry Scores);

/// <summary>Both sides in an ISO week.</summary>
internal sealed record WeekSymmetry(string Week, Symmetry Scores);
