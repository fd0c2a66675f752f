using Capacity.Numerics;

namespace Capacity.Forecasting.Nowcasts;

/// <summary>What is believed of the factor by which contacts exceed their forecast: a gamma law, mean shape ÷ rate.</summary>
/// <remarks>Conjugate to Poisson counts (Avramidis, Deslauriers &amp; L'Ecuyer 2004, sec. 2): B | y ~ Gamma(g + Σy, g + Σm).</remarks>
/// <param name="Shape">Above 0; 1 ÷ its square root is the coefficient of variation.</param>
/// <param name="Rate">Above 0.</param>
public readonly record struct GammaFactor(double Shape, double Rate)
{
    private const double LeastVariation = 1e-4;

    public double Mean => Shape / Rate;

    /// <summary>Coefficient of variation.</summary>
    public double Variation => 1 / Math.Sqrt(Shape);

    /// <summary>A law of given mean and coefficient of variation (at least 0.0001).</summary>
    public static GammaFactor Around(double mean, double variation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mean);
        ArgumentOutOfRangeException.ThrowIfNegative(variation);
        var shape = 1 / Math.Pow(Math.Max(variation, LeastVariation), 2);
        return new GammaFactor(shape, shape / mean);
    }

    /// <summary>The law after a count.</summary>
    /// <param name="observed">Contacts that came.</param>
    /// <param name="expected">Contacts that were forecast for the same time.</param>
    /// <param name="weight">Share (0–1) of a Poisson count's information that the count has; less where counts scatter more.</param>
    public GammaFactor After(double observed, double expected, double weight = 1) => new(Shape + weight * observed, Rate + weight * expected);

    /// <summary>The law of the product with an independent factor of mean 1.</summary>
    public GammaFactor Times(double variation) =>
        Around(Mean, Math.Sqrt((1 + Variation * Variation) * (1 + variation * variation) - 1));

    /// <summary>The value below which the factor lies with a probability, 0 and 1 excluded.</summary>
    public double Quantile(double p) => GammaFunctions.LowerGammaInverse(Shape, p) / Rate;
}
