using System.Text.Json.Serialization;
using Capacity.Domain.Calendars;
using Capacity.Domain.Json;
using Capacity.Forecasting.History;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using NodaTime;

namespace Capacity.Forecasting.Baselines;

/// <summary>The forecast of an ordinary time as a joint distribution: day levels × shares of the day, with handle times where known.</summary>
/// <remarks>
/// An interval's count is Poisson with mean share × exp(day level) × its own factor. Day levels are jointly normal (<see cref="DayLevels"/>),
/// factors of neighbors go together (<see cref="IntradaySpread"/>). README.md has the measured accuracy.
/// </remarks>
public sealed class BaselineForecast
{
    /// <summary>Beliefs for queues with pay days or deadlines: effects of 12 % within a day or two.</summary>
    private const double StrongMonth = 0.12;
    private const double SharpMonth = 1;

    /// <summary>A level that is not seen to change is as good as one that lasts for ten years.</summary>
    private const double LongestLevelDays = 3660;

    private readonly TrainedDays _trained;
    private readonly IntradayProfile _profile;
    private readonly IntradaySpread _spread;
    private readonly DayLevels _levels;
    private readonly HandleTimes? _handle;

    private BaselineForecast(HistorySeries series, HolidayCalendar? holidays)
    {
        IntervalMinutes = series.IntervalMinutes;
        From = series.Starts[^1].Date.PlusDays(1);
        _trained = new TrainedDays(series, holidays);
        _profile = new IntradayProfile(_trained.Days, _trained.Traits, _trained.Usual);
        var (traits, logs, sampling) = (new List<DayTraits>(), new List<double>(), new List<double>());
        foreach (var (day, trait) in _trained.Days.Zip(_trained.Traits))
            if (_profile.ObservedShare(day) is >= 0.5 and var share)
            {
                traits.Add(trait);
                logs.Add(Math.Log(day.Total / Math.Min(1, share)));
                sampling.Add(1 / day.Total);
            }
        var prior = new DayPrior { Season = _trained.HasTwoYears ? 0.1 : 0 };
        _levels = DayLevels.Best(traits, logs, sampling, prior, prior with { Month = StrongMonth, MonthDays = SharpMonth });
        _spread = IntradaySpread.Of(_trained.Days, Shares);
        _handle = HandleTimes.In(series, _trained);
    }

    public int IntervalMinutes { get; }

    /// <summary>The first day after the history.</summary>
    public LocalDate From { get; }

    /// <summary>Whose public holidays the history keeps, or those that were given.</summary>
    public HolidayCalendar Holidays => _trained.Holidays;

    /// <summary>First days of new levels, found in the history.</summary>
    public IReadOnlyList<LocalDate> LevelShifts => _trained.Shifts;

    /// <summary>Coefficient of variation of a day's own luck: noise and spells of a few days.</summary>
    public double DailyVariation => Math.Sqrt(_levels.Prior.Noise * _levels.Prior.Noise + _levels.Prior.Spell * _levels.Prior.Spell);

    /// <summary>Coefficient of variation of an interval's own factor, and its correlation with the next interval's.</summary>
    public (double Variation, double Correlation) Intraday => (_spread.Variation, _spread.Correlation);

    /// <summary>
    /// What a scenario's baseline needs to draw paths like these: the covariance of two open days of the horizon as v·e^(−apart ∕ τ), and what each
    /// day has of its own beside it, the place in the month included, which a weekday's profile does not tell. Averages over the horizon stand in for a covariance that grows with it.
    /// </summary>
    public (double LevelVariation, double LevelDays, double DailyVariation) Spread(LocalDate from, int days)
    {
        var ahead = Ahead(from, days);
        var (own, byLag) = (0.0, new SortedDictionary<int, (double Sum, int Pairs)>());
        for (var i = 0; i < ahead.Dates.Count; i++)
        {
            own += ahead.Covariances[i][i] / ahead.Dates.Count;
            for (var j = 0; j < i; j++)
            {
                var lag = Period.DaysBetween(ahead.Dates[j], ahead.Dates[i]);
                var (sum, pairs) = byLag.GetValueOrDefault(lag);
                byLag[lag] = (sum + ahead.Covariances[i][j], pairs + 1);
            }
        }
        // A straight line through the logarithm of the mean covariance by lag, each lag with the weight of its pairs.
        var points = byLag.Where(pair => pair.Value.Sum > 0).Select(pair => (Lag: (double)pair.Key, Log: Math.Log(pair.Value.Sum / pair.Value.Pairs), Weight: (double)pair.Value.Pairs)).ToList();
        if (points.Count < 2)
            return (0, LongestLevelDays, Variation(own + OfDates(ahead)));
        var total = points.Sum(point => point.Weight);
        var (middle, mean) = (points.Sum(point => point.Weight * point.Lag) / total, points.Sum(point => point.Weight * point.Log) / total);
        var slope = points.Sum(point => point.Weight * (point.Lag - middle) * (point.Log - mean)) / points.Sum(point => point.Weight * (point.Lag - middle) * (point.Lag - middle));
        var lasting = slope < -1 / LongestLevelDays ? -1 / slope : LongestLevelDays;
        var shared = Math.Min(own, Math.Exp(mean + middle / lasting));
        return (Variation(shared), lasting, Variation(own - shared + OfDates(ahead)));
    }

