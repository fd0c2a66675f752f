using Capacity.Domain.Json;
using Capacity.Forecasting.Baselines;
using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Accuracy;

/// <summary>How far forecasts of one series can be trusted: its errors by week ahead, and the newest past forecast beside what came.</summary>
/// <param name="Errors">Errors of all origins, beside the two simple methods.</param>
/// <param name="Days">Daily totals of the newest origin, forecast and met.</param>
/// <param name="FirstWeek">Its first seven days by interval.</param>
public sealed record SeriesAccuracy(BacktestReport Errors, IReadOnlyList<MetDay> Days, IReadOnlyList<MetInterval> FirstWeek)
{
    private const int ShortestInterval = 30;
    private const int Paths = 400;
    private const ulong Seed = 1;

    /// <summary>Days forecast from each origin: four weeks, or what a short history leaves.</summary>
    private static readonly int[] Horizons = [28, 14, 7];

    /// <summary>Days of the newest origin whose total lies between P10 and P90 (0–1).</summary>
    public double DaysInBand => Days.Count == 0 ? 0 : (double)Days.Count(day => day.Actual >= day.P10 && day.Actual <= day.P90) / Days.Count;

    /// <summary>Which past forecasts a history allows: intervals of at least 30 minutes, up to nine origins, four weeks each where it can.</summary>
    /// <param name="history">Counts as they came.</param>
    public static Parsed<BacktestPlan> Plan(HistorySeries history)
    {
        var minutes = history.IntervalMinutes;
        if (minutes < ShortestInterval)
            minutes = ShortestInterval % minutes == 0 ? ShortestInterval : 60 % minutes == 0 ? 60 : minutes;
        var plans = Horizons.Select(days => new BacktestPlan { IntervalMinutes = minutes, Days = days });
        return plans.FirstOrDefault(plan => plan.FirstDays(history).Count > 0) is { } plan
            ? new Parsed<BacktestPlan>(plan, [])
            : new Parsed<BacktestPlan>(null, [new InputError("history", 0, 0, "The history is shorter than six weeks.",
                "Five weeks before the first forecast and one week after it are needed: import a longer history.")
            {
                ProblemFr = "L’historique compte moins de six semaines.",
                MendFr = "Il faut cinq semaines avant la première prévision et une après : importez un historique plus long.",
            }]);
    }

    /// <summary>Makes past forecasts again and meets what came; takes processor time by the number of origins.</summary>
    /// <param name="history">Counts as they came.</param>
    /// <param name="plan">Which past forecasts: <see cref="Plan"/>.</param>
    /// <param name="progress">Called with the share done (0–1).</param>
    /// <param name="cancellationToken">Gives up between two origins.</param>
    public static SeriesAccuracy Of(HistorySeries history, BacktestPlan plan, Action<double>? progress, CancellationToken cancellationToken)
    {
        // The newest forecast is made once more, to be shown: as much work as one origin.
        var origins = plan.FirstDays(history).Count;
        var errors = Backtest.Run(history, plan, done => progress?.Invoke(done * origins / (origins + 1)), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Invoke((double)origins / (origins + 1));
        var series = history.Resample(plan.IntervalMinutes);
        if (errors.Origins.Count == 0 || BaselineForecast.Fit(series.Before(errors.Origins[^1]), plan.IntervalMinutes, plan.Holidays).Value is not { } fit)
            return new SeriesAccuracy(errors, [], []);
        return new SeriesAccuracy(errors, Met(fit, series, errors.Origins[^1], plan.Days), FirstWeekOf(fit, series, errors.Origins[^1]));
    }

    private static List<MetDay> Met(BaselineForecast fit, HistorySeries series, LocalDate first, int days)
    {
        var totals = DayTotals.Of(fit, first, days, Paths, Seed).ToDictionary(day => day.Date);
        return
        [
            .. series.Days().Where(day => day.Date >= first && day.Date < first.PlusDays(days)).Select(day =>
                totals.TryGetValue(day.Date, out var total)
                    ? new MetDay(day.Date, total.Mean, total.P10, total.P50, total.P90, day.Total) : new MetDay(day.Date, 0, 0, 0, 0, day.Total)),
        ];
    }

    private static List<MetInterval> FirstWeekOf(BaselineForecast fit, HistorySeries series, LocalDate first)
    {
        var came = series.From(first).Before(first.PlusDays(7));
        var actual = came.Starts.Zip(came.Counts).ToDictionary(pair => pair.First, pair => pair.Second);
        return
        [
            .. fit.Days(first, 7).Where(point => actual.ContainsKey(point.Start))
                .Select(point => new MetInterval(point.Start, point.Mean, point.P10, point.P90, actual[point.Start])),
        ];
    }
}

/// <summary>A day's contacts: mean and deciles forecast, and what came.</summary>
public sealed record MetDay(LocalDate Date, double Mean, double P10, double P50, double P90, double Actual);

/// <summary>An interval's contacts: mean and P10 to P90 forecast, and what came.</summary>
public sealed record MetInterval(LocalDateTime Start, double Mean, double P10, double P90, double Actual);
