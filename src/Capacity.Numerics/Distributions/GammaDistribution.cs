using Capacity.Numerics.Randomness;

namespace Capacity.Numerics.Distributions;

/// <summary>Gamma law, by shape and mean; a whole shape is the Erlang law (a sum of that many exponential phases).</summary>
/// <param name="shape">Shape k, above zero; coefficient of variation 1/√k.</param>
/// <param name="mean">Mean, above zero.</param>
public sealed class GammaDistribution(double shape, double mean) : Distribution
{
    readonly Lazy<GammaSampler> _sampler = new(() => new GammaSampler(shape));
    readonly double _scale = Positive(mean, nameof(mean)) / Positive(shape, nameof(shape));

    /// <summary>The law by its mean and coefficient of variation.</summary>
    /// <param name="mean">Mean, above zero.</param>
    /// <param name="coefficientOfVariation">Standard deviation ÷ mean, above zero.</param>
    public static GammaDistribution OfMeanAndVariation(double mean, double coefficientOfVariation) =>
        new(1.0 / (coefficientOfVariation * coefficientOfVariation), mean);

    /// <summary>Shape k.</summary>
    public double Shape { get; } = shape;

    /// <inheritdoc/>
    public override double Mean { get; } = mean;

    /// <inheritdoc/>
    public override double Variance => Mean * _scale;

    /// <inheritdoc/>
    public override double Survival(double x) => GammaFunctions.UpperGamma(Shape, x / _scale);

    /// <inheritdoc/>
    public override double Cdf(double x) => GammaFunctions.LowerGamma(Shape, x / _scale);

    /// <inheritdoc/>
    public override double Density(double x)
    {
        if (x > 0) return Shape * GammaFunctions.PoissonDensity(Shape, x / _scale) / x;
        return x < 0 || Shape > 1 ? 0 : Shape == 1 ? 1.0 / _scale : double.PositiveInfinity;
    }

    /// <inheritdoc/>
    /// <remarks>E[min(X, x)] = mean·P(k+1, x/s) + x·Q(k, x/s) with scale s.</remarks>
    public override double SurvivalIntegral(double x)
    {
        if (double.IsPositiveInfinity(x)) return Mean;
        return Mean * GammaFunctions.LowerGamma(Shape + 1.0, x / _scale) + x * Survival(x);
    }

    /// <inheritdoc/>
    public override double Quantile(double p) => GammaFunctions.LowerGammaInverse(Shape, p) * _scale;

    /// <inheritdoc/>
    /// <remarks>By a table of quantiles, to 1e-9 of the value, where the shape is 1 or above.</remarks>
    public override double Sample(ref RandomStream stream)
    {
        var u = stream.NextUnit();
        return Shape >= 1 ? _sampler.Value.Quantile(u) * _scale : Quantile(u);
    }
}
