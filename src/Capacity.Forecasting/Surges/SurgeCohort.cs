using Capacity.Domain;
using Capacity.Domain.Demand;
using Capacity.Numerics;
using NodaTime.Text;
using Period = NodaTime.Period;

namespace Capacity.Forecasting.Surges;

/// <summary>Makes a scenario's cohort of a fitted wave: as many customers as contacts above the ordinary level, coming by the kernel that fits.</summary>
public static class SurgeCohort
{
    private const int Rounds = 60;

    /// <summary>Counts so far and the means to come, above the ordinary level, as one contact of each of so many customers.</summary>
    /// <param name="fit">The fitted wave.</param>
    /// <param name="days">Days to come that are counted.</param>
    /// <param name="ordinary">Contacts of an ordinary day, which the baseline has already; 0 for a line of the crisis only.</param>
    /// <param name="id">The cohort's identifier.</param>
    /// <param name="queue">The queue that is asked.</param>
    /// <param name="reason">Why.</param>
    public static Cohort From(SurgeFit fit, int days, double ordinary, string id, string queue, string reason)
    {
        var ahead = fit.Forecast(days);
        var past = fit.Counts.Dates.Zip(fit.Counts.Counts).Where(pair => pair.First >= fit.WaveStart);
        var curve = past.Select(pair => (pair.First, pair.Second)).Concat(ahead.Select(point => (point.Date, point.P50)))
            .Select(day => (Day: Period.DaysBetween(fit.WaveStart, day.Item1), Contacts: Math.Max(0, day.Item2 - ordinary * fit.WeekdayFactor(day.Item1.DayOfWeek))))
            .ToList();
        var total = curve.Sum(day => day.Contacts);
        var kernel = Kernel(curve.ConvertAll(day => (day.Day, day.Contacts / Math.Max(total, 1e-9))));
        var (low, high) = (ahead.Sum(point => point.P10), ahead.Sum(point => point.P90));
        var iso = LocalDatePattern.Iso;
        return new Cohort
        {
            Id = id,
            Name = LocalizedText.Of($"Vague du {iso.Format(fit.WaveStart)}", $"Wave of {iso.Format(fit.WaveStart)}"),
            Date = fit.WaveStart,
            Customers = Math.Round(total),
            CustomersVariation = Math.Round(total > 0 ? (high - low) / (2 * 1.2816 * total) : 0, 3),
            Contacts = [new ContactPropensity { Queue = queue, Reason = reason, PerCustomer = 1 }],
            Delay = kernel,
            Source = $"Fitted to daily counts until {iso.Format(fit.Until)} and their forecast for {days} days.",
        };
    }

    /// <summary>Least squares on the daily shares by shrinking steps along each parameter.</summary>
    private static DelayKernel Kernel(List<(int Day, double Share)> curve)
    {
        double[] at = [0.35, 1, 12, 0.8];
        double[] step = [0.2, 0.6, 0.6, 0.4];
        var error = Error(at, curve);
        for (var round = 0; round < Rounds; round++)
            for (var k = 0; k < at.Length; k++)
            {
                var moved = false;
                foreach (var sign in new[] { 1, -1 })
                {
                    var other = (double[])at.Clone();
                    other[k] = k is 0 ? Math.Clamp(at[0] + sign * step[0], 0, 1) : at[k] * Math.Exp(sign * step[k]);
                    other[1] = Math.Clamp(other[1], 0.2, 10);
                    other[2] = Math.Clamp(other[2], 1, 400);
                    other[3] = Math.Clamp(other[3], 0.2, 2.5);
                    if (Error(other, curve) is var there && there < error)
                        (at, error, moved) = (other, there, true);
                }
                step[k] *= moved ? 1.2 : 0.7;
            }
        return new DelayKernel
        {
            SpikeShare = Math.Round(at[0], 3), SpikeMeanDays = Math.Round(at[1], 2), TailMedianDays = Math.Round(at[2], 2),
            TailSigma = Math.Round(at[3], 3),
        };
    }

    private static double Error(double[] kernel, List<(int Day, double Share)> curve) => curve.Sum(day =>
    {
        var off = Until(kernel, day.Day + 1) - Until(kernel, day.Day) - day.Share;
        return off * off;
    });

    /// <summary>Share of contacts that came before a delay in days: exponential spike, lognormal tail.</summary>
    private static double Until(double[] kernel, double days) => days <= 0 ? 0
        : kernel[0] * (1 - Math.Exp(-days / kernel[1])) + (1 - kernel[0]) * NormalLaw.Cdf(Math.Log(days / kernel[2]) / kernel[3]);
}