    /// <summary>Variance of the means of days of one weekday: what a weekday's profile does not tell, such as the place in the month.</summary>
    private static double OfDates(OpenDays ahead)
    {
        var (squares, freedom) = (0.0, 0);
        foreach (var weekday in ahead.Dates.Zip(ahead.Levels).GroupBy(day => day.First.DayOfWeek))
        {
            var mean = weekday.Average(day => day.Second);
            (squares, freedom) = (squares + weekday.Sum(day => (day.Second - mean) * (day.Second - mean)), freedom + weekday.Count() - 1);
        }
        return freedom > 0 ? squares / freedom : 0;
    }

    private static double Variation(double logVariance) => Math.Sqrt(Math.Exp(Math.Max(0, logVariance)) - 1);

    /// <summary>Learns from a history, read in intervals of the given length; refuses less than two weeks, or an interval that does not fit.</summary>
    /// <param name="history">Cleaned counts.</param>
    /// <param name="intervalMinutes">A multiple of the history's that divides a day.</param>
    /// <param name="holidays">Public holidays that the queue knows; null: told from the history.</param>
    public static Parsed<BaselineForecast> Fit(HistorySeries history, int intervalMinutes, HolidayCalendar? holidays = null)
    {
        if (intervalMinutes < history.IntervalMinutes || intervalMinutes % history.IntervalMinutes != 0 || intervalMinutes > 1440
            || 1440 % intervalMinutes != 0)
            return Refuse("interval", $"Counts of {history.IntervalMinutes} minutes cannot be read in intervals of {intervalMinutes}.",
                $"Choose a multiple of {history.IntervalMinutes} that divides a day.",
                $"Des comptages de {history.IntervalMinutes} minutes ne peuvent pas être lus par intervalles de {intervalMinutes}.",
                $"Choisissez un multiple de {history.IntervalMinutes} qui divise une journée.");
        if (history.Starts.Count == 0 || Period.DaysBetween(history.Starts[0].Date, history.Starts[^1].Date) < 13)
            return Refuse("until", "The history is shorter than two weeks.",
                "A weekday needs at least two of its kind: give a longer history.",
                "L’historique compte moins de deux semaines.",
                "Il faut au moins deux fois chaque jour de la semaine : donnez un historique plus long.");
        if (!history.Counts.Any(count => count > 0))
            return Refuse("history", "The history has no contact at all.", "Check the column of counts.",
                "L’historique ne compte aucun contact.", "Vérifiez la colonne des comptages.");
        return new Parsed<BaselineForecast>(new BaselineForecast(history.Resample(intervalMinutes), holidays), []);
    }

    /// <summary>Fits without a least length: what a baseline needs that is better than nothing.</summary>
    internal static BaselineForecast Of(HistorySeries history) => new(history, null);

    /// <summary>Every open interval of so many days, with deciles.</summary>
    public IReadOnlyList<ForecastPoint> Days(LocalDate from, int days)
    {
        var ahead = Ahead(from, days);
        var points = new List<ForecastPoint>();
        for (var d = 0; d < ahead.Dates.Count; d++)
        {
            var deviation = ahead.Covariances[d][d];
            var mean = Math.Exp(ahead.Levels[d] + deviation / 2);
            var variation = Math.Sqrt(Math.Exp(deviation + _spread.Variation * _spread.Variation) - 1);
            foreach (var (start, share) in Intervals(ahead.Dates[d], ahead.Shares[d]))
                points.Add(new ForecastPoint(start, mean * share, Quantile(mean * share, variation, 0.1),
                    Quantile(mean * share, variation, 0.5), Quantile(mean * share, variation, 0.9), _handle?.At(start)));
        }
        return points;
    }

