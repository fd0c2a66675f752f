using Capacity.Numerics;

namespace Capacity.Forecasting.Surges;

/// <summary>How a wave's contacts divide between two lines, and where the division is going.</summary>
/// <param name="FirstWeek">Share (0–1) of the second line in the first seven days.</param>
/// <param name="LastWeek">The same in the last seven.</param>
/// <param name="P10">P10 of the share at the horizon.</param>
/// <param name="P50">P50 of the same.</param>
/// <param name="P90">P90 of the same.</param>
/// <remarks>
/// The log odds of the last 14 days as a line, its slope fading by 4 % a day; the band from their scatter and the slope's error.
/// </remarks>
public sealed record ChannelSplit(double FirstWeek, double LastWeek, double P10, double P50, double P90)
{
    private const int TrendDays = 14;
    private const double Persistence = 0.96;

    /// <summary>Null where the lines have fewer than seven days in common.</summary>
    public static ChannelSplit? Of(DailyCounts first, DailyCounts second, int days)
    {
        var other = second.Dates.Zip(second.Counts).ToDictionary(pair => pair.First, pair => pair.Second);
        var common = first.Dates.Zip(first.Counts).Where(pair => other.ContainsKey(pair.First) && pair.Second + other[pair.First] > 0)
            .Select(pair => (One: pair.Second, Two: other[pair.First])).ToList();
        if (common.Count < 7)
            return null;
        double[] odds = [.. common.TakeLast(TrendDays).Select(day => Math.Log((day.Two + 0.5) / (day.One + 0.5)))];
        var middle = (odds.Length - 1) / 2.0;
        var squares = Enumerable.Range(0, odds.Length).Sum(i => (i - middle) * (i - middle));
        var slope = Enumerable.Range(0, odds.Length).Sum(i => (i - middle) * odds[i]) / squares;
        var scatter = Math.Sqrt(odds.Select((value, i) => value - odds.Average() - slope * (i - middle)).Sum(r => r * r) / (odds.Length - 2));
        var reach = Persistence * (1 - Math.Pow(Persistence, days)) / (1 - Persistence);
        var center = odds.Average() + slope * (middle + reach);
        var deviation = Math.Sqrt(scatter * scatter + Math.Pow(scatter * (middle + reach), 2) / squares);
        var z = NormalLaw.Quantile(0.9) * deviation;
        return new ChannelSplit(Share(common.Take(7)), Share(common.TakeLast(7)), Logistic(center - z), Logistic(center), Logistic(center + z));
    }

    private static double Share(IEnumerable<(double One, double Two)> days)
    {
        var (one, two) = days.Aggregate((One: 0.0, Two: 0.0), (sum, day) => (sum.One + day.One, sum.Two + day.Two));
        return two / (one + two);
    }

    private static double Logistic(double odds) => 1 / (1 + Math.Exp(-odds));
}
