using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Capacity.Numerics.Estimation;

/// <summary>
/// Moments and quantiles of many figures over replications, in memory that does not grow with the replications: 4 bytes a bin and 56
/// bytes for each figure. Numbers that are not finite are left out: a replication without contacts has no service level.
/// </summary>
/// <remarks>
/// A figure's first values, as many as it has bins, are kept (to seven digits) and its quantiles are exact. They then fix bins of equal
/// width over their range and half a range on either side, and whole numbers count from there on; what lies beyond goes to the end bins, which
/// reach to the smallest and the largest value. So a quantile is off by at most 2/bins of the first values' range, unless the first values
/// missed a share of the law that large. The table depends on the order in which a figure's values come, and on nothing else.
/// Moments: B. P. Welford, Technometrics 4:419, 1962.
/// </remarks>
public sealed class HistogramTable
{
    readonly Figure[] _figures;
    readonly int[] _store;
    readonly int _bins;

    /// <summary>An empty table.</summary>
    /// <param name="figures">How many figures.</param>
    /// <param name="bins">Bins of each, at least 4; quantiles of up to so many values are exact.</param>
    public HistogramTable(int figures, int bins = 128)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(figures);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 4);
        _figures = new Figure[figures];
        _store = new int[checked(figures * bins)];
        _bins = bins;
    }

    /// <summary>Number of values of a figure.</summary>
    /// <param name="figure">Number of the figure, from 0.</param>
    public long Count(int figure) => _figures[figure].Count;

    /// <summary>Mean of a figure; 0 before its first value.</summary>
    /// <param name="figure">Number of the figure, from 0.</param>
    public double Mean(int figure) => _figures[figure].Mean;

    /// <summary>Standard error of the mean for independent values; NaN below two values.</summary>
    /// <param name="figure">Number of the figure, from 0.</param>
    public double StandardError(int figure)
    {
        ref var f = ref _figures[figure];
        return f.Count > 1 ? Math.Sqrt(f.Squares / (f.Count - 1) / f.Count) : double.NaN;
    }

    /// <summary>Adds a value of a figure.</summary>
    /// <param name="figure">Number of the figure, from 0.</param>
    /// <param name="value">The value; one that is not finite is left out.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int figure, double value)
    {
        if (!double.IsFinite(value)) return;
        ref var f = ref _figures[figure];
        if (f.Count < _bins) _store[figure * _bins + (int)f.Count] = BitConverter.SingleToInt32Bits((float)value);
        else CountIn(figure, ref f, value);
        if (f.Count == 0) f.Least = f.Most = value;
        else if (value < f.Least) f.Least = value;
        else if (value > f.Most) f.Most = value;
        f.Count++;
        var before = value - f.Mean;
        f.Mean += before / f.Count;
        f.Squares += before * (value - f.Mean);
    }

    void CountIn(int figure, ref Figure f, double value)
    {
        var counts = _store.AsSpan(figure * _bins, _bins);
        if (f.Count == _bins) FixBins(ref f, counts);
        counts[f.BinOf(value, _bins)]++;
    }

    void FixBins(ref Figure f, Span<int> counts)
    {
        Span<float> first = stackalloc float[_bins];
        MemoryMarshal.Cast<int, float>(counts).CopyTo(first);
        var range = f.Most - f.Least;
        if (!(range > 0)) range = Math.Max(1e-6, 1e-6 * Math.Abs(f.Most));
        f.Low = f.Least - 0.5 * range;
        f.Width = 2.0 * range / _bins;
        counts.Clear();
        foreach (var value in first) counts[f.BinOf(value, _bins)]++;
    }

    /// <summary>Fills in quantiles of a figure, linear between neighboring values, or inside a bin; NaN before its first value.</summary>
    /// <param name="figure">Number of the figure, from 0.</param>
    /// <param name="shares">Shares between 0 and 1, rising: 0.1 for P10.</param>
    /// <param name="quantiles">Receives as many quantiles.</param>
    public void Quantiles(int figure, ReadOnlySpan<double> shares, Span<double> quantiles)
    {
        ref var f = ref _figures[figure];
        if (f.Count == 0 || f.Least == f.Most)
            quantiles[..shares.Length].Fill(f.Count == 0 ? double.NaN : f.Least);
        else if (f.Count <= _bins)
            OfValues(figure, (int)f.Count, shares, quantiles);
        else
            OfBins(figure, shares, quantiles);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void OfValues(int figure, int count, ReadOnlySpan<double> shares, Span<double> quantiles)
    {
        Span<float> sorted = stackalloc float[count];
        MemoryMarshal.Cast<int, float>(_store.AsSpan(figure * _bins, count)).CopyTo(sorted);
        sorted.Sort();
        for (var i = 0; i < shares.Length; i++)
        {
            var place = shares[i] * (count - 1);
            var below = (int)place;
            var low = (double)sorted[below];
            var value = below + 1 < count ? low + (place - below) * (sorted[below + 1] - low) : low;
            quantiles[i] = Math.Clamp(value, _figures[figure].Least, _figures[figure].Most);
        }
    }

    void OfBins(int figure, ReadOnlySpan<double> shares, Span<double> quantiles)
    {
        ref var f = ref _figures[figure];
        var counts = _store.AsSpan(figure * _bins, _bins);
        int bin = 0, at = 0;
        for (long below = 0; bin < _bins; below += counts[bin++])
            for (; at < shares.Length && counts[bin] > 0 && below + counts[bin] > shares[at] * (f.Count - 1); at++)
            {
                var low = bin == 0 ? f.Least : Math.Max(f.Least, f.Low + bin * f.Width);
                var high = bin == _bins - 1 ? f.Most : Math.Min(f.Most, f.Low + (bin + 1) * f.Width);
                quantiles[at] = low + (high - low) * (shares[at] * (f.Count - 1) + 0.5 - below) / counts[bin];
                quantiles[at] = Math.Clamp(quantiles[at], f.Least, f.Most);
            }
    }

    /// <summary>Moments of a figure, its extremes and the place of its bins.</summary>
    struct Figure
    {
        public long Count;
        public double Mean;
        public double Squares;
        public double Least;
        public double Most;
        public double Low;
        public double Width;

        public readonly int BinOf(double value, int bins)
        {
            var bin = (value - Low) / Width;
            return bin <= 0 ? 0 : bin >= bins ? bins - 1 : (int)bin;
        }
    }
}