    /// <summary>
    /// Simulated counts of the same intervals, whose days and intervals share their luck: joint normal day levels, an autoregressive factor
    /// of the interval, Poisson counts. Deciles of sums over paths are honest; deciles of intervals agree with <see cref="Days"/> up to noise.
    /// </summary>
    public IReadOnlyList<double[]> Paths(LocalDate from, int days, int paths, ulong seed)
    {
        var ahead = Ahead(from, days);
        if (ahead.Dates.Count == 0)
            return [.. Enumerable.Range(0, paths).Select(_ => Array.Empty<double>())];
        var factor = CholeskyFactor.Of(ahead.Covariances);
        var shares = ahead.Dates.Select((date, d) => Intervals(date, ahead.Shares[d]).Select(interval => interval.Share).ToArray()).ToArray();
        return [.. Enumerable.Range(0, paths).Select(
            path => Path(ahead.Levels, factor, shares, RandomStream.For(seed, (ulong)path, StreamPurpose.ForecastPath)))];
    }

    /// <summary>Means with deciles over simulated paths.</summary>
    public IReadOnlyList<ForecastPoint> Simulated(LocalDate from, int days, int paths, ulong seed)
    {
        var drawn = Paths(from, days, paths, seed);
        return [.. Days(from, days).Select((point, i) =>
        {
            var sorted = drawn.Select(path => path[i]).Order().ToList();
            return point with
            {
                P10 = Statistics.QuantileOfSorted(sorted, 0.1),
                P50 = Statistics.QuantileOfSorted(sorted, 0.5),
                P90 = Statistics.QuantileOfSorted(sorted, 0.9),
            };
        })];
    }

    private double[] Path(double[] levels, CholeskyFactor factor, double[][] shares, RandomStream stream)
    {
        var counts = new List<double>();
        var luck = factor.Correlate([.. levels.Select(_ => stream.NextNormal())]);
        var (own, keep) = (_spread.Variation, _spread.Correlation);
        for (var d = 0; d < shares.Length; d++)
        {
            var factors = 0.0;
            for (var i = 0; i < shares[d].Length; i++)
            {
                factors = i == 0 ? stream.NextNormal() : keep * factors + Math.Sqrt(1 - keep * keep) * stream.NextNormal();
                counts.Add(stream.NextPoisson(shares[d][i] * KernelMath.Exp(levels[d] + luck[d] + own * factors - own * own / 2)));
            }
        }
        return [.. counts];
    }

    private OpenDays Ahead(LocalDate from, int days)
    {
        List<LocalDate> dates = [.. Enumerable.Range(0, days).Select(from.PlusDays).Where(_trained.IsOpen)];
        var (levels, covariances) = _levels.Joint(dates.ConvertAll(_trained.TraitsOf));
        return new OpenDays(dates, levels, covariances, dates.ConvertAll(Shares));
    }

    private double[] Shares(LocalDate date) => _profile.On(date.DayOfWeek, _trained.TraitsOf(date));

    private IEnumerable<(LocalDateTime Start, double Share)> Intervals(LocalDate date, double[] shares)
    {
        for (var slot = 0; slot < shares.Length; slot++)
            if (!double.IsNaN(shares[slot]))
                yield return (date.AtMidnight().PlusMinutes(slot * IntervalMinutes), shares[slot]);
    }

    private static double Quantile(double mean, double variation, double p) => mean <= 0 ? 0
        : variation < 1e-6 ? CountLaws.PoissonQuantile(mean, p)
        : CountLaws.PoissonGammaQuantile(mean, 1 / (variation * variation), p);

    private static Parsed<BaselineForecast> Refuse(string what, string problem, string mend, string problemFr, string mendFr) =>
        new(null, [new InputError(what, 0, 0, problem, mend) { ProblemFr = problemFr, MendFr = mendFr }]);

    private sealed record OpenDays(List<LocalDate> Dates, double[] Levels, double[][] Covariances, List<double[]> Shares);
}

/// <summary>Contacts expected in one interval: mean and deciles of the count, and the mean handle time in seconds where the history has one.</summary>
public sealed record ForecastPoint(
    LocalDateTime Start, double Mean, double P10, double P50, double P90,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? HandleSeconds = null);
