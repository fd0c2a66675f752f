using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Capacity.Dashboard.Views;

/// <summary>A figure on a card.</summary>
public sealed record FigureLine(string Label, string Value, Level Level, IReadOnlyList<string> Notes);

/// <summary>The headline figures of a result, each with its interval: of the whole horizon, for all queues or one.</summary>
public static class ResultFigures
{
    /// <summary>The cards above the charts.</summary>
    public static IReadOnlyList<FigureLine> Of(Scenario scenario, ScenarioResult result, QueueResult? queue, IStringLocalizer text)
    {
        KpiSet total = queue?.Total ?? result.Total;
        RecoveryDate recovery = queue?.RecoveryDate ?? result.RecoveryDate;
        List<FigureLine> figures = [];
        AddShare(ContactKpis.ServiceLevelOfOffered.Name, "CardLevel");
        AddShare(ContactKpis.AbandonmentRate.Name, "CardAbandonment");
        AddShare(ContactKpis.FailureDemand.Name, "CardFailure");
        if (Busiest(scenario, result) is { } busiest)
        {
            figures.Add(new FigureLine(text["CardOccupancy"], Figures.Percent(busiest.Occupancy.Mean),
                busiest.Occupancy.Mean > busiest.Team.OccupancyCeiling ? Level.Bad : Level.Good,
                [
                    text["CardWeek", Figures.Day(busiest.Week), busiest.Team.Name.In(Preferences.SupportedCultures.Language)],
                    text["CardCeiling", Figures.Percent(busiest.Team.OccupancyCeiling), Figures.Percent(busiest.Horizon)],
                ]));
        }

        figures.Add(new FigureLine(text["CardRecovery"], recovery.P50 is { } date ? Figures.Day(date) : text["CardNever", Figures.Day(scenario.End().PlusDays(-1))], Level.Neutral,
            [text["CardNotRecovered", Figures.Percent(recovery.ShareNotRecovered)]]));
        double cost = result.Teams.Sum(team => team.Total[TeamKpiNames.Cost]?.Mean ?? 0);
        if (cost > 0) figures.Add(new FigureLine(text["CardCost"], Figures.Euros(cost), Level.Neutral, [text["CardCostNote"]]));
        return figures;

        void AddShare(string kpi, string label)
        {
            if (total[kpi] is not { } estimate) return;
            figures.Add(new FigureLine(text[label], Figures.Percent(estimate.Mean, 1), Level.Neutral,
                [text["CardInterval", Figures.PercentRange(estimate), Figures.Number(estimate.HalfWidth * 100, 1)]]));
        }
    }

    /// <summary>The week and team that come closest to the ceiling, or go furthest above it: a mean over the horizon hides the wave.</summary>
    private static TeamWeek? Busiest(Scenario scenario, ScenarioResult result) =>
    (
        from team in result.Teams
        let definition = scenario.Network.Teams.FirstOrDefault(one => one.Id == team.Team)
        where definition is not null
        from week in team.Weeks
        let occupancy = week.Kpis[TeamKpiNames.Occupancy]
        where occupancy is not null && double.IsFinite(occupancy.Mean)
        select new TeamWeek(definition, week.Start, occupancy, team.Total[TeamKpiNames.Occupancy]?.Mean ?? double.NaN)
    ).MaxBy(week => week.Occupancy.Mean / week.Team.OccupancyCeiling);

    private sealed record TeamWeek(Team Team, LocalDate Week, Estimate Occupancy, double Horizon);
}
