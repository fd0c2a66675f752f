using Capacity.Domain.Json;
using Capacity.Forecasting.History;
using Capacity.Numerics.Randomness;
using NodaTime;

namespace Capacity.Forecasting.Baselines;

/// <summary>The forecast of an ordinary time: weekday × time of day after a history, as a distribution.</summary>
public sealed class BaselineForecast
{
    private readonly WeekdayLevels _levels;
    private readonly CountSpread _spread;

    private BaselineForecast(HistorySeries series)
    {
        IntervalMinutes = series.IntervalMinutes;
        From = series.Starts[^1].Date.PlusDays(1);
        _levels = new WeekdayLevels(series.Days(), From);
        _spread = CountSpread.Of(series);
    }

    public int IntervalMinutes { get; }

    /// <summary>The first day after the history.</summary>
    public LocalDate From { get; }

    /// <summary>Learns from a history, read in intervals of the given length; refuses less than two weeks, or an interval that does not fit.</summary>
    public static Parsed<BaselineForecast> Fit(HistorySeries history, int intervalMinutes)
    {
        if (intervalMinutes < history.IntervalMinutes || intervalMinutes % history.IntervalMinutes != 0 || intervalMinutes > 1440
            || 1440 % intervalMinutes != 0)
            return Refuse("interval", $"Counts of {history.IntervalMinutes} minutes cannot be read in intervals of {intervalMinutes}.",
                $"Choose a multiple of {history.IntervalMinutes} that divides a day.");
        if (history.Starts.Count == 0 || Period.DaysBetween(history.Starts[0].Date, history.Starts[^1].Date) < 13)
            return Refuse("until", "The history is shorter than two weeks.",
                "A weekday needs at least two of its kind: give a longer history.");
        return new Parsed<BaselineForecast>(new BaselineForecast(history.Resample(intervalMinutes)), []);
    }

    /// <summary>Every open interval of so many days, with deciles.</summary>
    public IReadOnlyList<ForecastPoint> Days(LocalDate from, int days) =>
    [
        .. Means(from, days).Select(point => new ForecastPoint(
            point.Start, point.Mean, _spread.Quantile(point.Mean, 0.1), _spread.Quantile(point.Mean, 0.5),
            _spread.Quantile(point.Mean, 0.9))),
    ];

    /// <summary>
    /// The same from simulated paths, whose intervals share the day's luck: gamma factor of the day, gamma factor of the interval, Poisson
    /// count. Deciles of sums over paths are honest; deciles of intervals agree with <see cref="Days"/> up to noise.
    /// </summary>
    public IReadOnlyList<double[]> Paths(LocalDate from, int days, int paths, ulong seed)
    {
        var means = Means(from, days).ToList();
        var own = Math.Sqrt(Math.Max(0, _spread.Variation * _spread.Variation - _spread.DailyVariation * _spread.DailyVariation));
        return [.. Enumerable.Range(0, paths).Select(path => Path(means, own, RandomStream.For(seed, (ulong)path, StreamPurpose.Volume)))];
    }

    /// <summary>Means with deciles over simulated paths.</summary>
    public IReadOnlyList<ForecastPoint> Simulated(LocalDate from, int days, int paths, ulong seed)
    {
        var drawn = Paths(from, days, paths, seed);
        return [.. Means(from, days).Select((point, i) =>
        {
            var sorted = drawn.Select(path => path[i]).Order().ToList();
            return new ForecastPoint(point.Start, point.Mean, At(sorted, 0.1), At(sorted, 0.5), At(sorted, 0.9));
        })];
    }

    private double[] Path(List<(LocalDateTime Start, double Mean)> means, double own, RandomStream stream)
    {
        var counts = new double[means.Count];
        var (date, luck) = (default(LocalDate), 1.0);
        for (var i = 0; i < counts.Length; i++)
        {
            if (means[i].Start.Date != date)
                (date, luck) = (means[i].Start.Date, Factor(ref stream, _spread.DailyVariation));
            counts[i] = stream.NextPoisson(means[i].Mean * luck * Factor(ref stream, own));
        }
        return counts;
    }

    private IEnumerable<(LocalDateTime Start, double Mean)> Means(LocalDate from, int days)
    {
        for (var date = from; date < from.PlusDays(days); date = date.PlusDays(1))
        {
            if (_levels.On(date.DayOfWeek) is not { } expected)
                continue;
            for (var slot = 0; slot < expected.Length; slot++)
                if (!double.IsNaN(expected[slot]))
                    yield return (date.AtMidnight().PlusMinutes(slot * IntervalMinutes), expected[slot]);
        }
    }

    private static double Factor(ref RandomStream stream, double variation) =>
        variation < 1e-6 ? 1 : stream.NextGamma(1 / (variation * variation), 1);

    private static double At(List<double> sorted, double p) => Statistics.QuantileOfSorted(sorted, p);

    private static Parsed<BaselineForecast> Refuse(string what, string problem, string mend) =>
        new(null, [new InputError(what, 0, 0, problem, mend)]);
}

/// <summary>Contacts expected in one interval: mean and deciles of the count.</summary>
public sealed record ForecastPoint(LocalDateTime Start, double Mean, double P10, double P50, double P90);
