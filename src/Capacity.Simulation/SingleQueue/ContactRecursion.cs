namespace Capacity.Simulation.SingleQueue;

/// <summary>What became of a contact.</summary>
public enum ContactFate
{
    /// <summary>Answered, at once or after a wait.</summary>
    Served,

    /// <summary>Gave up.</summary>
    Abandoned,

    /// <summary>Found every line taken.</summary>
    Blocked,
}

/// <summary>
/// First come first served with abandonment, contact by contact: the readable form of the recursion that the fast kernels compute, and
/// the engine for queues with a limit of lines.
/// </summary>
/// <remarks>
/// J. Kiefer and J. Wolfowitz, 1955, with patience: V = max(0, min F − A); served if and only if V ≤ patience; then the smallest free
/// time becomes A + V + S. Only the set of free times matters, not whose they are, so that a heap gives the same waits as any other
/// order. A contact that will give up never delays those behind it beyond its leaving. Cost: O(log n) a contact.
/// </remarks>
public sealed class ContactRecursion
{
    readonly double[] _freeTimes;
    readonly List<double> _leaveQueue = [];
    readonly int _waitingPlaces;

    /// <summary>An empty queue.</summary>
    /// <param name="agents">Number of agents, at least 1, all free at time 0.</param>
    /// <param name="lines">Lines in all, at least the agents; null for no limit.</param>
    public ContactRecursion(int agents, int? lines = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(agents, 1);
        _freeTimes = new double[agents];
        _waitingPlaces = lines is { } limit ? limit - agents : -1;
    }

    /// <summary>The next contact arrives.</summary>
    /// <param name="arrival">Time of arrival, not before the last one.</param>
    /// <param name="service">Its handle time.</param>
    /// <param name="patience">Its patience.</param>
    /// <returns>What becomes of it and how long it waits.</returns>
    public (ContactFate Fate, double Wait) Offer(double arrival, double service, double patience)
    {
        var wait = Math.Max(0.0, _freeTimes[0] - arrival);
        if (wait > 0 && _waitingPlaces >= 0 && !TakesLine(arrival, Math.Min(wait, patience))) return (ContactFate.Blocked, 0);
        if (wait > patience) return (ContactFate.Abandoned, patience);
        ReplaceEarliest(arrival + wait + service);
        return (ContactFate.Served, wait);
    }

    /// <summary>Moves the origin of time, so that long runs keep their precision.</summary>
    /// <param name="shift">What is subtracted from every time.</param>
    public void Rebase(double shift)
    {
        for (var i = 0; i < _freeTimes.Length; i++) _freeTimes[i] -= shift;
        for (var i = 0; i < _leaveQueue.Count; i++) _leaveQueue[i] -= shift;
    }

    bool TakesLine(double arrival, double wait)
    {
        _leaveQueue.RemoveAll(time => time <= arrival);
        if (_leaveQueue.Count >= _waitingPlaces) return false;
        _leaveQueue.Add(arrival + wait);
        return true;
    }

    /// <summary>Replaces the root of the heap of free times and sifts it down.</summary>
    void ReplaceEarliest(double value)
    {
        var heap = _freeTimes;
        var hole = 0;
        while (true)
        {
            var child = 2 * hole + 1;
            if (child >= heap.Length) break;
            if (child + 1 < heap.Length && heap[child + 1] < heap[child]) child++;
            if (heap[child] >= value) break;
            heap[hole] = heap[child];
            hole = child;
        }

        heap[hole] = value;
    }
}
