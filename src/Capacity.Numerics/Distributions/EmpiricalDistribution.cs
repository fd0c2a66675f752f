namespace Capacity.Numerics.Distributions;

/// <summary>The law that takes each of a list of observed values with its weight.</summary>
public sealed class EmpiricalDistribution : Distribution
{
    readonly double[] _values;
    readonly double[] _cumulative;
    readonly double[] _partialSums;

    /// <summary>Makes the law of equally likely observations.</summary>
    /// <param name="values">At least one, each finite and zero or above; order does not matter.</param>
    public EmpiricalDistribution(IEnumerable<double> values)
        : this([.. values.Select(value => (value, 1.0))])
    {
    }

    /// <summary>Makes the law of weighted observations.</summary>
    /// <param name="observations">At least one; values finite and zero or above, weights zero or above with a positive sum.</param>
    public EmpiricalDistribution(IReadOnlyCollection<(double Value, double Weight)> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        if (observations.Count == 0) throw new ArgumentException("An empirical law needs at least one value.", nameof(observations));
        var sorted = observations.OrderBy(observation => observation.Value).ToArray();
        if (!double.IsFinite(sorted[^1].Value) || !(sorted[0].Value >= 0))
            throw new ArgumentException("Every value of an empirical law must be finite and zero or above.", nameof(observations));
        var total = Positive(sorted.Sum(observation => NotNegative(observation.Weight, nameof(observations))), nameof(observations));
        _values = [.. sorted.Select(observation => observation.Value)];
        _cumulative = new double[sorted.Length];
        _partialSums = new double[sorted.Length];
        double weight = 0, sum = 0, squares = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var share = sorted[i].Weight / total;
            weight += share;
            sum += share * _values[i];
            squares += share * _values[i] * _values[i];
            _cumulative[i] = weight;
            _partialSums[i] = sum;
        }

        _cumulative[^1] = 1.0;
        Mean = sum;
        Variance = Math.Max(0, squares - sum * sum);
    }

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <inheritdoc/>
    public override double Variance { get; }

    /// <inheritdoc/>
    public override double MassAtZero => Cdf(0);

    /// <inheritdoc/>
    public override IReadOnlyList<double> Breakpoints => [.. _values.Where(value => value > 0).Distinct()];

    /// <inheritdoc/>
    public override double Survival(double x) => 1.0 - Cdf(x);

    /// <inheritdoc/>
    public override double Cdf(double x)
    {
        var last = LastNotAbove(x);
        return last < 0 ? 0 : _cumulative[last];
    }

    /// <inheritdoc/>
    public override double Density(double x) => 0;

    /// <inheritdoc/>
    public override double SurvivalIntegral(double x)
    {
        var last = LastNotAbove(x);
        if (last == _values.Length - 1) return Mean;
        return last < 0 ? x : _partialSums[last] + x * (1.0 - _cumulative[last]);
    }

    /// <inheritdoc/>
    public override double Quantile(double p)
    {
        var index = Array.BinarySearch(_cumulative, p);
        return _values[Math.Min(index >= 0 ? index : ~index, _values.Length - 1)];
    }

    int LastNotAbove(double x)
    {
        int low = -1, high = _values.Length;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (_values[middle] <= x) low = middle;
            else high = middle;
        }

        return low;
    }
}
