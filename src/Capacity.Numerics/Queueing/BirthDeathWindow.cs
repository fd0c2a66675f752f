namespace Capacity.Numerics.Queueing;

/// <summary>
/// Stationary probabilities of a birth-death chain, on the window of states around the likeliest one outside which they are
/// below 1e-290 of it: no factorial, no overflow, at any size and load.
/// </summary>
/// <remarks>
/// p(k+1)/p(k) = up / down(k+1). The down rates never fall, so that the probabilities rise to one peak and fall after it; the window
/// holds about 36 standard deviations on each side. Cost: one division a state.
/// </remarks>
sealed class BirthDeathWindow
{
    const double Negligible = 1e-290;
    const int Budget = 10_000_000;

    readonly double[] _probabilities;

    BirthDeathWindow(int first, double[] probabilities)
    {
        First = first;
        _probabilities = probabilities;
    }

    /// <summary>First state in the window.</summary>
    public int First { get; }

    /// <summary>Last state in the window.</summary>
    public int Last => First + _probabilities.Length - 1;

    /// <summary>Probability of a state; 0 outside the window.</summary>
    public double this[int state] => state < First || state > Last ? 0 : _probabilities[state - First];

    /// <summary>The chain with n servers of rate μ, impatience θ in the queue and at most <paramref name="capacity"/> contacts.</summary>
    /// <param name="up">Arrival rate λ.</param>
    /// <param name="servers">n.</param>
    /// <param name="serviceRate">μ.</param>
    /// <param name="impatience">θ, zero or above.</param>
    /// <param name="capacity">Largest state; int.MaxValue for none.</param>
    public static BirthDeathWindow OfQueue(double up, int servers, double serviceRate, double impatience, int capacity)
    {
        var full = servers * serviceRate;
        var mode = up < full ? up / serviceRate : impatience > 0 ? servers + (up - full) / impatience : capacity;
        if (mode > 1e9 && capacity == int.MaxValue)
            throw new QueueRefusedException(FormattableString.Invariant(
                $"About {mode:0.###e+0} contacts would wait: patience is too long for this overload to be a steady state. Shorten the patience or add agents."));
        var peak = (int)Math.Min(mode, capacity);
        double Down(int k) => Math.Min(k, servers) * serviceRate + Math.Max(k - servers, 0) * impatience;

        var above = new List<double>();
        var weight = 1.0;
        for (var k = peak; weight > Negligible && k < capacity; k++)
        {
            weight *= up / Down(k + 1);
            above.Add(weight);
            if (above.Count > Budget) throw TooWide(up, servers);
        }

        var below = new List<double>();
        weight = 1.0;
        for (var k = peak; weight > Negligible && k > 0; k--)
        {
            weight *= Down(k) / up;
            below.Add(weight);
            if (below.Count > Budget) throw TooWide(up, servers);
        }

        return Normalized(peak, below, above);
    }

    static QueueRefusedException TooWide(double up, int servers) => new(FormattableString.Invariant(
        $"The queue at {up:0.####} arrivals a second and {servers} agents swings over more than {Budget / 1_000_000} million contacts. Shorten the patience, limit the lines or change the agents."));

    static BirthDeathWindow Normalized(int peak, List<double> below, List<double> above)
    {
        var weights = new double[below.Count + 1 + above.Count];
        for (var i = 0; i < below.Count; i++) weights[below.Count - 1 - i] = below[i];
        weights[below.Count] = 1.0;
        above.CopyTo(weights, below.Count + 1);
        // Both tails are added from their small ends.
        double low = 0, high = 0;
        for (var i = below.Count - 1; i >= 0; i--) low += below[i];
        for (var i = above.Count - 1; i >= 0; i--) high += above[i];
        var total = low + high + 1.0;
        for (var i = 0; i < weights.Length; i++) weights[i] /= total;
        return new BirthDeathWindow(peak - below.Count, weights);
    }
}
