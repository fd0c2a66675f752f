using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Baselines;

/// <summary>How intervals scatter around their share of the day beyond Poisson counts, and how neighbors go together.</summary>
/// <param name="Variation">Coefficient of variation of an interval's own factor.</param>
/// <param name="Correlation">Correlation (0–0.95) of that factor with the next interval's.</param>
internal sealed record IntradaySpread(double Variation, double Correlation)
{
    private const int TestedDays = 60;
    private const int LeastPairs = 40;
    private const double SmallestMean = 5;
    private const double Z80 = 1.2815515655446004;

    /// <summary>Taken where the history is too short to tell: about the bank history's own.</summary>
    private static readonly IntradaySpread Unknown = new(0.05, 0.3);

    /// <remarks>
    /// The variation κ is the one with which 80 % of residuals lie in their 80 % band: the 0.8-quantile of (r ∕ z)² − 1 ∕ m, r the relative
    /// residual at mean m, z = 1.2816. A heavy tail widens the band only as far as it reaches into it.
    /// </remarks>
    public static IntradaySpread Of(IReadOnlyList<HistoryDay> days, Func<LocalDate, double[]> shares)
    {
        var (squares, pairs) = (new List<double>(), new List<(double, double)>());
        foreach (var day in days.TakeLast(TestedDays))
        {
            double? before = null;
            var expected = shares(day.Date);
            for (var slot = 0; slot < expected.Length; slot++)
            {
                var mean = expected[slot] * day.Total;
                if (double.IsNaN(mean) || double.IsNaN(day.Counts[slot]) || mean < SmallestMean)
                {
                    before = null;
                    continue;
                }
                var residual = (day.Counts[slot] - mean) / mean;
                squares.Add(residual * residual / (Z80 * Z80) - 1 / mean);
                if (before is { } last)
                    pairs.Add((last, residual));
                before = residual;
            }
        }
        if (pairs.Count < LeastPairs)
            return Unknown;
        squares.Sort();
        var variance = Math.Max(0, Statistics.QuantileOfSorted(squares, 0.8));
        return new IntradaySpread(Math.Sqrt(variance), Correlated(pairs, variance));
    }

    /// <summary>Covariance of neighbors ÷ variance of the factor; residuals beyond three deviations are cut.</summary>
    private static double Correlated(List<(double First, double Second)> pairs, double variance)
    {
        if (variance < 1e-8)
            return 0;
        var cut = 3 * Math.Max(Statistics.RobustDeviation(pairs.ConvertAll(pair => pair.First), 0), 1e-6);
        var covariance = pairs.Average(pair => Math.Clamp(pair.First, -cut, cut) * Math.Clamp(pair.Second, -cut, cut));
        return Math.Clamp(covariance / variance, 0, 0.95);
    }
}
