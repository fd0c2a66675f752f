namespace Capacity.Numerics.Estimation;

/// <summary>
/// Counts of observations in bins of equal width, for quantiles over replications: memory does not grow with their number, and adding
/// in any order, or in pieces that are merged, gives the same quantiles to the last bit.
/// </summary>
public sealed class FixedBinHistogram
{
    readonly long[] _counts;
    readonly double _width;

    /// <summary>An empty histogram.</summary>
    /// <param name="low">Lower end of the first bin.</param>
    /// <param name="high">Upper end of the last bin, above <paramref name="low"/>.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    public FixedBinHistogram(double low, double high, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (!(high > low)) throw new ArgumentOutOfRangeException(nameof(high), high, $"high must be above low ({low}).");
        Low = low;
        High = high;
        _counts = new long[bins];
        _width = (high - low) / bins;
    }

    /// <summary>Lower end of the first bin; smaller observations are counted there.</summary>
    public double Low { get; }

    /// <summary>Upper end of the last bin; larger observations are counted there.</summary>
    public double High { get; }

    /// <summary>Number of observations.</summary>
    public long Count { get; private set; }

    /// <summary>Counts by bin.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Counts an observation; outside the range it goes to the nearest end bin. NaN is refused.</summary>
    /// <param name="value">The observation.</param>
    public void Add(double value)
    {
        if (double.IsNaN(value)) throw new ArgumentException("An observation that is not a number cannot be counted.", nameof(value));
        var bin = Math.Floor((value - Low) / _width);
        _counts[(int)Math.Clamp(bin, 0, _counts.Length - 1)]++;
        Count++;
    }

    /// <summary>Adds the counts of another histogram of the same bins.</summary>
    /// <param name="other">The other.</param>
    public void Merge(FixedBinHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Low != Low || other.High != High || other._counts.Length != _counts.Length)
            throw new ArgumentException("Only histograms of the same bins can be merged.", nameof(other));
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
        Count += other.Count;
    }

    /// <summary>The quantile, linear inside its bin: exact to one bin width. NaN when nothing is counted.</summary>
    /// <param name="p">Between 0 and 1: 0.1 for P10.</param>
    public double Quantile(double p)
    {
        if (Count == 0) return double.NaN;
        var rank = p * Count;
        long below = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] > 0 && below + _counts[i] >= rank)
                return Low + _width * (i + Math.Max(0, rank - below) / _counts[i]);
            below += _counts[i];
        }

        return High;
    }
}
