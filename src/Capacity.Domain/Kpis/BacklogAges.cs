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
        long all = 0, below = 0;
        foreach (var count in counts)
            all += count;
        var rank = share * all;
        for (var bin = 0; bin < counts.Length; bin++)
        {
            if (counts[bin] > 0 && below + counts[bin] >= rank)
                return StartOf(bin) + (StartOf(bin + 1) - StartOf(bin)) * (rank - below) / counts[bin];
            below += counts[bin];
        }

        return double.NaN;
    }
}
