using Capacity.Dashboard.Charts;
using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.Surges;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Capacity.Dashboard.Views;

/// <summary>A fitted wave as words, as rows beside the simple methods, and as a drawing.</summary>
public sealed class WaveView(SurgeReading reading, IStringLocalizer text)
{
    /// <summary>Days before the wave that are drawn.</summary>
    private const int DaysBefore = 28;
    private static readonly int[] Steps = [7, 14, 30, 60, 90];

    /// <summary>What the wave did so far and does now: name and words.</summary>
    public IReadOnlyList<(string Name, string Words)> Facts()
    {
        SurgeShape shape = reading.Shape;
        List<(string, string)> facts =
        [
            (text["Began"], Figures.Date(shape.WaveStart)),
            (text["Ordinary"], shape.Ordinary is { } ordinary ? text["OrdinaryIs", Figures.Number(ordinary)] : text["OrdinaryUnknown"]),
            (text["Suppressed"], shape.Suppression is { } stretch
                ? text["SuppressedIs", Figures.Percent(stretch.Share), Figures.Date(stretch.First), Figures.Date(stretch.Last)] : text["NotSuppressed"]),
            (text["Spike"], text["SpikeIs", Figures.Number(shape.PeakContacts), Figures.Date(shape.Peak), Figures.Number(shape.PeakTimesMedian, 1)]),
            (text["HalfLife"], shape.HalfLifeDays is { } half ? text["HalfLifeIs", Figures.Number(half), Days(shape.HalfLifeShort), Days(shape.HalfLifeLong)] : text["Grows"]),
            (text["Halved"], shape.DaysToHalf is { } halved ? text["HalvedAfter", Figures.Number(halved)] : text["NotHalved"]),
            (text["Second"], shape.SecondWave is { } later
                ? text["SecondIs", Figures.Date(later.Trough), Figures.Number(later.TimesTrough, 1), Figures.Date(later.Crest)] : text["NoSecond"]),
            (text["Rise"], text["RiseIs", Figures.Percent(shape.ChanceOfRise), reading.Ahead.Count]),
        ];
        return facts;
    }

    /// <summary>A day to come, as the wave and the simple methods foretell it.</summary>
    public IReadOnlyList<WaveRow> Rows() =>
    [
        .. Steps.Append(reading.Ahead.Count).Where(step => step <= reading.Ahead.Count).Distinct().Order().Select(step => new WaveRow(
            text["DayAhead", step, Figures.Weekday(reading.Ahead[step - 1].Date)], Figures.Number(reading.Ahead[step - 1].P50),
            $"{Figures.Number(reading.Ahead[step - 1].P10)}–{Figures.Number(reading.Ahead[step - 1].P90)}",
            Range(reading.LastWeek[step - 1]), Range(reading.Decay[step - 1]))),
    ];

    /// <summary>What was forecast earlier in the wave beside what came, in words.</summary>
    public string Backtest() => reading.Errors is not { Days: > 0 } errors ? text["TooYoung"]
        : text[errors.Improvement >= 0 ? "Better" : "Worse", errors.Days, Figures.Percent(Math.Abs(errors.Improvement)), Figures.Percent(errors.Coverage80)];

    /// <summary>Whether earlier forecasts of this wave were better than the simple methods; neutral where it is too young.</summary>
    public Level Level => reading.Errors is not { Days: > 0 } errors ? Views.Level.Neutral : errors.Improvement > 0 ? Views.Level.Good : Views.Level.Warn;

    /// <summary>What came and what is to come, with announcements.</summary>
    public ChartModel Chart(IEnumerable<LocalDate> announcements)
    {
        LocalDate from = reading.Shape.WaveStart.PlusDays(-DaysBefore);
        List<CameDay> came = [.. reading.Came.Where(day => day.Date >= from)];
        List<LocalDate> dates = [.. came.Select(day => day.Date), .. reading.Ahead.Select(point => point.Date)];
        int past = came.Count;
        IReadOnlyList<double?> Later(Func<int, double> value) =>
            [.. Enumerable.Range(0, dates.Count).Select(i => i < past ? (double?)null : value(i - past))];
        return new ChartModel(text["ChartName"], [.. dates.Select(Figures.Weekday)],
        [
            new(text["Band"], SeriesKind.Band, "band", Later(i => reading.Ahead[i].P90), Later(i => reading.Ahead[i].P10)),
            new(text["Came"], SeriesKind.Line, "capacity", [.. Enumerable.Range(0, dates.Count).Select(i => i < past ? came[i].Contacts : (double?)null)]),
            new(text["Wave"], SeriesKind.Line, "accent", Later(i => reading.Ahead[i].P50)),
            new(text["LastWeek"], SeriesKind.Line, "failure", Later(i => reading.LastWeek[i][1])),
            new(text["Decay"], SeriesKind.Line, "furlough", Later(i => reading.Decay[i][1])),
        ])
        {
            PointName = text["Day"],
            Ticks = ForecastCharts.Weekly(dates),
            Markers = [.. announcements.Select(day => (Day: day, At: dates.IndexOf(day))).Where(one => one.At >= 0)
                .Select(one => new ChartMarker(one.At, text["AnnouncedOn", Figures.Day(one.Day)]))],
        };
    }

    private string Days(double? days) => days is { } known ? Figures.Number(known) : text["Never"];

    private static string Range(IReadOnlyList<double> deciles) => $"{Figures.Number(deciles[1])} ({Figures.Number(deciles[0])}–{Figures.Number(deciles[2])})";
}

/// <summary>A day to come by three methods.</summary>
public sealed record WaveRow(string Day, string Median, string Band, string LastWeek, string Decay);
