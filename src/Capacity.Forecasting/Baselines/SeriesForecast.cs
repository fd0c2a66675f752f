using Capacity.Domain.Json;
using Capacity.Forecasting.History;
using Capacity.Forecasting.Surges;
using NodaTime;

namespace Capacity.Forecasting.Baselines;

/// <summary>What a series says today: the weeks to come, how sure they are, and the wave that it may be in.</summary>
/// <param name="Through">The last complete day that was fitted.</param>
/// <param name="Days">Days of the four weeks after it.</param>
/// <param name="Soon">The intervals of the next seven days.</param>
/// <param name="IntervalMinutes">Their length.</param>
/// <param name="DailyVariation">Coefficient of variation of a day's own luck.</param>
/// <param name="IntervalVariation">The same of an interval's own factor.</param>
/// <param name="IntervalCorrelation">Correlation of neighboring intervals' factors.</param>
/// <param name="LevelShifts">First days of new levels found in the history.</param>
/// <param name="InWave">One of the last eight weeks has more than one and a half times the contacts of the median week.</param>
/// <param name="Wave">The series read as a wave; absent where fewer than five days have contacts.</param>
/// <param name="WaveDays">Days to come as the wave's fit foretells them.</param>
public sealed record SeriesForecast(
    LocalDate Through, IReadOnlyList<DayTotal> Days, IReadOnlyList<ExpectedInterval> Soon, int IntervalMinutes, double DailyVariation,
    double IntervalVariation, double IntervalCorrelation, IReadOnlyList<LocalDate> LevelShifts, bool InWave, SurgeShape? Wave, IReadOnlyList<SurgePoint> WaveDays)
{
    private const int DaysAhead = 28;
    private const int DaysSoon = 7;
    private const int ShortestInterval = 15;
    private const int RecentWeeks = 8;
    private const double Risen = 1.5;
    private const int Paths = 400;
    private const ulong Seed = 1;

    /// <summary>Fits a series anew; refuses what <see cref="BaselineForecast.Fit"/> refuses.</summary>
    /// <param name="history">Counts as they came, complete days only.</param>
    /// <param name="timeZone">IANA zone of the starts.</param>
    /// <param name="refused">Corrections of the cleaning list that are not made.</param>
    public static Parsed<SeriesForecast> Of(HistorySeries history, string timeZone, IReadOnlyList<string> refused)
    {
        if (history.Starts.Count == 0)
            return new Parsed<SeriesForecast>(null, BaselineForecast.Fit(history, history.IntervalMinutes).Errors);
        var cleaned = HistoryCleaning.Clean(history, timeZone, refused).Series;
        var minutes = ShortestInterval >= history.IntervalMinutes && ShortestInterval % history.IntervalMinutes == 0
            ? ShortestInterval : history.IntervalMinutes;
        var fitted = BaselineForecast.Fit(cleaned, minutes);
        if (fitted.Value is not { } fit)
            return new Parsed<SeriesForecast>(null, fitted.Errors);
        var through = history.Starts[^1].Date;
        var from = through.PlusDays(1);
        var (variation, correlation) = fit.Intraday;
        var counts = DailyCounts.Of(history);
        var surge = SurgeFit.Of(counts, []).Value;
        return new Parsed<SeriesForecast>(
            new SeriesForecast(
                through, DayTotals.Of(fit, from, DaysAhead, Paths, Seed), 
                [.. fit.Days(from, DaysSoon).Select(point => new ExpectedInterval(point.Start, Math.Round(point.Mean, 4)))], minutes, fit.DailyVariation, variation, correlation,
                fit.LevelShifts, IsInWave(counts), surge is null ? null : SurgeShape.Of(surge, null, DaysAhead, Seed),
                surge?.Forecast(DaysAhead) ?? []),
            []);
    }

    private static bool IsInWave(DailyCounts counts)
    {
        double[] weeks = [.. counts.Counts.Reverse().Chunk(7).Where(week => week.Length == 7).Select(week => week.Sum())];
        return weeks.Length > 0 && weeks.Take(RecentWeeks).Max() > Risen * Statistics.Median(weeks);
    }
}

/// <summary>Mean contacts of one interval to come.</summary>
public sealed record ExpectedInterval(LocalDateTime Start, double Mean);
