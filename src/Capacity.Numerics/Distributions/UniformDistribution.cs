namespace Capacity.Numerics.Distributions;

/// <summary>Uniform law on an interval.</summary>
public sealed class UniformDistribution : Distribution
{
    /// <summary>Makes the law.</summary>
    /// <param name="low">Smallest value, zero or above.</param>
    /// <param name="high">Largest value, above <paramref name="low"/>.</param>
    public UniformDistribution(double low, double high)
    {
        Low = NotNegative(low, nameof(low));
        High = Positive(high, nameof(high));
        if (!(high > low)) throw new ArgumentOutOfRangeException(nameof(high), high, $"high must be above low ({low}).");
    }

    /// <summary>Smallest value.</summary>
    public double Low { get; }

    /// <summary>Largest value.</summary>
    public double High { get; }

    /// <inheritdoc/>
    public override double Mean => 0.5 * (Low + High);

    /// <inheritdoc/>
    public override double Variance => (High - Low) * (High - Low) / 12.0;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Breakpoints => Low > 0 ? [Low, High] : [High];

    /// <inheritdoc/>
    public override double Survival(double x) => x <= Low ? 1 : x >= High ? 0 : (High - x) / (High - Low);

    /// <inheritdoc/>
    public override double Density(double x) => x >= Low && x <= High ? 1.0 / (High - Low) : 0;

    /// <inheritdoc/>
    public override double SurvivalIntegral(double x)
    {
        if (x <= Low) return x;
        var left = High - Math.Min(x, High);
        return Mean - left * left / (2.0 * (High - Low));
    }

    /// <inheritdoc/>
    public override double Quantile(double p) => Math.FusedMultiplyAdd(p, High - Low, Low);
}
