namespace Capacity.Domain.Kpis;

/// <summary>
/// Bins in which waits that have ended are counted: counts add up over days, queues and replications, where quantiles do not. Eight of equal
/// width for each doubling of a second and the wait: an eighth of a second wide up to one second, a quarter up to three, half a second up to
/// seven, and so on up to four years. Who waits not at all needs no bin.
/// </summary>
/// <remarks>A quantile is linear inside its bin: off by less than an eighth of a second and the wait together.</remarks>
public static class EndedWaits
{
    const int PerDoubling = 8;
    const int Doublings = 27;

    /// <summary>Bits of a double behind its sign, exponent and the three bits that say which eighth of a doubling it lies in.</summary>
    const int Behind = 49;

    /// <summary>What sign, exponent and those three bits are at 1.</summary>
    const int OfOne = 1023 * PerDoubling;

    /// <summary>Number of bins; the last one holds everything longer.</summary>
    public const int Bins = PerDoubling * Doublings;

    /// <summary>The bin of a wait in seconds, 0 or more.</summary>
    public static int BinOf(double seconds) => (int)Math.Min(Bins - 1, (BitConverter.DoubleToInt64Bits(1 + seconds) >> Behind) - OfOne);

    /// <summary>The wait in seconds at which a bin begins, its end included in the next; <see cref="Bins"/> gives the end of the last.</summary>
    public static double StartOf(int bin) => (1 + bin % PerDoubling / (double)PerDoubling) * (1L << (bin / PerDoubling)) - 1;

    /// <summary>The wait in seconds that a share of the contacts does not exceed; NaN where there is none.</summary>
    /// <param name="counts">Contacts that waited, by bin.</param>
    /// <param name="contacts">All contacts, those included who did not wait.</param>
    /// <param name="share">Between 0 and 1: 0.95 for the wait that 95 % do not exceed.</param>
    public static double Quantile(ReadOnlySpan<long> counts, long contacts, double share)
    {
        if (contacts <= 0)
            return double.NaN;
        var (below, wanted) = (contacts, share * contacts);
        for (var bin = counts.LastIndexOfAnyExcept(0); bin >= 0; bin--)
        {
            below -= counts[bin];
            if (below < wanted)
                return StartOf(bin) + (StartOf(bin + 1) - StartOf(bin)) * (wanted - below) / counts[bin];
        }

        return 0;
    }
}
