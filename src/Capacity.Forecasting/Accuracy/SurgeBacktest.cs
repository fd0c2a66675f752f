using Capacity.Forecasting.Surges;
using NodaTime;

namespace Capacity.Forecasting.Accuracy;

/// <summary>How wrong a surge's forecasts would have been, made some days into the wave, beside the two simple methods.</summary>
/// <remarks>
/// The simple methods are those of <see cref="SimpleWave"/>. Losses are sums over days, so that several series can be pooled.
/// </remarks>
public static class SurgeBacktest
{
    /// <summary>Days into the wave from which forecasts are made.</summary>
    public static readonly IReadOnlyList<int> Ages = [10, 20, 30, 45];

    /// <summary>Forecasts of so many days from each age that the series allows; day 0 is the wave's first day, its count the first of the age's.</summary>
    public static SurgeErrors Run(DailyCounts counts, int days = 30)
    {
        var start = counts.Dates[counts.WaveStart()];
        var sum = new SurgeErrors(0, 0, 0, 0, 0, 0);
        foreach (var age in Ages)
        {
            var last = start.PlusDays(age - 1);
            if (last.PlusDays(days) > counts.Dates[^1])
                continue;
            var past = counts.Until(last);
            if (SurgeFit.Of(past, []).Value is not { } fit)
                continue;
            var ahead = counts.Dates.Zip(counts.Counts).Where(pair => pair.First > last && pair.First <= last.PlusDays(days)).ToList();
            var own = fit.Forecast(Period.DaysBetween(fit.Until, last) + days).ToDictionary(point => point.Date);
            foreach (var (date, count) in ahead)
            {
                var point = own[date];
                sum += new SurgeErrors(1, Loss([point.P10, point.P50, point.P90], count),
                    Loss(SimpleWave.LastWeek(past, Period.DaysBetween(fit.Until, date)), count),
                    Loss(SimpleWave.Decay(past, Period.DaysBetween(fit.Until, date)), count),
                    count >= point.P10 && count <= point.P90 ? 1 : 0, count);
            }
        }
        return sum;
    }

    private static double Loss(IReadOnlyList<double> deciles, double actual) =>
        (PinballLoss.Of(deciles[0], 0.1, actual) + PinballLoss.Of(deciles[1], 0.5, actual) + PinballLoss.Of(deciles[2], 0.9, actual)) / 3;
}

/// <summary>Sums over forecast days of pinball losses (mean of P10, P50, P90).</summary>
/// <param name="Days">Days met.</param>
/// <param name="Loss">Of the surge model.</param>
/// <param name="LastWeekLoss">Of last week repeated.</param>
/// <param name="DecayLoss">Of exponential decay.</param>
/// <param name="Inside">Days between P10 and P90 of the surge model.</param>
/// <param name="Contacts">Contacts that came.</param>
public sealed record SurgeErrors(int Days, double Loss, double LastWeekLoss, double DecayLoss, int Inside, double Contacts)
{
    /// <summary>Share of days in the 80 % band.</summary>
    public double Coverage80 => (double)Inside / Days;

    /// <summary>1 − loss ÷ the better simple method's loss.</summary>
    public double Improvement => 1 - Loss / Math.Min(LastWeekLoss, DecayLoss);

    public static SurgeErrors operator +(SurgeErrors a, SurgeErrors b) => new(
        a.Days + b.Days, a.Loss + b.Loss, a.LastWeekLoss + b.LastWeekLoss, a.DecayLoss + b.DecayLoss, a.Inside + b.Inside, a.Contacts + b.Contacts);
}
