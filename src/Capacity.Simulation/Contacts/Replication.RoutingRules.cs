using System.Runtime.CompilerServices;
using Capacity.Domain.Networks;
using Capacity.Numerics.Randomness;

namespace Capacity.Simulation.Contacts;

/// <summary>The network's choice of routing rules, and teams that help out after a wait.</summary>
internal sealed partial class Replication
{
    /// <summary>Whether a contact has waited long enough for a pool's agents.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool MayServe(PoolSkill skill, in Contact contact, double now) => now >= contact.Arrival + skill.AfterWait;

    /// <summary>Among the most preferred pools with somebody idle: at random by agent, or the pool with the smallest share busy; null for none.</summary>
    PoolSkill? IdleSkillByRule(QueueState queue, in Contact contact, double now)
    {
        PoolSkill? found = null;
        var idle = 0;
        var random = _network.Routing.IdleAgent == IdleAgentRule.UniformRandom;
        foreach (var skill in queue.Candidates)
        {
            if (found is not null && skill.Priority > found.Priority)
                break;
            if (skill.Pool.Idle <= skill.IdleReserve || !MayServe(skill, contact, now))
                continue;
            idle += skill.Pool.Idle;
            if (found is null || (!random && (long)skill.Pool.Idle * found.Pool.Present > (long)found.Pool.Idle * skill.Pool.Present))
                found = skill;
        }

        return found is not null && random
            ? SkillOfIdle((int)(_draws.Pair(StreamPurpose.Routing, contact.Key).First * idle), found, contact, now)
            : found;
    }

    /// <summary>The skill of the n-th idle agent, counted from the first preferred pool.</summary>
    static PoolSkill SkillOfIdle(int number, PoolSkill first, in Contact contact, double now)
    {
        var chosen = first;
        foreach (var skill in first.Queue.Candidates)
        {
            if (skill.Priority != first.Priority || skill.Pool.Idle <= skill.IdleReserve || !MayServe(skill, contact, now))
                continue;
            chosen = skill;
            if (number < skill.Pool.Idle)
                break;
            number -= skill.Pool.Idle;
        }

        return chosen;
    }

    /// <summary>How much a queue's oldest contact wants a freed agent; more goes first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    double UrgencyOf(QueueState queue, double arrival, double now) => _network.Routing.WaitingContact switch
    {
        WaitingContactRule.LongestWaitRelativeToTarget => (now - arrival) / queue.UrgencySeconds,
        WaitingContactRule.LongestWait => now - arrival,
        _ => Math.Max(-queue.Model.DueOf(arrival), double.MinValue),
    };
}
