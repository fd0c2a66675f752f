using Capacity.Dashboard.Charts;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>The queue × week tables of a plan: goals with the plan, and agents missing before it.</summary>
public static class PlanTables
{
    /// <summary>Probability of each goal with the plan; the detail tells the probability without.</summary>
    public static GoalTable Goals(RecommendedPlan plan, Network? network, IStringLocalizer text) => Table(
        plan.Goals, goal => goal.Queue, goal => goal.Week, network,
        goal => new HeatCell(Figures.Number(goal.ProbabilityAfter * 100), HeatCell.LevelOf(goal.ProbabilityAfter), text["GoalDetail", Figures.Percent(goal.ProbabilityBefore), Figures.Percent(goal.ProbabilityAfter)]));

    /// <summary>Agents scheduled less agents required, while the queue is open; below zero is missing.</summary>
    public static GoalTable Gaps(RecommendedPlan plan, Network? network, IStringLocalizer text) => Table(
        plan.Requirements, gap => gap.Queue, gap => gap.Week, network,
        gap => new HeatCell(
            Figures.Signed(gap.ScheduledAgents - gap.RequiredAgents, 1),
            gap.ScheduledAgents >= gap.RequiredAgents ? HeatLevel.Good : gap.ScheduledAgents >= 0.9 * gap.RequiredAgents ? HeatLevel.Uncertain : HeatLevel.Bad,
            text["GapDetail", Figures.Number(gap.RequiredAgents, 1), Figures.Number(gap.ScheduledAgents, 1)]));

    private static GoalTable Table<T>(IReadOnlyList<T> items, Func<T, string> queue, Func<T, string> week, Network? network, Func<T, HeatCell> cell)
    {
        string language = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        string[] weeks = [.. items.Select(week).Distinct().Order(StringComparer.Ordinal)];
        Dictionary<(string, string), T> found = [];
        foreach (T item in items) found[(queue(item), week(item))] = item;
        HeatRow[] rows =
        [
            .. items.Select(queue).Distinct().Select(id => new HeatRow(
                network?.Queues.FirstOrDefault(one => one.Id == id)?.Name.In(language) ?? id,
                null,
                [.. weeks.Select(name => found.TryGetValue((id, name), out T? item) ? cell(item) : null)])),
        ];
        return new GoalTable([.. weeks.Select(name => new HeatColumn(Figures.Week(name), name))], rows);
    }
}
