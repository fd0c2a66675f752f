using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Baselines;

/// <summary>How much more than Poisson counts vary around their weekday profile.</summary>
public sealed record Overdispersion
{
    /// <summary>Median, over weekday × interval, of sample variance ÷ mean; 1 for Poisson counts.</summary>
    public double MedianVarianceToMean { get; init; }

    /// <summary>Coefficient of variation of daily totals by weekday.</summary>
    public IReadOnlyDictionary<IsoDayOfWeek, double> DailyVariationByWeekday { get; init; } = new Dictionary<IsoDayOfWeek, double>();

    /// <summary>The same over all weekdays (root mean square), without the part that Poisson counts explain.</summary>
    public double DailyVariation { get; init; }

    public static Overdispersion Of(HistorySeries series)
    {
        var ratios = new List<double>();
        var byWeekday = new Dictionary<IsoDayOfWeek, double>();
        var squares = new List<double>();
        foreach (var weekday in series.Days().GroupBy(day => day.Date.DayOfWeek).OrderBy(group => group.Key))
        {
            var days = weekday.ToList();
            if (days.Count < 3)
                continue;
            for (var slot = 0; slot < days[0].Counts.Length; slot++)
            {
                var counts = days.Select(day => day.Counts[slot]).Where(count => !double.IsNaN(count)).ToList();
                if (counts.Count > 2 && counts.Average() > 0)
                    ratios.Add(Variance(counts) / counts.Average());
            }
            var totals = days.ConvertAll(day => day.Total);
            var mean = totals.Average();
            byWeekday[weekday.Key] = mean > 0 ? Math.Sqrt(Variance(totals)) / mean : 0;
            if (mean > 0)
                squares.Add(Math.Max(0, Variance(totals) / (mean * mean) - 1 / mean));
        }
        return new Overdispersion
        {
            MedianVarianceToMean = ratios.Count > 0 ? Statistics.Median(ratios) : 1,
            DailyVariationByWeekday = byWeekday,
            DailyVariation = squares.Count > 0 ? Math.Min(2, Math.Sqrt(squares.Average())) : 0,
        };
    }

    private static double Variance(List<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }
}
