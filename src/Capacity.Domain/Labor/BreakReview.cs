using System.Globalization;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;

namespace Capacity.Domain.Labor;

/// <summary>
/// Holds the break time of a team without shifts against the rules of breaks. Only its mean is known: a rule is kept when the breaks of the mean
/// day are long enough, in the weeks that can still be changed.
/// </summary>
internal static class BreakReview
{
    /// <summary>The figure of a team without any break.</summary>
    private const double Day = 24;

    /// <summary>What the mean head of a team has of a rule in each week ahead, with its limit in the rule's unit.</summary>
    public static IEnumerable<(TeamWeek Week, double Figure)> Of(Scenario scenario, Team team, LaborRule rule, IReadOnlyList<TeamWeek> weeks)
    {
        var ahead = BreakTime.WeeksAhead(scenario).ToHashSet();
        return weeks.Where(week => week.Heads > 0 && ahead.Contains(week.Monday))
            .Select(week => (week, Figure(rule, BreakTime.Share(scenario, team, week.Monday))));
    }

    /// <summary>What is missing, in minutes.</summary>
    public static LocalizedText Change(LaborRule rule, double figure)
    {
        var (minutes, hours) = rule.Kind == LaborRuleKind.PaidBreak
            ? (rule.Limit - figure, rule.Per)
            : (figure < Day ? rule.Per * (1 - rule.Limit / figure) : rule.Per, rule.Limit);
        return LocalizedText.Of(
            string.Create(CultureInfo.GetCultureInfo("fr-FR"), $"Rendre {Math.Ceiling(minutes * 10) / 10:0.#} min de pause par {hours:0.#} h de présence."),
            string.Create(CultureInfo.GetCultureInfo("en-GB"), $"Give {Math.Ceiling(minutes * 10) / 10:0.#} min of break back in {hours:0.#} h of presence."));
    }

    /// <summary>
    /// Hours of presence for one break of the rule's length, or, where the rule asks for minutes, the minutes that come with its hours of work;
    /// of two ways to keep a rule the easier one counts.
    /// </summary>
    private static double Figure(LaborRule rule, double share)
    {
        if (rule.Kind != LaborRuleKind.PaidBreak)
            return Math.Min(Day, rule.Per / 60 / share);
        var minutes = share / (1 - share) * 60;
        var easier = rule.OrLimit > 0 ? Math.Min(1, rule.OrLimit / rule.OrPer / (rule.Limit / rule.Per)) : 1;
        return minutes * rule.Per / easier;
    }
}
