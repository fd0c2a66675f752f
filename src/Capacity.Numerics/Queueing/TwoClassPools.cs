namespace Capacity.Numerics.Queueing;

/// <summary>
/// The N design: pool A serves class 1 only, pool B both. Class 1 prefers A; a freed agent of B takes first the class it is told to. Exact
/// for small pools: the smallest network in which routing matters.
/// </summary>
/// <remarks>
/// Markov chain of busy agents and queues; the N design of O. Garnett and A. Mandelbaum, An introduction to skills-based routing, 2000.
/// Exponential times, one handle-time law. Rates per any one unit of time. Refused when more than 1e-5 of the time would be spent at the
/// longest queue that is followed. States: (A + 1)(B + 1) + (A + 1)·m + m², up to 40,000; cost states × band².
/// </remarks>
public sealed record TwoClassPools
{
    const string Where = "N design";
    const double MostStates = 40_000;
    const double Edge = 1e-5;

    /// <summary>Arrivals of class 1 per unit of time.</summary>
    public required double ArrivalRate1 { get; init; }

    /// <summary>Arrivals of class 2 per unit of time.</summary>
    public required double ArrivalRate2 { get; init; }

    /// <summary>Service rate μ of every agent and class.</summary>
    public required double ServiceRate { get; init; }

    /// <summary>Rate at which a waiting contact of class 1 gives up.</summary>
    public required double AbandonmentRate1 { get; init; }

    /// <summary>Rate at which a waiting contact of class 2 gives up.</summary>
    public required double AbandonmentRate2 { get; init; }

    /// <summary>Agents of pool A.</summary>
    public required int PoolA { get; init; }

    /// <summary>Agents of pool B.</summary>
    public required int PoolB { get; init; }

    /// <summary>Whether a freed agent of B takes class 1 first.</summary>
    public bool FreedBServesClass1First { get; init; }

    /// <summary>Longest queue of each class that is followed; beyond, a contact is lost.</summary>
    public int MostWaiting { get; init; } = 45;

    /// <summary>Solves the chain.</summary>
    /// <exception cref="QueueRefusedException">A figure is outside its range, or the queues followed are too short.</exception>
    public TwoClassKpis Evaluate()
    {
        RefuseNonsense();
        var chain = new MarkovChain<(int A, int B, int Queue1, int Queue2)>((0, 0, 0, 0), Transitions);
        var p = chain.StationaryProbabilities();
        double Mean(Func<(int A, int B, int Queue1, int Queue2), double> figure) => chain.Mean(p, figure);
        var edge = Mean(state => state.Queue1 == MostWaiting || state.Queue2 == MostWaiting ? 1 : 0);
        QueueRefusedException.Unless(edge <= Edge, Where, "share of time with MostWaiting contacts in a queue", edge,
            $"at most {Edge}: contacts are lost there; raise MostWaiting ({MostWaiting})");
        var (queue1, queue2) = (Mean(state => state.Queue1), Mean(state => state.Queue2));
        return new TwoClassKpis(
            AbandonmentRate1 * queue1 / ArrivalRate1, AbandonmentRate2 * queue2 / ArrivalRate2,
            queue1 / ArrivalRate1, queue2 / ArrivalRate2, Mean(state => state.A) / PoolA, Mean(state => state.B) / PoolB,
            Mean(state => state.A == PoolA && state.B == PoolB ? 1 : 0), Mean(state => state.B == PoolB ? 1 : 0));
    }

    void RefuseNonsense()
    {
        QueueRefusedException.UnlessPositive(Where, "arrival rate of class 1", ArrivalRate1);
        QueueRefusedException.UnlessPositive(Where, "arrival rate of class 2", ArrivalRate2);
        QueueRefusedException.UnlessPositive(Where, "service rate", ServiceRate);
        QueueRefusedException.UnlessPositive(Where, "abandonment rate of class 1", AbandonmentRate1);
        QueueRefusedException.UnlessPositive(Where, "abandonment rate of class 2", AbandonmentRate2);
        QueueRefusedException.Unless(PoolA >= 1, Where, "number of agents in pool A", PoolA, "at least 1; with one pool use priorities");
        QueueRefusedException.Unless(PoolB >= 1, Where, "number of agents in pool B", PoolB, "at least 1: class 2 has no other");
        QueueRefusedException.Unless(MostWaiting >= 1, Where, "longest queue", MostWaiting, "at least 1");
        var states = (PoolA + 1.0) * (PoolB + 1.0 + MostWaiting) + (double)MostWaiting * MostWaiting;
        QueueRefusedException.Unless(states <= MostStates, Where, "number of states", states, "at most 40000; simulate larger pools");
    }

    IEnumerable<((int A, int B, int Queue1, int Queue2) To, double Rate)> Transitions((int A, int B, int Queue1, int Queue2) state)
    {
        var (a, b, first, second) = state;
        if (a < PoolA) yield return ((a + 1, b, first, second), ArrivalRate1);
        else if (b < PoolB) yield return ((a, b + 1, first, second), ArrivalRate1);
        else if (first < MostWaiting) yield return ((a, b, first + 1, second), ArrivalRate1);

        if (b < PoolB) yield return ((a, b + 1, first, second), ArrivalRate2);
        else if (second < MostWaiting) yield return ((a, b, first, second + 1), ArrivalRate2);

        yield return (first > 0 ? (a, b, first - 1, second) : (Math.Max(0, a - 1), b, 0, second), a * ServiceRate);
        if (b > 0) yield return (AfterB(state), b * ServiceRate);
        if (first > 0) yield return ((a, b, first - 1, second), first * AbandonmentRate1);
        if (second > 0) yield return ((a, b, first, second - 1), second * AbandonmentRate2);
    }

    (int A, int B, int Queue1, int Queue2) AfterB((int A, int B, int Queue1, int Queue2) state)
    {
        var (a, b, first, second) = state;
        var takesFirst = first > 0 && (FreedBServesClass1First || second == 0);
        if (takesFirst) return (a, b, first - 1, second);
        return second > 0 ? (a, b, first, second - 1) : (a, b - 1, first, second);
    }
}

/// <summary>Steady-state figures of the N design.</summary>
/// <param name="Abandonment1">Share of class 1 that gives up.</param>
/// <param name="Abandonment2">Share of class 2 that gives up.</param>
/// <param name="Wait1">Mean wait of class 1.</param>
/// <param name="Wait2">Mean wait of class 2.</param>
/// <param name="OccupancyA">Share of pool A's time spent handling.</param>
/// <param name="OccupancyB">Share of pool B's time spent handling.</param>
/// <param name="Waiting1">Probability that class 1 has to wait.</param>
/// <param name="Waiting2">Probability that class 2 has to wait.</param>
public sealed record TwoClassKpis(
    double Abandonment1, double Abandonment2, double Wait1, double Wait2, double OccupancyA, double OccupancyB,
    double Waiting1, double Waiting2);
