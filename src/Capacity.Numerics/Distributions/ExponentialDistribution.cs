using Capacity.Numerics.Randomness;

namespace Capacity.Numerics.Distributions;

/// <summary>Exponential law: a constant hazard, no memory.</summary>
/// <param name="mean">Mean, above zero.</param>
public sealed class ExponentialDistribution(double mean) : Distribution
{
    /// <inheritdoc/>
    public override double Mean { get; } = Positive(mean, nameof(mean));

    /// <inheritdoc/>
    public override double Variance => Mean * Mean;

    /// <inheritdoc/>
    public override double Survival(double x) => x <= 0 ? 1 : KernelMath.Exp(-x / Mean);

    /// <inheritdoc/>
    public override double Cdf(double x) => x <= 0 ? 0 : -KernelMath.ExpMinusOne(-x / Mean);

    /// <inheritdoc/>
    public override double Density(double x) => x < 0 ? 0 : KernelMath.Exp(-x / Mean) / Mean;

    /// <inheritdoc/>
    public override double Hazard(double x) => 1.0 / Mean;

    /// <inheritdoc/>
    public override double SurvivalIntegral(double x) => -Mean * KernelMath.ExpMinusOne(-x / Mean);

    /// <inheritdoc/>
    public override double Quantile(double p) => -Mean * KernelMath.LogOnePlus(-p);

    /// <inheritdoc/>
    /// <remarks>−mean·log U: U and 1 − U have one law, and this form is the faster.</remarks>
    public override double Sample(ref RandomStream stream) => stream.NextExponential(Mean);
}
