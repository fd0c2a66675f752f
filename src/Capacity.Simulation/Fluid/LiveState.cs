namespace Capacity.Simulation.Fluid;

/// <summary>A live queue in eight lanes, carried from step to step.</summary>
internal struct LiveState
{
    /// <summary>Contacts in service and in line, and those in line.</summary>
    public Lanes Content;
    public Lanes Line;

    /// <summary>Per second: arrivals, what leaves, and the derivative of what leaves by the content.</summary>
    public Lanes Lambda;
    public Lanes Leaving;
    public Lanes Slope;

    /// <summary>What left since the last step, and the shares (0–1) of it that gave up and that went to a callback.</summary>
    public Lanes Left;
    public Lanes GivingUp;
    public Lanes Diverting;

    /// <summary>Agents of its pools who are there in this interval, and those busy with the queue.</summary>
    public Lanes Agents;
    public Lanes Busy;

    /// <summary>Contacts in hand of a busy agent, at least 1.</summary>
    public Lanes Load;

    /// <summary>
    /// Probability that somebody waits while all agents of the queue are busy; seen from the queue that is computed, the shares of freed agents
    /// whom this one takes while nobody waits there, and while somebody does.
    /// </summary>
    public Lanes Stands;
    public Lanes Held;
    public Lanes Ahead;

    /// <summary>Seconds of the last step; 0 after a closing.</summary>
    public float StepBefore;

    /// <summary>Whether contacts can come in this interval, and whether nobody comes or is served before the next opening.</summary>
    public bool IsOpen;
    public bool Sleeps;

    /// <summary>How many of its pools, the first ones in <see cref="LiveLink"/>s, count in this interval.</summary>
    public int Staffed;
}

/// <summary>A pool in one interval, in eight lanes: agents, and those whom deferred work has.</summary>
internal struct PoolState
{
    public Lanes Agents;

    /// <summary>1, and 0 where deferred work fills the pool.</summary>
    public Lanes Open;

    /// <summary>Agents who can be idle: all, and only the idle reserve where deferred work fills the pool.</summary>
    public Lanes Places;

    /// <summary>Agents busy with deferred work, and their completions per second; the same while the pool is not filled.</summary>
    public Lanes Deferred;
    public Lanes DeferredWork;
    public Lanes OpenDeferred;
    public Lanes OpenDeferredWork;

    /// <summary>Share (0–1) of freed agents of whom the pool's idle places count; agents whom chats do not find; weight among pools that finish other work.</summary>
    public Lanes Frees;
    public Lanes HeldFromChats;
    public Lanes Weight;
}

/// <summary>A pool of a live queue, with the queues that it meets there.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Place">Place of what is kept by queue and pool.</param>
/// <param name="Preference">Preference of the queue's contacts for it, lowest first.</param>
/// <param name="Others">Other live queues of the pool.</param>
/// <param name="OtherPlaces">Place of what is kept by them and the pool.</param>
internal sealed record LiveLink(int Pool, int Place, int Preference, int[] Others, int[] OtherPlaces);
