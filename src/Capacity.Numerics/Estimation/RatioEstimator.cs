namespace Capacity.Numerics.Estimation;

/// <summary>
/// A ratio of sums, Σ numerators ÷ Σ denominators, over independent replications or long batches, with its confidence interval: every
/// key figure of a simulation is one. A mutable value: pass it by reference.
/// </summary>
/// <remarks>
/// Delta method: Var(R) ≈ (s²ₓ − 2R·sₓᵧ + R²·s²ᵧ) / (n·ȳ²), Student quantile with n − 1 degrees of freedom; A. M. Law, <i>Simulation
/// Modeling and Analysis</i>, section 9.5. Batches must be long beside the queue's memory; the ratio's bias is O(1/n).
/// </remarks>
public struct RatioEstimator
{
    double _meanX, _meanY, _squaresX, _squaresY, _products;

    /// <summary>Number of pairs.</summary>
    public long Count { get; private set; }

    /// <summary>Σ numerators ÷ Σ denominators; 0 where the denominators add up to zero.</summary>
    public readonly double Ratio => _meanY == 0 ? 0 : _meanX / _meanY;

    /// <summary>Adds a replication or batch.</summary>
    /// <param name="numerator">Its numerator.</param>
    /// <param name="denominator">Its denominator.</param>
    public void Add(double numerator, double denominator)
    {
        Count++;
        var (x, y) = (numerator - _meanX, denominator - _meanY);
        _meanX += x / Count;
        _meanY += y / Count;
        _squaresX += x * (numerator - _meanX);
        _squaresY += y * (denominator - _meanY);
        _products += x * (denominator - _meanY);
    }

    /// <summary>Adds all pairs of another.</summary>
    /// <param name="other">The other.</param>
    public void Merge(RatioEstimator other)
    {
        if (other.Count == 0) return;
        var total = Count + other.Count;
        var weight = (double)Count * other.Count / total;
        var (x, y) = (other._meanX - _meanX, other._meanY - _meanY);
        _squaresX += other._squaresX + x * x * weight;
        _squaresY += other._squaresY + y * y * weight;
        _products += other._products + x * y * weight;
        _meanX += x * other.Count / total;
        _meanY += y * other.Count / total;
        Count = total;
    }

    /// <summary>The ratio with the half-width of its interval.</summary>
    /// <param name="level">Level, 0.95 for 95 %.</param>
    public readonly Estimate ToEstimate(double level = 0.95)
    {
        if (Count < 2) return new Estimate(Ratio, double.NaN);
        if (_meanY == 0) return new Estimate(0, 0);
        var r = Ratio;
        var variance = Math.Max(0, _squaresX - 2.0 * r * _products + r * r * _squaresY) / (Count - 1);
        return new Estimate(r, StudentLaw.TwoSided(Count - 1, level) * Math.Sqrt(variance / Count) / Math.Abs(_meanY));
    }
}
