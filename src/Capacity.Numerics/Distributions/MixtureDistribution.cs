using Capacity.Numerics.Randomness;

namespace Capacity.Numerics.Distributions;

/// <summary>A mixture: with its weight, each part is the law. Hyperexponential patience and balking are mixtures.</summary>
public sealed class MixtureDistribution : Distribution
{
    readonly double[] _weights;
    readonly Distribution[] _parts;

    /// <summary>Makes the mixture.</summary>
    /// <param name="weights">Weights, zero or above; they are divided by their sum.</param>
    /// <param name="parts">As many laws.</param>
    public MixtureDistribution(IReadOnlyList<double> weights, IReadOnlyList<Distribution> parts)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(parts);
        if (weights.Count != parts.Count || weights.Count == 0)
            throw new ArgumentException($"A mixture needs one weight for each part; given {weights.Count} for {parts.Count}.", nameof(weights));
        var total = weights.Sum(weight => NotNegative(weight, nameof(weights)));
        Positive(total, nameof(weights));
        _weights = [.. weights.Select(weight => weight / total)];
        _parts = [.. parts];
    }

    /// <summary>A mixture of two or more exponential laws.</summary>
    /// <param name="parts">Weight and mean of each.</param>
    public static MixtureDistribution Hyperexponential(params (double Weight, double Mean)[] parts) =>
        new([.. parts.Select(part => part.Weight)], [.. parts.Select(part => new ExponentialDistribution(part.Mean))]);

    /// <summary>
    /// Two exponential laws with balanced means (each contributes half of the mean), by mean and coefficient of variation.
    /// </summary>
    /// <remarks>Weights (1 ± √((cv² − 1)/(cv² + 1)))/2: W. Whitt, Operations Research 30:125, 1982, equation 3.7.</remarks>
    /// <param name="mean">Mean, above zero.</param>
    /// <param name="coefficientOfVariation">Above 1.</param>
    public static MixtureDistribution BalancedHyperexponential(double mean, double coefficientOfVariation)
    {
        var square = coefficientOfVariation * coefficientOfVariation;
        if (!(square > 1))
            throw new ArgumentOutOfRangeException(nameof(coefficientOfVariation), coefficientOfVariation,
                "A hyperexponential law has a coefficient of variation above 1; use a gamma or exponential law at or below it.");
        var weight = 0.5 * (1.0 + Math.Sqrt((square - 1.0) / (square + 1.0)));
        return Hyperexponential((weight, mean / (2.0 * weight)), (1.0 - weight, mean / (2.0 * (1.0 - weight))));
    }

    /// <summary>A law with a share that is zero at once: patience with balking.</summary>
    /// <param name="share">Share of zeros, between 0 and 1.</param>
    /// <param name="others">The law of the rest.</param>
    public static MixtureDistribution WithZeros(double share, Distribution others) =>
        new([share, 1.0 - share], [new DeterministicDistribution(0), others]);

    /// <summary>Weights of the parts, adding up to one.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>The parts.</summary>
    public IReadOnlyList<Distribution> Parts => _parts;

    /// <inheritdoc/>
    public override double Mean => Weigh(part => part.Mean);

    /// <inheritdoc/>
    public override double Variance => double.IsPositiveInfinity(Mean)
        ? double.PositiveInfinity
        : Weigh(part => part.Variance + part.Mean * part.Mean) - Mean * Mean;

    /// <inheritdoc/>
    public override double MassAtZero => Weigh(part => part.MassAtZero);

    /// <inheritdoc/>
    public override IReadOnlyList<double> Breakpoints => [.. _parts.SelectMany(part => part.Breakpoints).Distinct().Order()];

    /// <inheritdoc/>
    public override double Survival(double x)
    {
        var sum = 0.0;
        for (var i = 0; i < _parts.Length; i++) sum += _weights[i] * _parts[i].Survival(x);
        return sum;
    }

    /// <inheritdoc/>
    public override double Density(double x) => Weigh(part => part.Density(x));

    /// <inheritdoc/>
    public override double SurvivalIntegral(double x)
    {
        var sum = 0.0;
        for (var i = 0; i < _parts.Length; i++) sum += _weights[i] * _parts[i].SurvivalIntegral(x);
        return sum;
    }

    /// <inheritdoc/>
    /// <remarks>Bisection between the smallest and the largest quantile of the parts, to the last bit; infinite beyond the share that ever ends.</remarks>
    public override double Quantile(double p)
    {
        if (p <= MassAtZero) return 0;
        double low = double.PositiveInfinity, high = 0;
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_weights[i] == 0) continue;
            var quantile = _parts[i].Quantile(p);
            low = Math.Min(low, quantile);
            high = Math.Max(high, quantile);
        }

        if (double.IsPositiveInfinity(high)) high = FiniteBound(p, low);
        if (double.IsPositiveInfinity(high)) return high;
        while (true)
        {
            var middle = 0.5 * (low + high);
            if (!(middle > low && middle < high)) return high;
            if (Cdf(middle) < p) low = middle;
            else high = middle;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Composition: the uniform chooses the part, and what is left of it, rescaled to (0, 1), draws from the part.</remarks>
    public override double Sample(ref RandomStream stream)
    {
        var u = stream.NextUnit();
        var last = _parts.Length - 1;
        for (var i = 0; i < last; i++)
        {
            if (u < _weights[i]) return _parts[i].Quantile(u / _weights[i]);
            u -= _weights[i];
        }

        return _parts[last].Quantile(Math.Clamp(u / _weights[last], 1.1102230246251565E-16, 1.0 - 1.1102230246251565E-16));
    }

    /// <summary>A point the quantile lies below, or infinity when a share p never ends.</summary>
    double FiniteBound(double p, double low)
    {
        var bound = Math.Max(low, 1e-300);
        while (Cdf(bound) < p && bound < 1e300) bound *= 2.0;
        return Cdf(bound) < p ? double.PositiveInfinity : bound;
    }

    double Weigh(Func<Distribution, double> figure)
    {
        var sum = 0.0;
        for (var i = 0; i < _parts.Length; i++)
            if (_weights[i] > 0) sum += _weights[i] * figure(_parts[i]);
        return sum;
    }
}
