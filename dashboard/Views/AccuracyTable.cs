using Capacity.Forecasting.Accuracy;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>One row of the accuracy table: a horizon, and the three forecasts' errors on it.</summary>
/// <param name="Horizon">Which days are forecast, in words.</param>
/// <param name="Own">Errors of the forecast.</param>
/// <param name="LastWeek">Errors of last week repeated.</param>
/// <param name="SixWeeks">Errors of the mean of the last six same weekdays.</param>
public sealed record AccuracyRow(string Horizon, ErrorFigures Own, ErrorFigures LastWeek, ErrorFigures SixWeeks)
{
    /// <summary>Whether the forecast errs less than both simple methods.</summary>
    public bool IsBest => Own.Wape < LastWeek.Wape && Own.Wape < SixWeeks.Wape;
}

/// <summary>The measured accuracy of a series as rows and as a verdict.</summary>
public static class AccuracyTable
{
    /// <summary>A band that should hold 80 % and holds this much is as it should be (issue: 75 to 85 %).</summary>
    private const double LeastCoverage = 0.75, MostCoverage = 0.85;

    /// <summary>One row per week ahead, and all of them.</summary>
    public static IReadOnlyList<AccuracyRow> Rows(BacktestReport report, IStringLocalizer text) =>
    [
        .. report.ByWeekAhead.Select(week => new AccuracyRow(text["WeekAhead", week.WeekAhead], week.Baseline, week.SeasonalNaive, week.MeanOfSixWeeks)),
        new AccuracyRow(text["AllWeeks"], report.Baseline, report.SeasonalNaive, report.MeanOfSixWeeks),
    ];

    /// <summary>Better than both simple methods is good, than one is close, than none is bad.</summary>
    public static Level Level(BacktestReport report)
    {
        double own = report.Baseline.Wape;
        int beaten = (own < report.SeasonalNaive.Wape ? 1 : 0) + (own < report.MeanOfSixWeeks.Wape ? 1 : 0);
        return beaten switch { 2 => Views.Level.Good, 1 => Views.Level.Warn, _ => Views.Level.Bad };
    }

    /// <summary>Whether the 80 % band holds what it says.</summary>
    public static Level Coverage(double? share) => share switch
    {
        null => Views.Level.Neutral,
        >= LeastCoverage and <= MostCoverage => Views.Level.Good,
        >= LeastCoverage - 0.1 and <= MostCoverage + 0.1 => Views.Level.Warn,
        _ => Views.Level.Bad,
    };
}
