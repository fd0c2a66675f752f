using Capacity.Forecasting.Surges;
using Capacity.Numerics.Randomness;
using NodaTime;

namespace Capacity.Forecasting.Tests.Surges;

/// <summary>Waves whose parameters are known.</summary>
internal static class SyntheticWave
{
    public static readonly LocalDate First = new(2020, 3, 2);

    /// <summary>Poisson counts around a curve by day, half of it on weekends.</summary>
    public static DailyCounts Of(int days, Func<int, double> curve, ulong seed = 1)
    {
        var stream = RandomStream.For(seed, 0, StreamPurpose.Volume);
        LocalDate[] dates = [.. Enumerable.Range(0, days).Select(First.PlusDays)];
        return new DailyCounts(dates, [.. dates.Select((date, d) =>
            (double)stream.NextPoisson(curve(d) * (date.DayOfWeek >= IsoDayOfWeek.Saturday ? 0.5 : 1)))]);
    }

    /// <summary>Twenty ordinary days of 100, then a spike of 1,000 that halves every 14 days.</summary>
    public static DailyCounts Decaying(int days, ulong seed = 1) =>
        Of(days, day => day < 20 ? 100 : 1000 * Math.Pow(0.5, (day - 20) / 14.0), seed);

    public static SurgeFit Fit(DailyCounts counts, params LocalDate[] announcements) => SurgeFit.Of(counts, announcements).Value!;
}
