using Capacity.Domain.Networks;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>Who serves whom: an arriving contact looks for an agent, a free agent looks for a contact.</summary>
internal sealed partial class Replication
{
    /// <summary>The preferred pool with somebody idle serves at once; among equals the one whose agent has been idle longest.</summary>
    bool FindAgent(int place, QueueModel queue, double now)
    {
        var found = _network.Routing.IdleAgent == IdleAgentRule.LongestIdle
            ? IdlePool(queue, _contacts[place], now)
            : IdlePoolByRule(queue, _contacts[place], now);
        if (found >= 0)
        {
            var pool = _pools[found];
            pool.Advance(now);
            pool.TakeIdle();
            if (_contacts[place].PatienceEntry != 0)
                LeaveLine(place, queue);
            Serve(place, pool, now);
            return true;
        }

        return queue.MostPerAgent > 1 && FindChatAgent(place, queue, now);
    }

    int IdlePool(QueueModel queue, in Contact contact, double now)
    {
        var (found, priority, since) = (-1, 0, 0.0);
        foreach (var candidate in _network.Candidates[queue.Index])
        {
            var pool = _pools[candidate];
            ref readonly var skill = ref pool[queue.Index];
            if (found >= 0 && skill.Priority > priority)
                break;
            if (pool.Idle > skill.IdleReserve && now >= contact.Arrival + skill.AfterWait && (found < 0 || pool.LongestIdleSince < since))
                (found, priority, since) = (candidate, skill.Priority, pool.LongestIdleSince);
        }

        return found;
    }

    /// <summary>The queue whose contact a free agent takes: by queue priority, then by longest wait relative to target; −1 for none.</summary>
    int ChooseQueue(AgentPool pool, int idle, double now)
    {
        var chosen = -1;
        var most = double.NegativeInfinity;
        foreach (var candidate in pool.Model.Queues)
        {
            if (_waiting[candidate] == 0)
                continue;
            var queue = _queues[candidate];
            ref readonly var skill = ref pool[candidate];
            if (chosen >= 0 && _network.Routing.PrioritiesFirst && queue.Priority > _queues[chosen].Priority)
                break;
            if (idle <= skill.IdleReserve || (queue.NeedsCustomer && !_open[candidate]))
                continue;
            ref var oldest = ref _contacts[OldestOf(candidate)];
            if (now < oldest.Arrival + skill.AfterWait)
                continue;
            var urgency = UrgencyOf(queue, oldest.Arrival, now);
            if (urgency > most)
                (chosen, most) = (candidate, urgency);
        }

        return chosen;
    }

    int OldestOf(int queue) => _cases[queue] is { } cases ? cases.Oldest : _lines[queue].Head;

    int TakeWaiting(int queue, double now)
    {
        var place = OldestOf(queue);
        if (_cases[queue] is { } cases)
            cases.Take(_contacts[place].Arrival);
        else
            _lines[queue].Remove(_contacts, place);
        _waiting[queue]--;
        return place;
    }

    /// <summary>Idle agents of a pool take what waits.</summary>
    void GiveWork(AgentPool pool, double now)
    {
        while (pool.Idle > 0)
        {
            var queue = ChooseQueue(pool, pool.Idle, now);
            if (queue < 0)
                return;
            pool.Advance(now);
            pool.TakeIdle();
            Serve(TakeWaiting(queue, now), pool, now);
        }
    }
}
