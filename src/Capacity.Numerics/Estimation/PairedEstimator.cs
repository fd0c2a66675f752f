namespace Capacity.Numerics.Estimation;

/// <summary>What a comparison of two plans can claim.</summary>
public enum DifferenceVerdict
{
    /// <summary>The interval contains zero, or there are fewer than two pairs.</summary>
    NoDifferenceProven,

    /// <summary>The second is proven lower than the first.</summary>
    Lower,

    /// <summary>The second is proven higher than the first.</summary>
    Higher,
}

/// <summary>
/// Difference of two plans, replication by replication on common random numbers: what chance does to both cancels. A mutable value.
/// </summary>
public struct PairedEstimator
{
    RunningMoments _differences;

    /// <summary>Number of pairs.</summary>
    public readonly long Count => _differences.Count;

    /// <summary>Adds a replication.</summary>
    /// <param name="before">Figure of the first plan.</param>
    /// <param name="after">Figure of the second plan with the same random numbers.</param>
    public void Add(double before, double after) => _differences.Add(after - before);

    /// <summary>Mean of after − before with its Student interval.</summary>
    /// <param name="level">Level, 0.95 for 95 %.</param>
    public readonly Estimate ToEstimate(double level = 0.95) => _differences.ToEstimate(level);

    /// <summary>What may be claimed at the level.</summary>
    /// <param name="level">Level, 0.95 for 95 %.</param>
    public readonly DifferenceVerdict Verdict(double level = 0.95)
    {
        var estimate = ToEstimate(level);
        return !estimate.ExcludesZero ? DifferenceVerdict.NoDifferenceProven
            : estimate.Value < 0 ? DifferenceVerdict.Lower : DifferenceVerdict.Higher;
    }
}
