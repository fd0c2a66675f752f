using System.Collections.Concurrent;
using Capacity.Domain.Results;
using Capacity.Numerics.Estimation;

namespace Capacity.Simulation.Results;

/// <summary>Figures over replications: means with 95 % half-widths, deciles, shares with Wilson's bounds.</summary>
internal static class Estimates
{
    const double NormalQuantile975 = 1.959963984540054;
    static readonly ConcurrentDictionary<long, double> s_student = new();

    /// <summary>
    /// Estimate over the replications that have a value (not NaN); null where none has. One replication alone has an infinite
    /// half-width.
    /// </summary>
    public static Domain.Results.Estimate? Of(ReadOnlySpan<double> values)
    {
        Span<double> sorted = values.Length <= 512 ? stackalloc double[values.Length] : new double[values.Length];
        var moments = new RunningMoments();
        var count = 0;
        foreach (var value in values)
            if (!double.IsNaN(value))
            {
                moments.Add(value);
                sorted[count++] = value;
            }

        if (count == 0)
            return null;
        sorted = sorted[..count];
        sorted.Sort();
        return new Domain.Results.Estimate
        {
            Mean = moments.Mean,
            P10 = Quantile(sorted, 0.1),
            P50 = Quantile(sorted, 0.5),
            P90 = Quantile(sorted, 0.9),
            HalfWidth = HalfWidth(moments),
        };
    }

    /// <summary>Student's 95 % half-width of a mean; infinite for one value.</summary>
    public static double HalfWidth(RunningMoments moments) => moments.Count > 1
        ? s_student.GetOrAdd(moments.Count, count => StudentLaw.TwoSided(count - 1, 0.95)) * moments.StandardError
        : double.PositiveInfinity;

    /// <summary>Quantile of sorted values, linear between neighbors.</summary>
    static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

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
