namespace Capacity.Numerics.Distributions;

/// <summary>Weibull law, survival exp(−(x/s)^k): hazard falling (k &lt; 1) or rising (k &gt; 1).</summary>
/// <param name="shape">Shape k, above zero.</param>
/// <param name="scale">Scale s, above zero.</param>
public sealed class WeibullDistribution(double shape, double scale) : Distribution
{
    /// <summary>Shape k.</summary>
    public double Shape { get; } = Positive(shape, nameof(shape));

    /// <summary>Scale s: the time that a share 1/e outlasts.</summary>
    public double Scale { get; } = Positive(scale, nameof(scale));

    /// <inheritdoc/>
    public override double Mean => Scale * Moment(1);

    /// <inheritdoc/>
    public override double Variance => Scale * Scale * (Moment(2) - Moment(1) * Moment(1));

    /// <inheritdoc/>
    public override double Survival(double x) => x <= 0 ? 1 : KernelMath.Exp(-Cumulative(x));

    /// <inheritdoc/>
    public override double Cdf(double x) => x <= 0 ? 0 : -KernelMath.ExpMinusOne(-Cumulative(x));

    /// <inheritdoc/>
    public override double Density(double x) => x <= 0 ? 0 : Hazard(x) * Survival(x);

    /// <inheritdoc/>
    public override double Hazard(double x) => Shape / Scale * KernelMath.Pow(x / Scale, Shape - 1.0);

    /// <inheritdoc/>
    /// <remarks>mean·P(1/k, (x/s)^k).</remarks>
    public override double SurvivalIntegral(double x) => x <= 0 ? 0 : Mean * GammaFunctions.LowerGamma(1.0 / Shape, Cumulative(x));

    /// <inheritdoc/>
    public override double Quantile(double p) => Scale * KernelMath.Pow(-KernelMath.LogOnePlus(-p), 1.0 / Shape);

    double Cumulative(double x) => KernelMath.Pow(x / Scale, Shape);

    double Moment(int order) => KernelMath.Exp(GammaFunctions.LogGamma(1.0 + order / Shape));
}
