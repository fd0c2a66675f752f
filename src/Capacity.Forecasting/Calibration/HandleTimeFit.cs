using Capacity.Domain.Networks;
using Capacity.Numerics;
using Capacity.Numerics.Estimation;

namespace Capacity.Forecasting.Calibration;

/// <summary>The law of handle times: lognormal or exponential where one of them is close, else the quantiles as they are.</summary>
public static class HandleTimeFit
{
    private const int Least = 10;
    private const int Quantiles = 21;

    /// <summary>Largest distance of the distribution functions that is taken as close, beyond what chance makes of a sample.</summary>
    private const double Close = 0.015;

    /// <summary>Null below ten contacts.</summary>
    /// <param name="seconds">Handle times.</param>
    public static HandleTimeEstimate? Of(IEnumerable<double> seconds)
    {
        double[] sorted = [.. seconds.Where(time => time > 0).Order()];
        if (sorted.Length < Least)
            return null;
        var n = sorted.Length;
        var mean = sorted.Average();
        var deviation = Math.Sqrt(sorted.Sum(time => (time - mean) * (time - mean)) / (n - 1));
        double[] logs = Array.ConvertAll(sorted, KernelMath.Log);
        var center = logs.Average();
        var square = logs.Sum(log => (log - center) * (log - center)) / (n - 1);
        var allowed = Close + 1 / Math.Sqrt(n);
        if (Distance(sorted, time => NormalLaw.Cdf((KernelMath.Log(time) - center) / Math.Sqrt(square))) < allowed)
            return Lognormal(center, square, n);
        if (Distance(sorted, time => 1 - KernelMath.Exp(-time / mean)) < allowed)
            return new HandleTimeEstimate
            {
                Law = HandleTimeLaw.Exponential,
                MeanSeconds = IntervalEstimate.OfPositive(mean, 1 / Math.Sqrt(n)),
                CoefficientOfVariation = null,
                Contacts = n,
            };
        return new HandleTimeEstimate
        {
            Law = HandleTimeLaw.Empirical,
            MeanSeconds = IntervalEstimate.OfPositive(mean, deviation / mean / Math.Sqrt(n)),
            CoefficientOfVariation = null,
            Contacts = n,
            Quantiles = [.. Enumerable.Range(0, Quantiles).Select(i => Math.Round(Statistics.QuantileOfSorted(sorted, i / (Quantiles - 1.0)), 2))],
        };
    }

    /// <summary>Mean e^(μ + σ²∕2) with Cox's interval (Land 1972, Annals of Mathematical Statistics 43:1187); log σ² has a variance of 2 ∕ (n − 1).</summary>
    private static HandleTimeEstimate Lognormal(double center, double square, int n)
    {
        var spread = Math.Sqrt(2.0 / (n - 1));
        var variation = IntervalEstimate.OfPositive(square, spread);
        return new HandleTimeEstimate
        {
            Law = HandleTimeLaw.Lognormal,
            MeanSeconds = IntervalEstimate.OfPositive(Math.Exp(center + square / 2), Math.Sqrt(square / n + square * square / (2.0 * (n - 1)))),
            CoefficientOfVariation = new IntervalEstimate(Variation(variation.Value), Variation(variation.Low), Variation(variation.High)),
            Contacts = n,
        };
    }

    private static double Variation(double square) => Math.Sqrt(Math.Exp(square) - 1);

    private static double Distance(double[] sorted, Func<double, double> cdf) =>
        sorted.Select((time, i) => Math.Abs(cdf(time) - (i + 0.5) / sorted.Length)).Max();
}

/// <summary>Handle time of a queue, estimated from its answered contacts.</summary>
public sealed record HandleTimeEstimate
{
    public required HandleTimeLaw Law { get; init; }

    /// <summary>Mean in seconds of the queue itself: what reasons and teams multiply is taken out.</summary>
    public required IntervalEstimate MeanSeconds { get; init; }

    /// <summary>Lognormal law only.</summary>
    public required IntervalEstimate? CoefficientOfVariation { get; init; }
    public required long Contacts { get; init; }

    /// <summary>Empirical law only: seconds at equal steps from shortest to longest.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [];
}
