using Capacity.Numerics;

namespace Capacity.Forecasting.Nowcasts;

/// <summary>Updates a day and a week of one queue from what has arrived so far, and says how sure it is.</summary>
/// <remarks>
/// Counts are Poisson with mean forecast × week's factor × day's factor × interval's own factor, each gamma with mean 1. Beliefs are updated
/// by conjugacy; counts that scatter more than Poisson count for less (quasi-likelihood: weight 1 ÷ (1 + m·v²)). Pure: the caller says
/// what was expected and what came.
/// </remarks>
/// <param name="WeeklyVariation">Coefficient of variation of a week's factor around the forecast.</param>
/// <param name="DailyVariation">The same of a day's own factor.</param>
/// <param name="IntervalVariation">The same of an interval's own factor.</param>
/// <param name="IntervalCorrelation">Correlation (0–0.95) of neighboring intervals' factors.</param>
public sealed record Nowcast(
    double WeeklyVariation = 0.05, double DailyVariation = 0.05, double IntervalVariation = 0.05, double IntervalCorrelation = 0.3)
{
    /// <summary>Nowcasts a week with some days done, one under way and some to come.</summary>
    /// <param name="done">Complete days: forecast and count.</param>
    /// <param name="today">The day under way; absent between days.</param>
    /// <param name="ahead">Forecasts of the days after.</param>
    public WeekNowcast Week(IReadOnlyList<(double Expected, double Observed)> done, PartialDay? today, IReadOnlyList<double> ahead)
    {
        var week = GammaFactor.Around(1, WeeklyVariation);
        foreach (var (expected, observed) in done)
            week = week.After(observed, expected, Weight(expected, DailyVariation));
        var day = today is null ? null : Today(week, today);
        if (today is not null)
            week = week.After(today.Observed, today.ExpectedSoFar, Weight(today.ExpectedSoFar, Math.Sqrt(
                DailyVariation * DailyVariation + Scatter(today.IntervalsSoFar))));
        var later = ahead.Sum();
        var spread = later > 0 ? DailyVariation * Math.Sqrt(ahead.Sum(expected => expected * expected)) / later : 0;
        var rest = CountForecast.Of(week.Times(spread), later);
        var arrived = done.Sum(one => one.Observed) + (today?.Observed ?? 0);
        return new WeekNowcast(Known(week), day, rest, Total(arrived, day, rest, week));
    }

    /// <summary>Nowcasts a day on its own.</summary>
    public DayNowcast Today(PartialDay today) => Today(GammaFactor.Around(1, WeeklyVariation), today);

    /// <summary>Nowcasts single intervals of the rest of a day.</summary>
    /// <param name="today">The day under way.</param>
    /// <param name="expected">Contacts that were forecast for each.</param>
    public IReadOnlyList<CountForecast> Steps(PartialDay today, IReadOnlyList<double> expected)
    {
        var factor = Learnt(GammaFactor.Around(1, WeeklyVariation), today).Times(IntervalVariation);
        return [.. expected.Select(contacts => CountForecast.Of(factor, contacts))];
    }

    private GammaFactor Learnt(GammaFactor week, PartialDay today) => week.Times(DailyVariation).After(
        today.Observed, today.ExpectedSoFar, Weight(today.ExpectedSoFar, Math.Sqrt(Scatter(today.IntervalsSoFar))));

    private DayNowcast Today(GammaFactor week, PartialDay today)
    {
        var factor = Learnt(week, today);
        var remaining = CountForecast.Of(factor.Times(Math.Sqrt(Scatter(today.IntervalsRemaining))), today.ExpectedRemaining);
        return new DayNowcast(Known(factor), remaining, remaining.Plus(today.Observed));
    }

    /// <summary>Squared coefficient of variation of the mean of so many intervals' factors, neighbors correlated (first-order autoregression).</summary>
    private double Scatter(int intervals) => intervals <= 0 ? 0
        : IntervalVariation * IntervalVariation * Math.Min(1, (1 + IntervalCorrelation) / (1 - IntervalCorrelation) / intervals);

    private static double Weight(double expected, double variation) => 1 / (1 + expected * variation * variation);

    private static FactorEstimate Known(GammaFactor factor) => new(factor.Mean, factor.Quantile(0.1), factor.Quantile(0.9));

    private static CountForecast Total(double arrived, DayNowcast? day, CountForecast rest, GammaFactor week)
    {
        if (day is null)
            return rest.Plus(arrived);
        var mean = day.Remaining.Mean + rest.Mean;
        var variance = day.Remaining.Variance + rest.Variance + 2 * week.Variation * week.Variation * day.Remaining.Mean * rest.Mean;
        return CountForecast.Matching(mean, variance).Plus(arrived);
    }
}

/// <summary>A day under way.</summary>
/// <param name="ExpectedSoFar">Contacts that were forecast until now; a begun interval counts for the part that has passed.</param>
/// <param name="IntervalsSoFar">Intervals that have passed.</param>
/// <param name="Observed">Contacts that came.</param>
/// <param name="ExpectedRemaining">Contacts forecast for the rest of the day.</param>
/// <param name="IntervalsRemaining">Intervals to come.</param>
public sealed record PartialDay(double ExpectedSoFar, int IntervalsSoFar, double Observed, double ExpectedRemaining, int IntervalsRemaining);

/// <summary>By which factor contacts exceed their forecast: mean and 80 % interval.</summary>
public sealed record FactorEstimate(double Mean, double P10, double P90);

/// <summary>A day's factor, what is still to come of it, and its total.</summary>
public sealed record DayNowcast(FactorEstimate Factor, CountForecast Remaining, CountForecast Total);

/// <summary>A week's factor, the day under way, the days after it, and the week's total.</summary>
public sealed record WeekNowcast(FactorEstimate Factor, DayNowcast? Today, CountForecast DaysAhead, CountForecast Total);

/// <summary>A count to come: mean, variance and deciles.</summary>
public sealed record CountForecast(double Mean, double Variance, double P10, double P50, double P90)
{
    /// <summary>A Poisson count whose mean has a gamma factor.</summary>
    public static CountForecast Of(GammaFactor factor, double expected)
    {
        var mean = factor.Mean * expected;
        return Matching(mean, mean + mean * mean * factor.Variation * factor.Variation);
    }

    /// <summary>The count forecast with so many contacts that have come already.</summary>
    public CountForecast Plus(double arrived) => this with { Mean = Mean + arrived, P10 = P10 + arrived, P50 = P50 + arrived, P90 = P90 + arrived };

    /// <summary>The negative binomial law of a mean and a variance; Poisson where the variance is no larger.</summary>
    internal static CountForecast Matching(double mean, double variance)
    {
        double At(double p) => mean <= 0 ? 0
            : variance <= mean * (1 + 1e-9) ? CountLaws.PoissonQuantile(mean, p)
            : CountLaws.PoissonGammaQuantile(mean, mean * mean / (variance - mean), p);
        return new CountForecast(mean, variance, At(0.1), At(0.5), At(0.9));
    }
}
