namespace Capacity.Numerics.Estimation;

/// <summary>Mean and variance of a stream of observations, in one pass and constant memory. A mutable value: pass it by reference.</summary>
/// <remarks>B. P. Welford, Technometrics 4:419, 1962; merging after T. F. Chan, G. H. Golub and R. J. LeVeque, 1979.</remarks>
public struct RunningMoments
{
    double _squares;

    /// <summary>Number of observations.</summary>
    public long Count { get; private set; }

    /// <summary>Mean; 0 before the first observation.</summary>
    public double Mean { get; private set; }

    /// <summary>Sample variance with divisor n − 1; NaN below two observations.</summary>
    public readonly double Variance => Count > 1 ? _squares / (Count - 1) : double.NaN;

    /// <summary>Square root of the variance.</summary>
    public readonly double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Standard error of the mean.</summary>
    public readonly double StandardError => Math.Sqrt(Variance / Count);

    /// <summary>Adds an observation.</summary>
    /// <param name="value">The observation.</param>
    public void Add(double value)
    {
        Count++;
        var before = value - Mean;
        Mean += before / Count;
        _squares += before * (value - Mean);
    }

    /// <summary>Adds all observations of another: the order of merging changes only the last bits.</summary>
    /// <param name="other">The other.</param>
    public void Merge(RunningMoments other)
    {
        if (other.Count == 0) return;
        var total = Count + other.Count;
        var gap = other.Mean - Mean;
        _squares += other._squares + gap * gap * Count * other.Count / total;
        Mean += gap * other.Count / total;
        Count = total;
    }

    /// <summary>The mean with the half-width of its Student interval, for independent observations.</summary>
    /// <param name="level">Level, 0.95 for 95 %.</param>
    public readonly Estimate ToEstimate(double level = 0.95) =>
        new(Mean, Count > 1 ? StudentLaw.TwoSided(Count - 1, level) * StandardError : double.NaN);
}
