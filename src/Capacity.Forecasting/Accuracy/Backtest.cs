using Capacity.Forecasting.Baselines;
using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Accuracy;

/// <summary>How wrong forecasts would have been: the history is cut at origins, each forecast meets what came after.</summary>
public static class Backtest
{
    private const int LeastHistoryDays = 35;

    /// <summary>Origins two weeks apart, the last one so many days before the end of the history; fewer where the history is short.</summary>
    public static BacktestReport Run(HistorySeries history, int intervalMinutes, int origins, int days)
    {
        var series = history.Resample(intervalMinutes);
        var all = series.Days();
        var last = all[^1].Date.PlusDays(-days);
        var dates = Enumerable.Range(0, origins)
            .Select(i => last.PlusDays(-14 * i))
            .Where(date => Period.DaysBetween(all[0].Date, date) >= LeastHistoryDays)
            .Reverse()
            .ToList();
        var (own, naive, six) = (new ForecastErrors(), new ForecastErrors(), new ForecastErrors());
        foreach (var origin in dates)
        {
            var past = series.Before(origin.PlusDays(1));
            if (BaselineForecast.Fit(past, intervalMinutes).Value is not { } fit)
                continue;
            var points = fit.Days(origin.PlusDays(1), days).ToDictionary(point => point.Start);
            var byWeekday = past.Days().GroupBy(day => day.Date.DayOfWeek).ToDictionary(group => group.Key,
                group => group.TakeLast(6).Select(day => day.Counts).ToList());
            foreach (var day in all.Where(day => day.Date > origin && day.Date <= origin.PlusDays(days)))
                Meet(day, intervalMinutes, points, byWeekday.GetValueOrDefault(day.Date.DayOfWeek, []), (own, naive, six));
        }
        return new BacktestReport(intervalMinutes, days, dates, own.Figures(), naive.Figures(), six.Figures());
    }

    private static void Meet(
        HistoryDay day, int minutes, Dictionary<LocalDateTime, ForecastPoint> points, List<double[]> same,
        (ForecastErrors Own, ForecastErrors Naive, ForecastErrors Six) errors)
    {
        for (var slot = 0; slot < day.Counts.Length; slot++)
        {
            if (double.IsNaN(day.Counts[slot]) || !points.TryGetValue(day.Date.AtMidnight().PlusMinutes(slot * minutes), out var point))
                continue;
            errors.Own.Add(point, day.Counts[slot]);
            var past = same.Select(counts => counts[slot]).Where(count => !double.IsNaN(count)).ToList();
            if (past.Count == 0)
                continue;
            errors.Naive.Add(past[^1], day.Counts[slot]);
            errors.Six.Add(past.Average(), day.Counts[slot]);
        }
    }
}

/// <summary>Errors of the baseline forecast beside last week's value and the mean of six weeks.</summary>
public sealed record BacktestReport(
    int IntervalMinutes, int Days, IReadOnlyList<LocalDate> Origins, ErrorFigures Baseline, ErrorFigures SeasonalNaive,
    ErrorFigures MeanOfSixWeeks);

/// <summary>Errors over all intervals that were met.</summary>
/// <param name="Intervals">Intervals met.</param>
/// <param name="Wape">Σ|forecast − actual| ÷ Σ actual.</param>
/// <param name="Bias">Σ(forecast − actual) ÷ Σ actual; positive: too high.</param>
/// <param name="PinballLoss">Mean pinball loss of P10, P50 and P90 ÷ mean actual; absent for points.</param>
/// <param name="Coverage80">Share of intervals between P10 and P90; absent for points.</param>
public sealed record ErrorFigures(int Intervals, double Wape, double Bias, double? PinballLoss, double? Coverage80);

/// <summary>Sums of forecast errors.</summary>
internal sealed class ForecastErrors
{
    private double _absolute, _signed, _actual, _pinball, _inside;
    private int _count, _banded;

    public void Add(double forecast, double actual)
    {
        _count++;
        _absolute += Math.Abs(forecast - actual);
        _signed += forecast - actual;
        _actual += actual;
    }

    public void Add(ForecastPoint point, double actual)
    {
        Add(point.Mean, actual);
        _banded++;
        _pinball += (Pinball(point.P10, 0.1, actual) + Pinball(point.P50, 0.5, actual) + Pinball(point.P90, 0.9, actual)) / 3;
        _inside += actual >= point.P10 && actual <= point.P90 ? 1 : 0;
    }

    public ErrorFigures Figures() => new(
        _count, _absolute / _actual, _signed / _actual, _banded > 0 ? _pinball / _actual : null, _banded > 0 ? _inside / _banded : null);

    private static double Pinball(double quantile, double p, double actual) =>
        actual >= quantile ? p * (actual - quantile) : (1 - p) * (quantile - actual);
}
