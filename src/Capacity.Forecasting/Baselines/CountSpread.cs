using Capacity.Forecasting.History;
using Capacity.Numerics;

namespace Capacity.Forecasting.Baselines;

/// <summary>
/// How far counts fall from their expectation: a Poisson count whose mean has a gamma factor with coefficient of variation κ.
/// </summary>
/// <remarks>
/// κ is the one with which 80 % of past errors lie in their 80 % band: the 0.8-quantile of ((x − m)² ∕ z² − m) ∕ m² over errors made 14 days
/// ahead, z = 1.2816. A heavy tail of errors therefore widens the band only as far as it reaches into it.
/// </remarks>
internal sealed record CountSpread(double Variation, double DailyVariation)
{
    private const int LeadDays = 14;
    private const int TestedWeeks = 10;
    private const double SmallestMean = 5;
    private const double Z80 = 1.2815515655446004;

    /// <summary>Taken where the history is too short to tell: the bank history's own (FC01: variance 7.3 × mean at 600 per half hour).</summary>
    private static readonly CountSpread Unknown = new(0.10, 0.07);

    public static CountSpread Of(HistorySeries series)
    {
        var days = series.Days();
        var end = days[^1].Date.PlusDays(1);
        var (slots, totals) = (new List<double>(), new List<double>());
        foreach (var day in days.Where(day => day.Date >= end.PlusWeeks(-TestedWeeks)))
        {
            var origin = day.Date.PlusDays(1 - LeadDays);
            if (days[0].Date > origin.PlusWeeks(-4) || new WeekdayLevels(days, origin).On(day.Date.DayOfWeek) is not { } expected)
                continue;
            totals.Add(Excess(day.Total, WeekdayLevels.Sum(expected)));
            for (var slot = 0; slot < expected.Length; slot++)
                if (expected[slot] >= SmallestMean && !double.IsNaN(day.Counts[slot]))
                    slots.Add(Excess(day.Counts[slot], expected[slot]));
        }
        return totals.Count < 10 || slots.Count < 10 ? Unknown : new CountSpread(Root(slots), Root(totals));
    }

    /// <summary>A quantile of the count around its mean.</summary>
    public double Quantile(double mean, double p) => mean <= 0 ? 0
        : Variation < 1e-6 ? CountLaws.PoissonQuantile(mean, p)
        : CountLaws.PoissonGammaQuantile(mean, 1 / (Variation * Variation), p);

    private static double Excess(double count, double mean) =>
        mean <= 0 ? 0 : ((count - mean) * (count - mean) / (Z80 * Z80) - mean) / (mean * mean);

    private static double Root(List<double> squares)
    {
        squares.Sort();
        return Math.Sqrt(Math.Max(0, Statistics.QuantileOfSorted(squares, 0.8)));
    }
}
