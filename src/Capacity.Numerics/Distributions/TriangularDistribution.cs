namespace Capacity.Numerics.Distributions;

/// <summary>Triangular law: what a person means by lowest, likeliest and highest.</summary>
public sealed class TriangularDistribution : Distribution
{
    /// <summary>Makes the law.</summary>
    /// <param name="low">Smallest value, zero or above.</param>
    /// <param name="mode">Likeliest value.</param>
    /// <param name="high">Largest value, above <paramref name="low"/>.</param>
    public TriangularDistribution(double low, double mode, double high)
    {
        Low = NotNegative(low, nameof(low));
        High = Positive(high, nameof(high));
        if (!(high > low)) throw new ArgumentOutOfRangeException(nameof(high), high, $"high must be above low ({low}).");
        if (!(mode >= low && mode <= high))
            throw new ArgumentOutOfRangeException(nameof(mode), mode, $"mode must lie between low ({low}) and high ({high}).");
        Mode = mode;
    }

    /// <summary>Smallest value.</summary>
    public double Low { get; }

    /// <summary>Likeliest value.</summary>
    public double Mode { get; }

    /// <summary>Largest value.</summary>
    public double High { get; }

    /// <inheritdoc/>
    public override double Mean => (Low + Mode + High) / 3.0;

    /// <inheritdoc/>
    public override double Variance =>
        (Low * Low + Mode * Mode + High * High - Low * Mode - Low * High - Mode * High) / 18.0;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Breakpoints => [.. new[] { Low, Mode, High }.Where(x => x > 0).Distinct()];

    /// <inheritdoc/>
    public override double Survival(double x)
    {
        if (x <= Low) return 1;
        if (x >= High) return 0;
        return x < Mode
            ? 1.0 - (x - Low) * (x - Low) / ((High - Low) * (Mode - Low))
            : (High - x) * (High - x) / ((High - Low) * (High - Mode));
    }

    /// <inheritdoc/>
    public override double Density(double x)
    {
        if (x < Low || x > High) return 0;
        if (x < Mode) return 2.0 * (x - Low) / ((High - Low) * (Mode - Low));
        return x == Mode ? 2.0 / (High - Low) : 2.0 * (High - x) / ((High - Low) * (High - Mode));
    }

    /// <inheritdoc/>
    public override double SurvivalIntegral(double x)
    {
        if (x <= Low) return x;
        if (x >= High) return Mean;
        if (x < Mode) return x - Cube(x - Low) / (3.0 * (High - Low) * (Mode - Low));
        return Mean - Cube(High - x) / (3.0 * (High - Low) * (High - Mode));
    }

    static double Cube(double x) => x * x * x;

    /// <inheritdoc/>
    public override double Quantile(double p)
    {
        var width = High - Low;
        return p * width <= Mode - Low
            ? Low + Math.Sqrt(p * width * (Mode - Low))
            : High - Math.Sqrt((1.0 - p) * width * (High - Mode));
    }
}
