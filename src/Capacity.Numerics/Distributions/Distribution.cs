using Capacity.Numerics.Randomness;

namespace Capacity.Numerics.Distributions;

/// <summary>
/// The law of a nonnegative random time or amount X (patience, handle time, delay): everything a queueing formula or a
/// simulation asks of it. Immutable; times in whatever unit the mean was given in.
/// </summary>
public abstract class Distribution
{
    /// <summary>E[X]; may be infinite (patience without end).</summary>
    public abstract double Mean { get; }

    /// <summary>Variance of X.</summary>
    public abstract double Variance { get; }

    /// <summary>Coefficient of variation: standard deviation ÷ mean; 0 for a mean of zero or without end.</summary>
    public double CoefficientOfVariation => Mean is > 0 and < double.PositiveInfinity ? Math.Sqrt(Variance) / Mean : 0;

    /// <summary>P(X = 0): the share that balks, when X is a patience.</summary>
    public virtual double MassAtZero => 0;

    /// <summary>Points above zero where the survival function jumps or bends: integrals are cut there.</summary>
    public virtual IReadOnlyList<double> Breakpoints => [];

    /// <summary>P(X &gt; x).</summary>
    /// <param name="x">Zero or above.</param>
    public abstract double Survival(double x);

    /// <summary>P(X ≤ x).</summary>
    /// <param name="x">Zero or above.</param>
    public virtual double Cdf(double x) => x < 0 ? 0 : 1.0 - Survival(x);

    /// <summary>Density at x, where there is one; a point mass has density 0 here.</summary>
    /// <param name="x">Zero or above.</param>
    public abstract double Density(double x);

    /// <summary>Hazard: density ÷ survival, the rate at which those who have lasted until x end.</summary>
    /// <param name="x">Zero or above, where survival is positive.</param>
    public virtual double Hazard(double x) => Density(x) / Survival(x);

    /// <summary>H(x) = ∫₀ˣ P(X &gt; u) du = E[min(X, x)].</summary>
    /// <param name="x">Zero or above; infinity gives the mean.</param>
    public abstract double SurvivalIntegral(double x);

    /// <summary>Smallest x with P(X ≤ x) ≥ p.</summary>
    /// <param name="p">Strictly between 0 and 1.</param>
    public abstract double Quantile(double p);

    /// <summary>A draw made of exactly one uniform, by inversion unless a law says otherwise, so that streams stay in step.</summary>
    /// <param name="stream">Where the uniform comes from.</param>
    public virtual double Sample(ref RandomStream stream) => Quantile(stream.NextUnit());

    private protected static double Positive(double value, string name)
    {
        if (!(value > 0) || double.IsPositiveInfinity(value))
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be a number above zero.");
        return value;
    }

    private protected static double NotNegative(double value, string name)
    {
        if (!(value >= 0)) throw new ArgumentOutOfRangeException(name, value, $"{name} must be zero or above.");
        return value;
    }
}
