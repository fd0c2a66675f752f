using Capacity.Domain.Networks;
using Capacity.Numerics;
using Capacity.Numerics.Estimation;

namespace Capacity.Forecasting.Calibration;

/// <summary>The law of patience that makes the waits of a queue most likely, the answered ones taken as "more patient than that".</summary>
/// <remarks>
/// Censored survival (Brown et al. 2005, JASA 100:36, section 5): Σ log density over abandoned + Σ log survival over the others. Waits and
/// patience are independent given the queue. The mean of abandoned waits alone is far too low: who would have waited longer was answered.
/// </remarks>
public static class PatienceFit
{
    private const int LeastEnded = 10;
    private const int CurvePoints = 20;

    /// <summary>The law among exponential, lognormal and hyperexponential that explains best (Schwarz's criterion); null below ten abandonments.</summary>
    public static PatienceEstimate? Of(CensoredWaits waits)
    {
        if (waits.Ended < LeastEnded)
            return null;
        PatienceEstimate[] fits = [.. Enum.GetValues<PatienceLaw>().Select(law => Of(waits, law)).OfType<PatienceEstimate>()];
        return fits.MinBy(fit => -2 * fit.LogLikelihood + fit.Parameters * Math.Log(waits.Ended));
    }

    /// <summary>The best law of one kind; null for kinds that are not fitted, and where the waits do not bound both figures.</summary>
    public static PatienceEstimate? Of(CensoredWaits waits, PatienceLaw law) => law switch
    {
        PatienceLaw.Exponential => Exponential(waits),
        PatienceLaw.Lognormal => Fitted(waits, law, LognormalLogs, Math.Exp, -0.2),
        PatienceLaw.Hyperexponential => Fitted(waits, law, HyperexponentialLogs, excess => Math.Sqrt(1 + Math.Exp(excess)), 0),
        _ => null,
    };

    /// <summary>Rate = abandonments ÷ seconds waited by all; the relative error of d events is 1 ∕ √d.</summary>
    private static PatienceEstimate Exponential(CensoredWaits waits)
    {
        var mean = waits.Exposure / waits.Ended;
        var height = -waits.Ended * (Math.Log(mean) + 1);
        return Estimate(waits, PatienceLaw.Exponential, IntervalEstimate.OfPositive(mean, 1 / Math.Sqrt(waits.Ended)), null, height, 1);
    }

    /// <summary>Parameters: logarithm of the mean, and one from which the coefficient of variation follows.</summary>
    private static PatienceEstimate? Fitted(
        CensoredWaits waits, PatienceLaw law, Func<double[], double, (double Density, double Survival)> logs, Func<double, double> variation,
        double start)
    {
        var groups = waits.Groups;
        var fit = LikelihoodFit.Maximize(
            parameters =>
            {
                var sum = 0.0;
                foreach (var (wait, ended, censored) in groups)
                {
                    var (density, survival) = logs(parameters, wait);
                    sum += (ended > 0 ? ended * density : 0) + (censored > 0 ? censored * survival : 0);
                }
                return sum;
            },
            Math.Log(waits.Exposure / waits.Ended), start);
        return fit is null ? null : Estimate(waits, law, fit.Profile(0, Math.Exp), fit.Profile(1, variation), fit.LogLikelihood, 2);
    }

    /// <summary>log X normal; mean e^p₀ and coefficient of variation e^p₁.</summary>
    private static (double Density, double Survival) LognormalLogs(double[] p, double wait)
    {
        var square = KernelMath.LogOnePlus(KernelMath.Exp(2 * p[1]));
        var sigma = Math.Sqrt(square);
        var log = KernelMath.Log(wait);
        var z = (log - p[0] + square / 2) / sigma;
        return (-0.5 * z * z - 0.9189385332046727 - log - KernelMath.Log(sigma), KernelMath.Log(Math.Max(NormalLaw.Tail(z), 1e-300)));
    }

    /// <summary>Two exponential parts of balanced means (Whitt 1982), mean e^p₀ and squared coefficient of variation 1 + e^p₁.</summary>
    private static (double Density, double Survival) HyperexponentialLogs(double[] p, double wait)
    {
        var (mean, excess) = (KernelMath.Exp(p[0]), KernelMath.Exp(p[1]));
        var weight = 0.5 * (1 + Math.Sqrt(excess / (2 + excess)));
        var (first, second) = (2 * weight / mean, 2 * (1 - weight) / mean);
        var (early, late) = (weight * KernelMath.Exp(-first * wait), (1 - weight) * KernelMath.Exp(-second * wait));
        return (KernelMath.Log(first * early + second * late + 1e-300), KernelMath.Log(early + late + 1e-300));
    }

    private static PatienceEstimate Estimate(
        CensoredWaits waits, PatienceLaw law, IntervalEstimate mean, IntervalEstimate? variation, double height, int parameters) => new()
        {
            Law = law,
            MeanSeconds = mean,
            CoefficientOfVariation = variation,
            Balking = IntervalEstimate.OfShare(waits.Balked, waits.Delayed),
            Abandoned = waits.Ended,
            Censored = waits.Censored,
            MeanOfAbandonedSeconds = waits.EndedSeconds / waits.Ended,
            LogLikelihood = height,
            Parameters = parameters,
            Curve = Curve(waits),
        };

    /// <summary>Kaplan–Meier's curve at so many times, a share of the abandonments apart.</summary>
    private static IReadOnlyList<SurvivalPoint> Curve(CensoredWaits waits)
    {
        var curve = CumulativeIncidence.Of(waits.Groups.SelectMany(
            group => new[] { (group.Wait, 1, group.Ended), (group.Wait, 0, group.Censored) }.Where(one => one.Item3 > 0)));
        double[] times = [.. curve.Times];
        return
        [
            .. Enumerable.Range(1, CurvePoints).Select(i => times[(times.Length - 1) * i / CurvePoints]).Distinct().Select(time =>
            {
                var gone = curve.At(time);
                return new SurvivalPoint(time, new IntervalEstimate(1 - gone.Value, 1 - gone.High, 1 - gone.Low));
            }),
        ];
    }
}

/// <summary>Patience of a queue's customers, estimated from their waits.</summary>
public sealed record PatienceEstimate
{
    public required PatienceLaw Law { get; init; }

    /// <summary>Mean in seconds. Where few waited as long, it is the law's own continuation.</summary>
    public required IntervalEstimate MeanSeconds { get; init; }

    /// <summary>Absent for the exponential law, whose own it is.</summary>
    public required IntervalEstimate? CoefficientOfVariation { get; init; }

    /// <summary>Share (0–1) that gives up at once when nobody is free.</summary>
    public required IntervalEstimate Balking { get; init; }

    /// <summary>Waits that patience ended, and those of which it is known only that it lasted longer.</summary>
    public required long Abandoned { get; init; }
    public required long Censored { get; init; }

    /// <summary>Mean wait of those who gave up: not their patience, shown to be compared.</summary>
    public required double MeanOfAbandonedSeconds { get; init; }

    /// <summary>Share still waiting by time, without a law (Kaplan–Meier).</summary>
    public required IReadOnlyList<SurvivalPoint> Curve { get; init; }
    internal double LogLikelihood { get; init; }
    internal int Parameters { get; init; }
}

/// <summary>Share (0–1) of customers whose patience lasts longer than so many seconds.</summary>
public sealed record SurvivalPoint(double Seconds, IntervalEstimate Share);
