namespace Capacity.Numerics.Distributions;

/// <summary>Lognormal law, by its mean and coefficient of variation: the usual shape of handle times.</summary>
/// <remarks>log X is normal with σ² = log(1 + cv²) and μ = log mean − σ²/2.</remarks>
public sealed class LognormalDistribution : Distribution
{
    /// <summary>Makes the law.</summary>
    /// <param name="mean">Mean, above zero.</param>
    /// <param name="coefficientOfVariation">Standard deviation ÷ mean, above zero.</param>
    public LognormalDistribution(double mean, double coefficientOfVariation)
    {
        Mean = Positive(mean, nameof(mean));
        var cv = Positive(coefficientOfVariation, nameof(coefficientOfVariation));
        Variance = mean * mean * cv * cv;
        var square = KernelMath.LogOnePlus(cv * cv);
        LogDeviation = Math.Sqrt(square);
        LogMean = KernelMath.Log(mean) - 0.5 * square;
    }

    /// <summary>The law by median and by σ of the logarithm.</summary>
    /// <param name="median">Median, above zero.</param>
    /// <param name="logDeviation">Standard deviation σ of the logarithm, above zero.</param>
    public static LognormalDistribution OfMedian(double median, double logDeviation)
    {
        var square = logDeviation * logDeviation;
        return new LognormalDistribution(median * KernelMath.Exp(0.5 * square), Math.Sqrt(KernelMath.ExpMinusOne(square)));
    }

    /// <summary>Mean μ of the logarithm.</summary>
    public double LogMean { get; }

    /// <summary>Standard deviation σ of the logarithm.</summary>
    public double LogDeviation { get; }

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <inheritdoc/>
    public override double Variance { get; }

    /// <inheritdoc/>
    public override double Survival(double x) => x <= 0 ? 1 : NormalLaw.Tail(Standard(x));

    /// <inheritdoc/>
    public override double Cdf(double x) => x <= 0 ? 0 : NormalLaw.Cdf(Standard(x));

    /// <inheritdoc/>
    public override double Density(double x) => x <= 0 ? 0 : NormalLaw.Density(Standard(x)) / (x * LogDeviation);

    /// <inheritdoc/>
    public override double Hazard(double x) => x <= 0 ? 0 : NormalLaw.Hazard(Standard(x)) / (x * LogDeviation);

    /// <inheritdoc/>
    /// <remarks>mean·Φ(z − σ) + x·Φ(−z) with z = (log x − μ)/σ.</remarks>
    public override double SurvivalIntegral(double x)
    {
        if (x <= 0) return 0;
        if (double.IsPositiveInfinity(x)) return Mean;
        var z = Standard(x);
        return Mean * NormalLaw.Cdf(z - LogDeviation) + x * NormalLaw.Tail(z);
    }

    /// <inheritdoc/>
    public override double Quantile(double p) =>
        KernelMath.Exp(Math.FusedMultiplyAdd(LogDeviation, NormalLaw.Quantile(p), LogMean));

    double Standard(double x) => (KernelMath.Log(x) - LogMean) / LogDeviation;
}
