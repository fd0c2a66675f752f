namespace Capacity.Simulation.Fluid;

/// <summary>What deferred work makes of a pool in one interval, in eight lanes.</summary>
internal struct CaseWork
{
    /// <summary>Agents busy with it, their completions per agent-second, and those of them who pause.</summary>
    public Lanes Agents;
    public Lanes Rate;
    public Lanes Pausing;

    /// <summary>Whether cases are left over (0 or 1).</summary>
    public Lanes Filled;

    /// <summary>Agents whom live work leaves and deferred work has not taken.</summary>
    public Lanes Free;
}

/// <summary>What agents of a pool do with cases of a queue, in eight lanes.</summary>
internal struct CaseHands
{
    /// <summary>Cases in hand.</summary>
    public Lanes Held;

    /// <summary>Today: cases that an agent starts in an interval and has in hand at its end, and one over it.</summary>
    public Lanes Turns;
    public Lanes PerTurn;
}
