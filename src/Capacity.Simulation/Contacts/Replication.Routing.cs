using Capacity.Domain.Networks;

namespace Capacity.Simulation.Contacts;

/// <summary>Who serves whom: an arriving contact looks for an agent, a free agent looks for a contact.</summary>
internal sealed partial class Replication
{
    /// <summary>The preferred pool with somebody idle serves at once; among equals the one whose agent has been idle longest.</summary>
    bool FindAgent(int place, ref Contact contact, QueueState queue, double now)
    {
        var found = _network.Routing.IdleAgent == IdleAgentRule.LongestIdle
            ? IdleSkill(queue, contact, now)
            : IdleSkillByRule(queue, contact, now);
        if (found is not null)
        {
            found.Pool.TakeIdle(now);
            if (contact.PatienceEntry != 0)
                LeaveLine(place, ref contact, queue);
            Serve(place, ref contact, found, now);
            return true;
        }

        return queue.IsChat && FindChatAgent(place, ref contact, queue, now);
    }

    static PoolSkill? IdleSkill(QueueState queue, in Contact contact, double now)
    {
        PoolSkill? found = null;
        foreach (var skill in queue.Candidates)
        {
            if (found is not null && skill.Priority > found.Priority)
                break;
            if (skill.Pool.Idle > skill.IdleReserve && now >= contact.Arrival + skill.AfterWait
                && (found is null || skill.Pool.LongestIdleSince < found.Pool.LongestIdleSince))
                found = skill;
        }

        return found;
    }

    /// <summary>The skill with which a free agent takes a contact: by queue priority, then by how urgent the oldest one is; null for none.</summary>
    PoolSkill? ChooseSkill(AgentPool pool, int idle, double now)
    {
        PoolSkill? chosen = null;
        var most = double.NaN;
        foreach (var skill in pool.Skills)
        {
            var queue = skill.Queue;
            if (queue.Waiting == 0)
                continue;
            if (chosen is not null && _network.Routing.PrioritiesFirst && queue.Priority > chosen.Queue.Priority)
                break;
            if (idle <= skill.IdleReserve || (queue.NeedsCustomer && !queue.IsOpen))
                continue;
            var arrival = _contacts[queue.Oldest].Arrival;
            if (now < arrival + skill.AfterWait)
                continue;
            if (chosen is null)
            {
                chosen = skill;
                continue;
            }

            // Most agents find one queue that waits: urgency is asked for only where there is a second.
            if (double.IsNaN(most))
                most = UrgencyOf(chosen.Queue, _contacts[chosen.Queue.Oldest].Arrival, now);
            var urgency = UrgencyOf(queue, arrival, now);
            if (urgency > most)
                (chosen, most) = (skill, urgency);
        }

        return chosen;
    }

    int TakeWaiting(QueueState queue)
    {
        var place = queue.Oldest;
        if (queue.Cases is { } cases)
            cases.Take(_contacts[place].Arrival);
        else
            queue.Line.Remove(_contacts, place);
        queue.Waiting--;
        return place;
    }

    void ServeWaiting(PoolSkill skill, double now)
    {
        var place = TakeWaiting(skill.Queue);
        Serve(place, ref _contacts[place], skill, now);
    }

    /// <summary>Idle agents of a pool take what waits.</summary>
    void GiveWork(AgentPool pool, double now)
    {
        while (pool.Idle > 0 && ChooseSkill(pool, pool.Idle, now) is { } skill)
        {
            pool.TakeIdle(now);
            ServeWaiting(skill, now);
        }
    }
}
