using System.Runtime.CompilerServices;
using Capacity.Domain.Networks;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>The network's choice of routing rules, and teams that help out after a wait.</summary>
internal sealed partial class Replication
{
    /// <summary>Whether a contact has waited long enough for the pool's agents.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool MayServe(AgentPool pool, in Contact contact, double now) =>
        now >= contact.Arrival + pool[contact.Queue].AfterWait;

    /// <summary>Among the most preferred pools with somebody idle: at random by agent, or the pool with the smallest share busy; −1 for none.</summary>
    int IdlePoolByRule(QueueModel queue, in Contact contact, double now)
    {
        int found = -1, idle = 0;
        var random = _network.Routing.IdleAgent == IdleAgentRule.UniformRandom;
        foreach (var candidate in _network.Candidates[queue.Index])
        {
            var pool = _pools[candidate];
            if (found >= 0 && pool[queue.Index].Priority > _pools[found][queue.Index].Priority)
                break;
            if (pool.Idle <= pool[queue.Index].IdleReserve || !MayServe(pool, contact, now))
                continue;
            idle += pool.Idle;
            if (found < 0 || (!random && (long)pool.Idle * _pools[found].Present > (long)_pools[found].Idle * pool.Present))
                found = candidate;
        }

        return found >= 0 && random ? PoolOfIdle((int)(_draws.Pair(StreamPurpose.Routing, contact.Key).First * idle), found, queue, contact, now) : found;
    }

    /// <summary>The pool of the n-th idle agent, counted from the first preferred pool.</summary>
    int PoolOfIdle(int number, int first, QueueModel queue, in Contact contact, double now)
    {
        var chosen = first;
        foreach (var candidate in _network.Candidates[queue.Index])
        {
            var pool = _pools[candidate];
            if (pool[queue.Index].Priority != _pools[first][queue.Index].Priority
                || pool.Idle <= pool[queue.Index].IdleReserve || !MayServe(pool, contact, now))
                continue;
            chosen = candidate;
            if (number < pool.Idle)
                break;
            number -= pool.Idle;
        }

        return chosen;
    }

    /// <summary>How much a queue's oldest contact wants a freed agent; more goes first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    double UrgencyOf(QueueModel queue, double arrival, double now) => _network.Routing.WaitingContact switch
    {
        WaitingContactRule.LongestWaitRelativeToTarget => (now - arrival) / Math.Max(1, queue.TargetSeconds),
        WaitingContactRule.LongestWait => now - arrival,
        _ => Math.Max(-queue.DueOf(arrival), double.MinValue),
    };
}
