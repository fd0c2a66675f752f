using Capacity.Dashboard.Charts;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>The heat map of queues and weeks: how probable it is that a queue meets its goals in a week.</summary>
public sealed record GoalTable(IReadOnlyList<HeatColumn> Columns, IReadOnlyList<HeatRow> Rows)
{
    /// <summary>Builds the table, queues in the network's order and weeks in time's.</summary>
    public static GoalTable Of(Scenario scenario, ScenarioResult result, IStringLocalizer text)
    {
        string language = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        Dictionary<(string, string), Probability> met = result.ProbabilityGoalMet.Queues.ToDictionary(cell => (cell.Queue, cell.Week), cell => cell.Probability);
        HeatColumn[] columns = [.. result.WeekTotals.Select(week => new HeatColumn(Figures.Week(week.Week), Figures.Date(week.Start)))];
        HeatRow[] rows =
        [
            .. scenario.Network.Queues.Select(queue => new HeatRow(
                queue.Name.In(language),
                $"/scenarios/{scenario.Id}?queue={queue.Id}",
                [.. result.WeekTotals.Select(week => met.TryGetValue((queue.Id, week.Week), out Probability? probability) ? Cell(probability, text) : null)])),
        ];
        return new GoalTable(columns, rows);
    }

    private static HeatCell Cell(Probability probability, IStringLocalizer text) => new(
        Figures.Number(probability.Value * 100),
        HeatCell.LevelOf(probability.Value),
        text["Interval", Figures.Percent(probability.Lower), Figures.Percent(probability.Upper)]);
}
