namespace Capacity.Numerics.Queueing;

/// <summary>
/// Erlang A whose contacts come back: who gives up tries again with a probability, who is served unresolved returns with another, after
/// an exponential delay, any number of times. Exact for small and middling queues.
/// </summary>
/// <remarks>
/// Two-dimensional Markov chain of contacts in the queue and contacts between attempts: Aguir, Karaesmen, Akşin and Chauvet, OR Spectrum
/// 26:353, 2004; Yom-Tov and Mandelbaum, M&amp;SOM 16:283, 2014. Rates per any one unit of time. Truncated: refused when more than 1e-5 of
/// the time would be spent at the last state of either dimension, or when all come back and the chain has no steady state. For larger
/// queues with slow returns there is <see cref="ReturnFixedPoint"/>.
/// </remarks>
public sealed record OrbitQueue
{
    const string Where = "Queue with returns";
    const double MostStates = 40_000;
    const double Edge = 1e-5;

    /// <summary>Fresh contacts per unit of time, above zero.</summary>
    public required double FreshRate { get; init; }

    /// <summary>Service rate μ of an agent, above zero.</summary>
    public required double ServiceRate { get; init; }

    /// <summary>Rate θ at which a waiting contact gives up, above zero.</summary>
    public required double AbandonmentRate { get; init; }

    /// <summary>Agents, at least 1.</summary>
    public required int Agents { get; init; }

    /// <summary>Probability that a contact that gave up tries again, from 0 to below 1.</summary>
    public double RedialProbability { get; init; }

    /// <summary>Probability that a served contact comes back, from 0 to below 1.</summary>
    public double RepeatProbability { get; init; }

    /// <summary>Rate at which each contact between attempts comes back, above zero.</summary>
    public required double ReturnRate { get; init; }

    /// <summary>Most contacts in service and waiting; beyond, an attempt is lost.</summary>
    public int MostPresent { get; init; } = 80;

    /// <summary>Most contacts between attempts; beyond, they are lost.</summary>
    public int MostInOrbit { get; init; } = 190;

    /// <summary>Solves the chain; states × band² operations, under a second for 15,000 states.</summary>
    /// <exception cref="QueueRefusedException">A figure is outside its range, or the states followed are too few.</exception>
    public OrbitKpis Evaluate()
    {
        RefuseNonsense();
        var chain = new MarkovChain<(int Present, int Orbit)>((0, 0), Transitions);
        var p = chain.StationaryProbabilities();
        double Mean(Func<(int Present, int Orbit), double> figure) => chain.Mean(p, figure);
        RefuseEdge("MostPresent", Mean(state => state.Present == MostPresent ? 1 : 0));
        if (RedialProbability + RepeatProbability > 0) RefuseEdge("MostInOrbit", Mean(state => state.Orbit == MostInOrbit ? 1 : 0));
        var queue = Mean(state => Math.Max(0, state.Present - Agents));
        var orbit = Mean(state => state.Orbit);
        var busy = Mean(state => Math.Min(state.Present, Agents));
        var waitFresh = Mean(state => state.Present >= Agents ? 1 : 0);
        var returnsThatWait = ReturnRate * Mean(state => state.Present >= Agents ? state.Orbit : 0);
        var attempts = FreshRate + ReturnRate * orbit;
        return new OrbitKpis(attempts, attempts / FreshRate, AbandonmentRate * queue / attempts, queue, orbit, busy / Agents, waitFresh,
            (FreshRate * waitFresh + returnsThatWait) / attempts, queue / attempts, ServiceRate * busy);
    }

    static void RefuseEdge(string limit, double share) => QueueRefusedException.Unless(share <= Edge, Where, $"share of time at {limit}", share,
        $"at most {Edge}: contacts are lost there; raise {limit}");

    void RefuseNonsense()
    {
        QueueRefusedException.UnlessPositive(Where, "fresh rate", FreshRate);
        QueueRefusedException.UnlessPositive(Where, "service rate", ServiceRate);
        QueueRefusedException.UnlessPositive(Where, "abandonment rate", AbandonmentRate);
        QueueRefusedException.UnlessPositive(Where, "return rate", ReturnRate);
        QueueRefusedException.Unless(Agents >= 1, Where, "number of agents", Agents, "at least 1");
        QueueRefusedException.Unless(RedialProbability is >= 0 and < 1, Where, "redial probability", RedialProbability, "from 0 to below 1");
        QueueRefusedException.Unless(RepeatProbability is >= 0 and < 1, Where, "repeat probability", RepeatProbability, "from 0 to below 1");
        QueueRefusedException.Unless(MostPresent > Agents, Where, "MostPresent", MostPresent, $"above the number of agents ({Agents})");
        QueueRefusedException.Unless(MostInOrbit >= 1, Where, "MostInOrbit", MostInOrbit, "at least 1");
        var states = (MostPresent + 1.0) * (MostInOrbit + 1.0);
        QueueRefusedException.Unless(states <= MostStates, Where, "number of states", states, "at most 40000; simulate larger queues");
    }

    IEnumerable<((int Present, int Orbit) To, double Rate)> Transitions((int Present, int Orbit) state)
    {
        var (present, orbit) = state;
        if (present < MostPresent)
        {
            yield return ((present + 1, orbit), FreshRate);
            if (orbit > 0) yield return ((present + 1, orbit - 1), orbit * ReturnRate);
        }

        if (present == 0) yield break;
        var served = Math.Min(present, Agents) * ServiceRate;
        var left = Math.Max(0, present - Agents) * AbandonmentRate;
        var back = orbit < MostInOrbit ? served * RepeatProbability + left * RedialProbability : 0;
        yield return ((present - 1, orbit), served + left - back);
        if (back > 0) yield return ((present - 1, orbit + 1), back);
    }
}

/// <summary>Steady-state figures of a queue whose contacts come back; attempts and persons are counted apart.</summary>
/// <param name="AttemptRate">Attempts per unit of time, fresh and returning.</param>
/// <param name="Amplification">Attempts ÷ fresh contacts.</param>
/// <param name="AbandonmentPerAttempt">Share of attempts that give up.</param>
/// <param name="QueueLength">Mean number waiting.</param>
/// <param name="OrbitSize">Mean number between attempts.</param>
/// <param name="Occupancy">Share of the agents' time spent handling.</param>
/// <param name="WaitingOfFresh">Probability that a fresh contact has to wait.</param>
/// <param name="WaitingOfAttempts">Probability that an attempt has to wait.</param>
/// <param name="WaitPerAttempt">Mean wait of an attempt.</param>
/// <param name="ServedRate">Services per unit of time.</param>
public sealed record OrbitKpis(
    double AttemptRate, double Amplification, double AbandonmentPerAttempt, double QueueLength, double OrbitSize, double Occupancy,
    double WaitingOfFresh, double WaitingOfAttempts, double WaitPerAttempt, double ServedRate);
