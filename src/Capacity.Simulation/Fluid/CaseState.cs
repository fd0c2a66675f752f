namespace Capacity.Simulation.Fluid;

/// <summary>What deferred work makes of a pool in one interval, in eight lanes.</summary>
internal struct CaseWork
{
    /// <summary>Agents busy with it, and those of them who pause.</summary>
    public Lanes Agents;
    public Lanes Pausing;

    /// <summary>Whether more cases are left over than chance alone keeps (0 or 1).</summary>
    public Lanes Filled;

    /// <summary>Agents whom live work leaves and deferred work has not taken, and new ones who have not yet begun with a case.</summary>
    public Lanes Free;
    public Lanes New;
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

/// <summary>What deferred work is expected to make of a pool in one interval, in eight lanes.</summary>
internal struct CaseOutlook
{
    /// <summary>Agents busy with it, and their completions per second.</summary>
    public Lanes Agents;
    public Lanes Work;

    /// <summary>Open cases beyond those that chance alone keeps, and by how many they become fewer each second: of the queue that has most of them.</summary>
    public Lanes Margin;
    public Lanes Surplus;

    /// <summary>Nobody was there before, and how many begin with a case that waits for them.</summary>
    public bool IsNew;
    public Lanes First;
}
