namespace Capacity.Numerics.Estimation;

/// <summary>Mean of a stationary, correlated sequence with an interval from the means of consecutive batches.</summary>
/// <remarks>
/// Valid in steady state only, with batches much longer than the sequence's memory: B. Schmeiser, Operations Research 30:556, 1982, who
/// finds 10 to 30 batches enough.
/// </remarks>
public static class BatchMeans
{
    /// <summary>The mean and its interval.</summary>
    /// <param name="sequence">Observations in their order; a rest that fills no batch is left out.</param>
    /// <param name="batches">Number of batches, at least 2.</param>
    /// <param name="level">Level, 0.95 for 95 %.</param>
    public static Estimate Of(ReadOnlySpan<double> sequence, int batches = 30, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batches, 2);
        var size = sequence.Length / batches;
        if (size == 0) throw new ArgumentException($"{sequence.Length} observations cannot fill {batches} batches.", nameof(sequence));
        var moments = new RunningMoments();
        for (var batch = 0; batch < batches; batch++)
        {
            var sum = 0.0;
            foreach (var value in sequence.Slice(batch * size, size)) sum += value;
            moments.Add(sum / size);
        }

        return moments.ToEstimate(level);
    }
}
