namespace Capacity.Numerics.Estimation;

/// <summary>An estimated figure with both ends of its confidence interval, which need not lie evenly around it.</summary>
/// <param name="Value">Point estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end; infinite where what was observed sets no bound.</param>
public readonly record struct IntervalEstimate(double Value, double Low, double High)
{
    /// <summary>Two-sided 95 %: Φ⁻¹(0.975).</summary>
    internal const double Z95 = 1.959963984540054;

    /// <summary>Whether the interval, ends included, holds a value.</summary>
    /// <param name="value">The value.</param>
    public bool Covers(double value) => value >= Low && value <= High;

    /// <summary>A positive figure whose logarithm is about normal.</summary>
    /// <param name="value">The figure, above zero.</param>
    /// <param name="logError">Standard error of its logarithm.</param>
    public static IntervalEstimate OfPositive(double value, double logError) =>
        new(value, value * Math.Exp(-Z95 * logError), value * Math.Exp(Z95 * logError));

    /// <summary>A probability whose log odds are about normal; at 0 or 1, or without a finite error, the exact bounds of so many trials.</summary>
    /// <param name="value">The probability.</param>
    /// <param name="error">Its standard error.</param>
    /// <param name="trials">Trials behind it, at least 1.</param>
    public static IntervalEstimate OfProbability(double value, double error, long trials)
    {
        if (!(value is > 0 and < 1) || !(error > 0) || !double.IsFinite(error))
        {
            var (low, high) = ProportionInterval.TwoSided((long)Math.Round(Math.Clamp(value, 0, 1) * trials), trials);
            return new IntervalEstimate(value, low, high);
        }
        var (odds, width) = (Math.Log(value / (1 - value)), Z95 * error / (value * (1 - value)));
        return new IntervalEstimate(value, 1 / (1 + Math.Exp(width - odds)), 1 / (1 + Math.Exp(-width - odds)));
    }

    /// <summary>A share of independent trials, with exact bounds.</summary>
    /// <param name="successes">Trials in which it was met.</param>
    /// <param name="trials">Trials, at least 1.</param>
    public static IntervalEstimate OfShare(long successes, long trials)
    {
        var (low, high) = ProportionInterval.TwoSided(successes, trials);
        return new IntervalEstimate((double)successes / trials, low, high);
    }
}
