using Capacity.Numerics.Distributions;

namespace Capacity.Forecasting.Persons;

/// <summary>In which later interval somebody comes again, and where that is closed, in which open one.</summary>
internal static class DelayShares
{
    /// <summary>Intervals beyond which nobody is followed: about two weeks of half hours.</summary>
    private const int Most = 672;
    private const double RushMinutes = 120;

    /// <summary>Shares by intervals of delay of somebody whose first moment falls evenly within an interval; what is beyond 10⁻⁶ is left out.</summary>
    /// <remarks>P(i) = [J((i+1)a) − 2·J(ia) + J((i−1)a)] ∕ a with J the integral of the distribution function and a the interval.</remarks>
    public static double[] Of(Distribution delay, double minutes)
    {
        var shares = new List<double>();
        var left = 1.0;
        for (var i = 0; left > 1e-6 && i < Most; i++)
        {
            shares.Add((Integral(delay, (i + 1) * minutes) - (i == 0 ? 1 : 2) * Integral(delay, i * minutes) + (i == 0 ? 0 : Integral(delay, (i - 1) * minutes))) / minutes);
            left -= shares[^1];
        }
        return [.. shares];
    }

    private static double Integral(Distribution delay, double x) => x <= 0 ? 0 : x - delay.SurvivalIntegral(x);

    /// <summary>Adds what comes <paramref name="at"/> an interval; from a closed one it goes evenly to the first two hours of the next opening.</summary>
    public static void Land(double[] came, int at, double what, IReadOnlyList<bool>? open, double minutes)
    {
        var meant = at;
        while (open is not null && at < open.Count && !open[at])
            at++;
        if (at >= came.Length)
            return;
        if (open is null || at == meant)
        {
            came[at] += what;
            return;
        }
        var rush = 1;
        while (rush < RushMinutes / minutes && at + rush < open.Count && open[at + rush])
            rush++;
        for (var i = 0; i < rush && at + i < came.Length; i++)
            came[at + i] += what / rush;
    }
}
