using NodaTime;

namespace Capacity.Forecasting.Baselines;

/// <summary>The forecast of a whole day's contacts.</summary>
public static class DayTotals
{
    /// <summary>Days with contacts, in order; deciles over simulated paths, since the intervals of a day share its luck.</summary>
    public static IReadOnlyList<DayTotal> Of(BaselineForecast fit, LocalDate from, int days, int paths, ulong seed)
    {
        var points = fit.Days(from, days);
        var drawn = fit.Paths(from, days, paths, seed);
        var totals = new List<DayTotal>(days);
        for (var first = 0; first < points.Count;)
        {
            var date = points[first].Start.Date;
            var end = first + points.Skip(first).TakeWhile(point => point.Start.Date == date).Count();
            List<double> sums = [.. drawn.Select(path => path[first..end].Sum()).Order()];
            totals.Add(new DayTotal(
                date, points.Skip(first).Take(end - first).Sum(point => point.Mean), Statistics.QuantileOfSorted(sums, 0.1),
                Statistics.QuantileOfSorted(sums, 0.5), Statistics.QuantileOfSorted(sums, 0.9)));
            first = end;
        }
        return totals;
    }
}

/// <summary>Contacts expected on a day: mean and deciles of the count.</summary>
public sealed record DayTotal(LocalDate Date, double Mean, double P10, double P50, double P90);
