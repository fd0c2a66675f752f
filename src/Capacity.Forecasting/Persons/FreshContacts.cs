using Capacity.Numerics.Distributions;

namespace Capacity.Forecasting.Persons;

/// <summary>Reduces a history to fresh contacts: attempts without redials, and first attempts without those who were served and came back.</summary>
/// <remarks>
/// Redials by <see cref="FirstAttempts"/>; recontacts are Σₛ answered(s)·u·g(t − s), u the share of answered contacts that comes back, g the law
/// of its delay. Exact in the mean where both laws are the queue's own and losses do not depend on the number of earlier attempts.
/// </remarks>
public static class FreshContacts
{
    private const double HourMinutes = 60, DayMinutes = 1440;

    /// <summary>Fresh contacts by interval, not below zero, with the right sum.</summary>
    /// <param name="intervals">Attempts and outcomes in consecutive intervals, closed ones included with zeros.</param>
    /// <param name="minutes">Length of an interval.</param>
    /// <param name="laws">How contacts come again.</param>
    /// <param name="open">Which intervals are open.</param>
    public static double[] Of(
        IReadOnlyList<AttemptCounts> intervals, double minutes, ReturnLaws laws, IReadOnlyList<bool> open)
    {
        var (recontact, unresolved) = (laws.Recontact, laws.Unresolved);
        var first = FirstAttempts.Balanced(intervals, minutes, laws.Redial, open);
        if (recontact is not null && unresolved * recontact.Probability > 0)
        {
            var delays = DelayShares.Of(
                new MixtureDistribution(
                    [recontact.WithinHourShare, 1 - recontact.WithinHourShare],
                    [new UniformDistribution(0, HourMinutes), new UniformDistribution(recontact.FirstDay * DayMinutes, Math.Max(recontact.LastDay, recontact.FirstDay + 0.01) * DayMinutes)]),
                minutes);
            var back = new double[intervals.Count];
            for (var t = 0; t < intervals.Count; t++)
                for (var d = 0; d < delays.Length && intervals[t].Answered > 0; d++)
                    if (delays[d] > 0)
                        DelayShares.Land(back, t + d, intervals[t].Answered * unresolved * recontact.Probability * delays[d], open, minutes);
            for (var t = 0; t < first.Length; t++)
                first[t] -= back[t];
        }
        return Positive(first);
    }

    /// <summary>Without the negative ones, scaled to the same sum.</summary>
    private static double[] Positive(double[] values)
    {
        var (sum, positive) = (Math.Max(0, values.Sum()), values.Where(value => value > 0).Sum());
        return Array.ConvertAll(values, value => value > 0 ? value * sum / positive : 0);
    }
}
