using Capacity.Domain.Demand;
using Capacity.Numerics;

namespace Capacity.Simulation.Models;

/// <summary>Distribution functions of the delays, in days, with which whole flows of contacts arrive.</summary>
internal static class DelayLaw
{
    /// <summary>P(delay ≤ days) of a cohort: an exponential spike mixed with a lognormal tail.</summary>
    public static double Cdf(DelayKernel kernel, double days) => kernel.ShareWithin(days);

    /// <summary>P(delay ≤ days) of released demand: gamma with shape 2, or lognormal with the same mean and variation (variance of the logarithm ln 1.5).</summary>
    public static double ReleaseCdf(Suppression suppression, double days)
    {
        if (days <= 0)
            return 0;
        if (suppression.ReleaseMeanDays <= 0)
            return 1;
        if (suppression.ReleaseLaw == ReleaseLaw.Lognormal)
        {
            var variance = KernelMath.Log(1.5);
            return NormalLaw.Cdf((KernelMath.Log(days / suppression.ReleaseMeanDays) + variance / 2) / Math.Sqrt(variance));
        }

        var x = 2 * days / suppression.ReleaseMeanDays;
        return 1 - (1 + x) * KernelMath.Exp(-x);
    }
}
