using System.Numerics;

namespace Capacity.Domain.Kpis;

/// <summary>
/// Bins in which open cases are counted by age: counts add up over queues and replications, where quantiles do not. One bin a minute up to
/// eight minutes, then eight of equal width for each doubling of the age, up to four years.
/// </summary>
/// <remarks>A quantile is linear inside its bin: off by less than a minute or an eighth of the age, whichever is more.</remarks>
public static class BacklogAges
{
    const int PerDoubling = 8;
    const int Doublings = 18;
    const double Unit = 60;

    /// <summary>Number of bins; the last one holds everything older.</summary>
    public const int Bins = PerDoubling * (1 + Doublings);

    /// <summary>The bin of an age in seconds; below zero counts as zero.</summary>
    public static int BinOf(double seconds)
    {
        var minutes = (ulong)Math.Clamp(seconds / Unit, 0, 1 << 22);
        if (minutes < PerDoubling)
            return (int)minutes;
        var doublings = BitOperations.Log2(minutes / PerDoubling);
        return Math.Min(Bins - 1, PerDoubling * doublings + (int)(minutes >> doublings));
    }

    /// <summary>The age in seconds at which a bin begins, its end included in the next; <see cref="Bins"/> gives the end of the last.</summary>
    public static double StartOf(int bin)
    {
        var doublings = Math.Max(0, bin / PerDoubling - 1);
        return Unit * ((long)(bin - PerDoubling * doublings) << doublings);
    }

    /// <summary>The age in seconds that a share of the cases has not reached; NaN where none is counted.</summary>
    /// <param name="counts">Cases by bin, or multiples of them.</param>
    /// <param name="share">Between 0 and 1: 0.9 for the age that nine cases in ten have not reached.</param>
    public static double Quantile(ReadOnlySpan<long> counts, double share)
    {
        double quantile = 0;
        Quantiles(counts, new ReadOnlySpan<double>(in share), new Span<double>(ref quantile));
        return quantile;
    }

    /// <summary>The ages in seconds that some shares of the cases have not reached, in one pass; NaN where none is counted.</summary>
    /// <param name="counts">Cases by bin, or multiples of them.</param>
    /// <param name="shares">Each between 0 and 1, rising.</param>
    /// <param name="quantiles">Receives as many ages.</param>
    public static void Quantiles(ReadOnlySpan<long> counts, ReadOnlySpan<double> shares, Span<double> quantiles)
    {
        long all = 0, below = 0;
        foreach (var count in counts)
            all += count;
        quantiles[..shares.Length].Fill(double.NaN);
        for (int bin = 0, at = 0; bin < counts.Length && at < shares.Length; below += counts[bin++])
            for (; counts[bin] > 0 && at < shares.Length && below + counts[bin] >= shares[at] * all; at++)
                quantiles[at] = StartOf(bin) + (StartOf(bin + 1) - StartOf(bin)) * (shares[at] * all - below) / counts[bin];
    }
}
