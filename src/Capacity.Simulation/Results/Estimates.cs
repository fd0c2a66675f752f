using System.Collections.Concurrent;
using Capacity.Domain.Results;
using Capacity.Numerics.Estimation;

namespace Capacity.Simulation.Results;

/// <summary>Figures over replications: means with 95 % half-widths, deciles, shares with Wilson's bounds.</summary>
internal static class Estimates
{
    const double NormalQuantile975 = 1.959963984540054;
    static readonly ConcurrentDictionary<long, double> s_student = new();

    static readonly double[] s_deciles = [0.1, 0.5, 0.9];

    /// <summary>
    /// Estimate over the replications in which the figure has a value; null where none has one. One replication alone has an infinite
    /// half-width.
    /// </summary>
    /// <param name="table">Values over replications.</param>
    /// <param name="figure">Number of the figure.</param>
    /// <param name="isShare">A sampled share between 0 and 1: where all replications agree on an end, its half-width is not 0.</param>
    public static Domain.Results.Estimate? Of(HistogramTable table, int figure, bool isShare)
    {
        if (table.Count(figure) == 0)
            return null;
        Span<double> deciles = stackalloc double[3];
        table.Quantiles(figure, s_deciles, deciles);
        return new Domain.Results.Estimate
        {
            Mean = table.Mean(figure),
            P10 = deciles[0],
            P50 = deciles[1],
            P90 = deciles[2],
            HalfWidth = isShare
                ? OfShare(table.Count(figure), table.Mean(figure), table.StandardError(figure))
                : HalfWidth(table.Count(figure), table.StandardError(figure)),
        };
    }

    /// <summary>Deciles of a figure; null where it has no value.</summary>
    public static Deciles? DecilesOf(HistogramTable table, int figure)
    {
        if (table.Count(figure) == 0)
            return null;
        Span<double> deciles = stackalloc double[3];
        table.Quantiles(figure, s_deciles, deciles);
        return new Deciles { P10 = deciles[0], P50 = deciles[1], P90 = deciles[2] };
    }

    /// <summary>Student's 95 % half-width of a mean; infinite for one value.</summary>
    public static double HalfWidth(RunningMoments moments) => HalfWidth(moments.Count, moments.StandardError);

    /// <summary>The same of a share between 0 and 1, which is not known for sure because all values were 0, or all were 1.</summary>
    public static double HalfWidthOfShare(RunningMoments moments) => OfShare(moments.Count, moments.Mean, moments.StandardError);

    static double OfShare(long values, double mean, double standardError) => values > 1 && standardError == 0 && (mean is 0 or 1)
        ? ProportionInterval.UnanimousMargin(values)
        : HalfWidth(values, standardError);

    static double HalfWidth(long values, double standardError) => values > 1
        ? s_student.GetOrAdd(values, count => StudentLaw.TwoSided(count - 1, 0.95)) * standardError
        : double.PositiveInfinity;

    /// <summary>Share of successes with Wilson's 95 % bounds (E. B. Wilson, JASA 22:209, 1927, p. 212).</summary>
    public static Probability Share(int successes, int trials)
    {
        if (trials == 0)
            return new Probability { Upper = 1 };
        double n = trials, p = successes / n, z2 = NormalQuantile975 * NormalQuantile975;
        var center = (p + z2 / (2 * n)) / (1 + z2 / n);
        var half = NormalQuantile975 / (1 + z2 / n) * Math.Sqrt(p * (1 - p) / n + z2 / (4 * n * n));
        return new Probability
        {
            Value = p,
            Lower = successes == 0 ? 0 : Math.Max(0, center - half),
            Upper = successes == trials ? 1 : Math.Min(1, center + half),
        };
    }
}
