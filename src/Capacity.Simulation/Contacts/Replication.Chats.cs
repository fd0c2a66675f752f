using Capacity.Simulation.Models;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Contacts;

/// <summary>Chat: several contacts in one agent's hands.</summary>
internal sealed partial class Replication
{
    ChatDesk Desk(int queue, int pool) => _desks[_pools[pool][queue].Desk]!;

    /// <summary>The agent with the fewest chats in hand takes one more; agents whose shift is over take none.</summary>
    bool FindChatAgent(int place, QueueModel queue, double now)
    {
        for (var load = 1; load < queue.MostPerAgent; load++)
            foreach (var candidate in _network.Candidates[queue.Index])
            {
                var pool = _pools[candidate];
                var desk = Desk(queue.Index, candidate);
                var agent = pool.HasSurplus || !MayServe(pool, _contacts[place], now) ? -1 : desk.WithLoad(load);
                if (agent < 0)
                    continue;
                if (_contacts[place].PatienceEntry != 0)
                    LeaveLine(place, queue);
                AddChat(desk, agent, place, BeginService(place, queue, pool, now), now);
                return true;
            }

        return false;
    }

    void AddChat(ChatDesk desk, int agent, int place, double work, double now)
    {
        desk.Add(agent, place, work, now);
        _contacts[place].Previous = agent;
        EnterNextEnd(desk, agent, _contacts[place].Queue, _contacts[place].Pool);
    }

    void EnterNextEnd(ChatDesk desk, int agent, int queue, int pool)
    {
        var end = desk.NextEnd(agent);
        desk.Enter(agent, end < double.PositiveInfinity
            ? _calendar.Add(end, EventKind.ChatEnds, agent * _desks.Length + _pools[pool][queue].Desk)
            : 0);
    }

    void EndChat(int index, uint entry, double now)
    {
        var agent = index / _desks.Length;
        var desk = _desks[index - agent * _desks.Length]!;
        if (!desk.Holds(agent, entry))
            return;
        var place = desk.Next(agent);
        if ((_contacts[place].Flags & ContactFlags.Silent) != 0)
            FallSilent(desk, agent, place, now);
        else
            CloseChat(desk, agent, desk.End(agent, now), now);
    }

    /// <summary>A chat is over; its agent takes another one, goes on with the others, or is free.</summary>
    void CloseChat(ChatDesk desk, int agent, int place, double now)
    {
        ref var contact = ref _contacts[place];
        var queue = _queues[contact.Queue];
        var pool = _pools[contact.Pool];
        var isHard = (contact.Flags & ContactFlags.Hard) != 0;
        ContactSums.Of(queue.Index, contact.Day)[(int)HandleMs] += Tallies.Milli(now - contact.Started);
        FreeLine(queue);
        EndAnswered(place, queue, now);
        if (desk.LoadOf(agent) == 0)
        {
            desk.Leave(agent);
            pool.Advance(now);
            pool.Live--;
            FreeOrPause(pool, queue, isHard, now);
            return;
        }

        if (_waiting[queue.Index] > 0 && !pool.HasSurplus && MayServe(pool, _contacts[OldestOf(queue.Index)], now))
        {
            var next = TakeWaiting(queue.Index, now);
            AddChat(desk, agent, next, BeginService(next, queue, pool, now), now);
            return;
        }

        EnterNextEnd(desk, agent, queue.Index, pool.Model.Index);
    }
}
