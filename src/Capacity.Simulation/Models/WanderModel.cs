using Capacity.Domain.Demand;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;

namespace Capacity.Simulation.Models;

/// <summary>A forecast's correlated paths: a level that wanders over days, and factors of neighboring intervals that go together.</summary>
/// <remarks>
/// Both are lognormal of mean 1, e^(σx − σ² ∕ 2) with σ² = ln(1 + variation²) and x a stationary autoregression of order one: over days with
/// e^(−1 ∕ days), within a day with the correlation of neighbors; each day begins its intervals anew.
/// </remarks>
internal sealed record WanderModel(double LevelSigma, double LevelKeep, double IntervalSigma, double IntervalKeep)
{
    public static WanderModel? Of(Baseline baseline, int intervalMinutes)
    {
        if (baseline is { LevelVariation: <= 0, IntradayVariation: <= 0 })
            return null;
        var step = baseline.Days.Count > 0 ? baseline.Days[0].StepMinutes : intervalMinutes;
        return new WanderModel(
            Sigma(baseline.LevelVariation), KernelMath.Exp(-1 / baseline.LevelDays), Sigma(baseline.IntradayVariation),
            baseline.IntradayCorrelation <= 0 ? 0 : KernelMath.Exp(KernelMath.Log(baseline.IntradayCorrelation) * intervalMinutes / step));
    }

    /// <summary>Multiplies the days' factors by the level.</summary>
    public void Level(ref RandomStream stream, double[] days)
    {
        var x = stream.NextNormal();
        for (var day = 0; day < days.Length; day++)
        {
            days[day] *= Factor(LevelSigma, x);
            x = Next(ref stream, x, LevelKeep);
        }
    }

    /// <summary>Factors of all intervals.</summary>
    public void Intervals(ref RandomStream stream, Timeline timeline, double[] intervals)
    {
        var x = 0.0;
        for (var i = 0; i < intervals.Length; i++)
        {
            x = i == 0 || timeline.DayOf(i) != timeline.DayOf(i - 1) ? stream.NextNormal() : Next(ref stream, x, IntervalKeep);
            intervals[i] = Factor(IntervalSigma, x);
        }
    }

    static double Sigma(double variation) => Math.Sqrt(KernelMath.LogOnePlus(variation * variation));

    static double Factor(double sigma, double x) => KernelMath.Exp(sigma * x - sigma * sigma / 2);

    static double Next(ref RandomStream stream, double x, double keep) => keep * x + Math.Sqrt(1 - keep * keep) * stream.NextNormal();
}
