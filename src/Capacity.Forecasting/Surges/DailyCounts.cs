using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Surges;

/// <summary>Counts by day of one contact line, in order; days may be missing.</summary>
public sealed record DailyCounts(IReadOnlyList<LocalDate> Dates, IReadOnlyList<double> Counts)
{
    /// <summary>Daily totals of a history.</summary>
    public static DailyCounts Of(HistorySeries history)
    {
        var days = history.Days();
        return new DailyCounts([.. days.Select(day => day.Date)], [.. days.Select(day => day.Total)]);
    }

    /// <summary>The days until a last one, included.</summary>
    public DailyCounts Until(LocalDate last)
    {
        var count = Dates.Count(date => date <= last);
        return new DailyCounts([.. Dates.Take(count)], [.. Counts.Take(count)]);
    }

    /// <summary>Index of the first day above twice the median of the days before; 0 where there is none.</summary>
    public int WaveStart()
    {
        var sorted = new List<double>();
        for (var i = 0; i < Counts.Count; i++)
        {
            if (i > 0 && Counts[i] > 2 * Statistics.MedianOfSorted(sorted))
                return i;
            var place = sorted.BinarySearch(Counts[i]);
            sorted.Insert(place < 0 ? ~place : place, Counts[i]);
        }
        return 0;
    }
}
