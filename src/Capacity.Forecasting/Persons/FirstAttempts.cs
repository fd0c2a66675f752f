namespace Capacity.Forecasting.Persons;

/// <summary>Reduces attempts to persons: how many of an interval's attempts were first ones, given what became of all and a redial law.</summary>
/// <remarks>
/// The orbit of Aguir, Karaesmen, Aksin &amp; Chauvet 2004 (OR Spectrum 26:353), solved backwards in discrete time: attempts of interval t are
/// Σₖ Aₖ(t), Aₖ₊₁(t) = Σₛ L(s) Aₖ(s) d(t − s), k &lt; m, where L(s) is the probability that an attempt of interval s is lost and repeated, d the law
/// of delays in intervals and m the most attempts. With the past known, A₁(t) is one linear equation. Exact in the mean where losses do not
/// depend on the number of earlier attempts.
/// </remarks>
public static class FirstAttempts
{
    /// <summary>First attempts by interval: the persons who called.</summary>
    /// <param name="intervals">Attempts and their outcomes in consecutive intervals, closed ones included with zeros.</param>
    /// <param name="intervalMinutes">Length of an interval.</param>
    /// <param name="law">How callers try again.</param>
    /// <param name="open">Which intervals are open; who would come in the others comes at the next opening. Null: all.</param>
    public static double[] Of(IReadOnlyList<AttemptCounts> intervals, double intervalMinutes, RedialLaw law, IReadOnlyList<bool>? open = null) =>
        Array.ConvertAll(Balanced(intervals, intervalMinutes, law, open), first => Math.Max(0, first));

    /// <summary>The same, below zero where chance brought fewer than earlier losses explain: sums over intervals are right.</summary>
    internal static double[] Balanced(IReadOnlyList<AttemptCounts> intervals, double intervalMinutes, RedialLaw law, IReadOnlyList<bool>? open)
    {
        var delays = law.Delays(intervalMinutes);
        var byOrdinal = new double[law.MostAttempts][];
        for (var k = 0; k < byOrdinal.Length; k++)
            byOrdinal[k] = new double[intervals.Count];
        for (var t = 0; t < intervals.Count; t++)
        {
            var again = Repeated(intervals[t], law);
            byOrdinal[0][t] = First(byOrdinal, t, intervals[t].Attempts, again * delays[0]);
            for (var k = 0; k + 1 < byOrdinal.Length; k++)
            {
                // What the interval itself sends back into itself, and then what it sends into later ones.
                byOrdinal[k + 1][t] += again * delays[0] * byOrdinal[k][t];
                if (again > 0)
                    for (var d = 1; d < delays.Length; d++)
                        DelayShares.Land(byOrdinal[k + 1], t + d, again * delays[d] * byOrdinal[k][t], open, intervalMinutes);
            }
        }
        return byOrdinal[0];
    }

    /// <summary>Probability that an attempt of the interval is lost and made again.</summary>
    private static double Repeated(AttemptCounts interval, RedialLaw law) => interval.Attempts <= 0 ? 0
        : Math.Clamp((interval.Blocked * law.AfterBlocking + interval.Abandoned * law.AfterAbandonment) / interval.Attempts, 0, 1);

    /// <summary>
    /// Solves Σₖ Aₖ = attempts for A₁, where Aₖ₊₁ = known part + c·Aₖ: attempts beyond what earlier losses explain.
    /// </summary>
    private static double First(double[][] byOrdinal, int t, double attempts, double c)
    {
        var (known, chain, knownSum, chainSum) = (0.0, 1.0, 0.0, 1.0);
        for (var k = 1; k < byOrdinal.Length; k++)
        {
            known = byOrdinal[k][t] + c * known;
            chain *= c;
            knownSum += known;
            chainSum += chain;
        }
        return (attempts - knownSum) / chainSum;
    }
}

/// <summary>What became of one interval's attempts.</summary>
/// <param name="Attempts">All attempts, blocked ones included.</param>
/// <param name="Answered">Attempts that reached somebody.</param>
/// <param name="Blocked">Attempts that found every line busy; 0 where there are none.</param>
public readonly record struct AttemptCounts(double Attempts, double Answered, double Blocked)
{
    /// <summary>Attempts that gave up waiting: what is left.</summary>
    public double Abandoned => Math.Max(0, Attempts - Answered - Blocked);
}
