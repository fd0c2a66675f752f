namespace Capacity.Numerics.Estimation;

/// <summary>An estimated figure with the half-width of its confidence interval.</summary>
/// <param name="Value">Point estimate.</param>
/// <param name="HalfWidth">Half-width, zero or above; NaN where fewer than two observations leave it unknown.</param>
public readonly record struct Estimate(double Value, double HalfWidth)
{
    /// <summary>Lower end of the interval.</summary>
    public double Low => Value - HalfWidth;

    /// <summary>Upper end of the interval.</summary>
    public double High => Value + HalfWidth;

    /// <summary>Whether the interval, ends included, holds a value.</summary>
    /// <param name="value">The value.</param>
    public bool Covers(double value) => value >= Low && value <= High;

    /// <summary>Whether the interval, ends included, excludes zero: for a difference, whether it is proven.</summary>
    public bool ExcludesZero => Low > 0 || High < 0;
}
