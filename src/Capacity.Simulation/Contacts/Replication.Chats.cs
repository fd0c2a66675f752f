using Capacity.Simulation.Models;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Contacts;

/// <summary>Chat: several contacts in one agent's hands.</summary>
internal sealed partial class Replication
{
    ChatDesk Desk(int queue, int pool) => _desks[queue * _pools.Length + pool]!;

    /// <summary>The agent with the fewest chats in hand takes one more; agents whose shift is over take none.</summary>
    bool FindChatAgent(int place, QueueModel queue, double now)
    {
        for (var load = 1; load < queue.MostPerAgent; load++)
            foreach (var candidate in _network.Candidates[queue.Index])
            {
                var pool = _pools[candidate];
                var desk = Desk(queue.Index, candidate);
                var agent = pool.HasSurplus ? -1 : desk.WithLoad(load);
                if (agent < 0)
                    continue;
                AddChat(desk, agent, place, BeginService(place, queue, pool, now), now);
                return true;
            }

        return false;
    }

    void AddChat(ChatDesk desk, int agent, int place, double work, double now)
    {
        desk.Add(agent, place, work, now);
        EnterNextEnd(desk, agent, _contacts[place].Queue, _contacts[place].Pool);
    }

    void EnterNextEnd(ChatDesk desk, int agent, int queue, int pool) =>
        desk.Enter(agent, _calendar.Add(desk.NextEnd(agent), EventKind.ChatEnds, agent * _desks.Length + queue * _pools.Length + pool));

    void EndChat(in Calendar.Entry entry)
    {
        var number = entry.Index % _desks.Length;
        var agent = entry.Index / _desks.Length;
        var desk = _desks[number]!;
        if (!desk.Holds(agent, entry.Sequence))
            return;
        var now = entry.Time;
        var queue = _queues[number / _pools.Length];
        var pool = _pools[number % _pools.Length];
        var place = desk.End(agent, now);
        ref var contact = ref _contacts[place];
        var isHard = (contact.Flags & ContactFlags.Hard) != 0;
        ContactSums.Of(queue.Index, contact.Day)[(int)HandleMs] += Tallies.Milli(now - contact.Started);
        AfterService(place, queue, now);
        if (desk.LoadOf(agent) == 0)
        {
            desk.Leave(agent);
            pool.Advance(now);
            pool.Live--;
            FreeOrPause(pool, queue, isHard, now);
            return;
        }

        if (_waiting[queue.Index] > 0 && !pool.HasSurplus)
        {
            var next = TakeWaiting(queue.Index, now);
            AddChat(desk, agent, next, BeginService(next, queue, pool, now), now);
            return;
        }

        EnterNextEnd(desk, agent, queue.Index, pool.Model.Index);
    }
}
