using Capacity.Dashboard.Charts;
using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.Baselines;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Capacity.Dashboard.Views;

/// <summary>Draws forecasts with their bands beside what came.</summary>
public static class ForecastCharts
{
    /// <summary>Daily totals of a past forecast and what came.</summary>
    public static ChartModel Met(IReadOnlyList<MetDay> days, IStringLocalizer text) =>
        new(text["MetName"], [.. days.Select(day => Figures.Weekday(day.Date))],
        [
            new(text["Band"], SeriesKind.Band, "band", [.. days.Select(day => (double?)day.P90)], [.. days.Select(day => (double?)day.P10)]),
            new(text["Forecast"], SeriesKind.Line, "accent", [.. days.Select(day => (double?)day.P50)]),
            new(text["Actual"], SeriesKind.Line, "capacity", [.. days.Select(day => (double?)day.Actual)]),
        ])
        {
            PointName = text["Day"],
            Ticks = Weekly([.. days.Select(day => day.Date)]),
        };

    /// <summary>Intervals of the first week of a past forecast and what came.</summary>
    public static ChartModel Met(IReadOnlyList<MetInterval> week, IStringLocalizer text) =>
        new(text["WeekName"], [.. week.Select(point => $"{Figures.Weekday(point.Start.Date)} {point.Start:HH:mm}")],
        [
            new(text["Band"], SeriesKind.Band, "band", [.. week.Select(point => (double?)point.P90)], [.. week.Select(point => (double?)point.P10)]),
            new(text["Forecast"], SeriesKind.Line, "accent", [.. week.Select(point => (double?)point.Mean)]),
            new(text["Actual"], SeriesKind.Line, "capacity", [.. week.Select(point => (double?)point.Actual)]),
        ])
        {
            PointName = text["Interval"],
            Ticks = Daily([.. week.Select(point => point.Start.Date)]),
        };

    /// <summary>The days to come.</summary>
    public static ChartModel Ahead(IReadOnlyList<DayTotal> days, IStringLocalizer text) =>
        new(text["AheadName"], [.. days.Select(day => Figures.Weekday(day.Date))],
        [
            new(text["Band"], SeriesKind.Band, "band", [.. days.Select(day => (double?)day.P90)], [.. days.Select(day => (double?)day.P10)]),
            new(text["Forecast"], SeriesKind.Line, "accent", [.. days.Select(day => (double?)day.P50)]),
        ])
        {
            PointName = text["Day"],
            Ticks = Weekly([.. days.Select(day => day.Date)]),
        };

    /// <summary>A label at the first point of each week.</summary>
    internal static List<ChartTick> Weekly(IReadOnlyList<LocalDate> dates)
    {
        int weeks = dates.Count == 0 ? 1 : Math.Max(1, (Period.DaysBetween(dates[0], dates[^1]) / 7 + 7) / 8);
        return
        [
            .. dates.Index().GroupBy(point => Period.DaysBetween(dates[0], point.Item) / (7 * weeks))
                .Select(week => new ChartTick(week.First().Index, Figures.Day(week.First().Item))),
        ];
    }

    private static List<ChartTick> Daily(IReadOnlyList<LocalDate> dates) =>
        [.. dates.Index().Where(point => point.Index == 0 || dates[point.Index - 1] != point.Item).Select(point => new ChartTick(point.Index, Figures.Weekday(point.Item)))];
}
