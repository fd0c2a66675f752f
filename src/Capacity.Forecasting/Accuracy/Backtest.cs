using Capacity.Forecasting.Baselines;
using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Accuracy;

/// <summary>How wrong forecasts would have been: the history is cut at origins, each forecast meets what came after.</summary>
/// <remarks>What lies before an origin is cleaned for itself, as on that day; what came after is met as it came.</remarks>
public static class Backtest
{
    /// <summary>Forecasts from every origin of a plan, meets the counts that came, and adds up errors in all, by origin and by week ahead.</summary>
    /// <param name="history">Counts as they came.</param>
    /// <param name="plan">Which past forecasts are made again.</param>
    /// <param name="progress">Called before each origin with the share of origins done (0–1).</param>
    /// <param name="cancellationToken">Gives up between two origins.</param>
    public static BacktestReport Run(
        HistorySeries history, BacktestPlan plan, Action<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var series = history.Resample(plan.IntervalMinutes);
        var (all, weeks, origins) = (new Contest(), new SortedDictionary<int, Contest>(), new List<OriginErrors>());
        var firstDays = plan.FirstDays(series);
        foreach (var (index, first) in firstDays.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Invoke((double)index / firstDays.Count);
            var past = series.Before(first);
            var cleaned = HistoryCleaning.Clean(past, plan.TimeZone, plan.Refused).Series;
            if (BaselineForecast.Fit(cleaned, plan.IntervalMinutes, plan.Holidays).Value is not { } fit)
                continue;
            var origin = new Contest();
            var forecasts = new Forecasts(fit.Days(first, plan.Days), past);
            foreach (var day in series.Days().Where(day => day.Date >= first && day.Date < first.PlusDays(plan.Days)))
            {
                var week = Period.DaysBetween(first, day.Date) / 7 + 1;
                if (!weeks.TryGetValue(week, out var ahead))
                    weeks[week] = ahead = new Contest();
                Meet(day, plan, forecasts, [all, ahead, origin]);
            }
            origins.Add(new OriginErrors(first, origin.Own.Figures(), origin.LastWeek.Figures(), origin.SixWeeks.Figures()));
        }
        return new BacktestReport(
            plan.IntervalMinutes, plan.Days, [.. origins.Select(origin => origin.FirstDay)],
            Mean(origins, origin => origin.Baseline), Mean(origins, origin => origin.SeasonalNaive), Mean(origins, origin => origin.MeanOfSixWeeks),
            all.Own.Figures(), all.LastWeek.Figures(), all.SixWeeks.Figures(),
            [.. weeks.Select(week => new HorizonErrors(
                week.Key, week.Value.Own.Figures(), week.Value.LastWeek.Figures(), week.Value.SixWeeks.Figures()))],
            origins);
    }

    private static double Mean(List<OriginErrors> origins, Func<OriginErrors, ErrorFigures> figures) =>
        origins.Count == 0 ? double.NaN : origins.Average(origin => figures(origin).Wape);

    private static void Meet(HistoryDay day, BacktestPlan plan, Forecasts forecasts, Contest[] contests)
    {
        for (var slot = 0; slot < day.Counts.Length; slot++)
        {
            var start = day.Date.AtMidnight().PlusMinutes(slot * plan.IntervalMinutes);
            if (double.IsNaN(day.Counts[slot]) || !plan.Counts(start.TimeOfDay))
                continue;
            var past = forecasts.Past(day.Date.DayOfWeek, slot);
            if (past.Count == 0)
                continue;
            foreach (var contest in contests)
            {
                contest.Own.Add(forecasts.At(start), day.Counts[slot]);
                contest.LastWeek.Add(past[^1], day.Counts[slot]);
                contest.SixWeeks.Add(past.Average(), day.Counts[slot]);
            }
        }
    }

    /// <summary>The three competitors on the same intervals.</summary>
    private sealed class Contest
    {
        public ForecastErrors Own { get; } = new();
        public ForecastErrors LastWeek { get; } = new();
        public ForecastErrors SixWeeks { get; } = new();
    }

    /// <summary>What was forecast from one origin; an interval that was thought closed is a forecast of zero.</summary>
    private sealed class Forecasts(IReadOnlyList<ForecastPoint> points, HistorySeries past)
    {
        private readonly Dictionary<LocalDateTime, ForecastPoint> _points = points.ToDictionary(point => point.Start);
        private readonly Dictionary<IsoDayOfWeek, List<double[]>> _lastSix = past.Days().GroupBy(day => day.Date.DayOfWeek)
            .ToDictionary(group => group.Key, group => group.TakeLast(6).Select(day => day.Counts).ToList());

        public ForecastPoint At(LocalDateTime start) => _points.GetValueOrDefault(start) ?? new ForecastPoint(start, 0, 0, 0, 0);

        /// <summary>Counts of the interval on the last six same weekdays, in order.</summary>
        public List<double> Past(IsoDayOfWeek weekday, int slot) =>
            _lastSix.TryGetValue(weekday, out var days) ? [.. days.Select(counts => counts[slot]).Where(count => !double.IsNaN(count))] : [];
    }
}

/// <summary>Errors of the baseline forecast beside last week's value and the mean of the last six same weekdays.</summary>
/// <param name="IntervalMinutes">Length of the intervals.</param>
/// <param name="Days">Days forecast from each origin.</param>
/// <param name="Origins">First forecast days.</param>
/// <param name="MeanWape">Mean over origins of the baseline's WAPE.</param>
/// <param name="MeanWapeOfSeasonalNaive">The same of last week's value.</param>
/// <param name="MeanWapeOfSixWeeks">The same of the mean of six weeks.</param>
/// <param name="Baseline">Errors over all intervals of all origins.</param>
/// <param name="SeasonalNaive">The same of last week's value.</param>
/// <param name="MeanOfSixWeeks">The same of the mean of six weeks.</param>
/// <param name="ByWeekAhead">Errors by week ahead.</param>
/// <param name="ByOrigin">Errors by origin.</param>
public sealed record BacktestReport(
    int IntervalMinutes, int Days, IReadOnlyList<LocalDate> Origins, double MeanWape, double MeanWapeOfSeasonalNaive, double MeanWapeOfSixWeeks,
    ErrorFigures Baseline, ErrorFigures SeasonalNaive, ErrorFigures MeanOfSixWeeks, IReadOnlyList<HorizonErrors> ByWeekAhead,
    IReadOnlyList<OriginErrors> ByOrigin);

/// <summary>Errors so many weeks ahead; 1: the first seven days.</summary>
public sealed record HorizonErrors(int WeekAhead, ErrorFigures Baseline, ErrorFigures SeasonalNaive, ErrorFigures MeanOfSixWeeks);

/// <summary>Errors of the forecast that began on a day.</summary>
public sealed record OriginErrors(LocalDate FirstDay, ErrorFigures Baseline, ErrorFigures SeasonalNaive, ErrorFigures MeanOfSixWeeks);
