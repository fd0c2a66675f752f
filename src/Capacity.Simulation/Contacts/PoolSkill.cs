namespace Capacity.Simulation.Contacts;

/// <summary>A pool's skill for a queue: what routing and service ask of the pair, side by side.</summary>
internal sealed class PoolSkill(AgentPool pool, QueueState queue)
{
    public readonly AgentPool Pool = pool;
    public readonly QueueState Queue = queue;

    /// <summary>The team to which what it does is reported.</summary>
    public readonly int Team = pool.Model.Team;

    /// <summary>Number among all pairs of a pool and a queue that it serves.</summary>
    public readonly int Number = pool.Model.Desk[queue.Model.Index];

    /// <summary>Seconds that a contact must have waited before the pool may serve it.</summary>
    public readonly double AfterWait = pool.Model.AfterWait[queue.Model.Index];

    /// <summary>Idle agents that work of the queue must leave.</summary>
    public readonly int IdleReserve = pool.Model.IdleReserve[queue.Model.Index];

    /// <summary>Preference, smaller first.</summary>
    public readonly int Priority = pool.Model.SkillPriority[queue.Model.Index];

    /// <summary>Where the pool's agents hold the queue's chats; null for other channels.</summary>
    public readonly ChatDesk? Desk = queue.Model.MostPerAgent > 1 ? new(queue.Model.Stretch, queue.Model.MostPerAgent) : null;

    /// <summary>What handle time is multiplied by this week: skill, tenure and uncertain figure.</summary>
    public double HandleFactor;

    /// <summary>What first-contact resolution is multiplied by this week: queue, skill and tenure.</summary>
    public double Resolution;
}
