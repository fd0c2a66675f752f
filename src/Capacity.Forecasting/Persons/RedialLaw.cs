using Capacity.Domain.Networks;
using Capacity.Numerics.Distributions;

namespace Capacity.Forecasting.Persons;

/// <summary>How callers who were not answered try again.</summary>
/// <param name="AfterAbandonment">Probability (0–1) of another attempt after giving up waiting. Default 0.5 (FIELD.md, 0.4 to 0.8).</param>
/// <param name="AfterBlocking">Probability (0–1) of another attempt after a busy line. Default 0.8 (assumption: nobody was lost to a wait).</param>
/// <param name="SoonShare">Share (0–1) of those attempts that come soon. Default 0.3 (FIELD.md, grade A).</param>
/// <param name="SoonMeanMinutes">Mean delay of these, exponential. Default 5.</param>
/// <param name="LateMeanMinutes">Mean delay of the others. Default 120.</param>
/// <param name="MostAttempts">Attempts of one person at most. Default 5 (FIELD.md, grade A).</param>
/// <param name="LateSigma">Deviation of the logarithm of the others' delay, which is lognormal then; 0: exponential.</param>
public sealed record RedialLaw(
    double AfterAbandonment = 0.5, double AfterBlocking = 0.8, double SoonShare = 0.3, double SoonMeanMinutes = 5, double LateMeanMinutes = 120,
    int MostAttempts = 5, double LateSigma = 0)
{
    /// <summary>The law of a queue of the network, in which a blocked caller tries again like one who gave up; null: nobody does.</summary>
    public static RedialLaw Of(Redial? redial) => redial is null ? new RedialLaw(0, 0) : new RedialLaw(
        redial.Probability, redial.Probability, redial.FastShare, redial.FastMeanSeconds / 60,
        redial.SlowMedianSeconds / 60 * Math.Exp(redial.SlowSigma * redial.SlowSigma / 2), redial.MaximumAttempts, redial.SlowSigma);

    /// <summary>
    /// Shares of attempts by intervals of delay, from the interval of the lost attempt on, which falls evenly within it; shares below
    /// 10⁻⁶ are left out.
    /// </summary>
    public double[] Delays(double intervalMinutes)
    {
        Distribution late = LateSigma > 0
            ? LognormalDistribution.OfMedian(LateMeanMinutes * Math.Exp(-LateSigma * LateSigma / 2), LateSigma)
            : new ExponentialDistribution(LateMeanMinutes);
        return DelayShares.Of(new MixtureDistribution([SoonShare, 1 - SoonShare], [new ExponentialDistribution(SoonMeanMinutes), late]), intervalMinutes);
    }
}
