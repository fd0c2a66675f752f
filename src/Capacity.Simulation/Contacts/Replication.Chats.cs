using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Contacts;

/// <summary>Chat: several contacts in one agent's hands.</summary>
internal sealed partial class Replication
{
    /// <summary>The agent with the fewest chats in hand takes one more; agents whose shift is over take none.</summary>
    bool FindChatAgent(int place, ref Contact contact, QueueState queue, double now)
    {
        for (var load = 1; load < queue.Model.MostPerAgent; load++)
            foreach (var skill in queue.Candidates)
            {
                var desk = skill.Desk!;
                var agent = skill.Pool.HasSurplus || !MayServe(skill, contact, now) ? -1 : desk.WithLoad(load);
                if (agent < 0)
                    continue;
                if (contact.PatienceEntry != 0)
                    LeaveLine(place, ref contact, queue);
                AddChat(desk, agent, place, skill, BeginService(place, ref contact, skill, now), now);
                return true;
            }

        return false;
    }

    void AddChat(ChatDesk desk, int agent, int place, PoolSkill skill, double work, double now)
    {
        if ((long)agent * _skills.Length + skill.Number >= 1L << Calendar.IndexBits)
            throw new InvalidOperationException(
                $"{agent + 1} agents of pool {skill.Pool.Model.Index} hold chats at once in a network of {_skills.Length} skills: the calendar numbers fewer.");
        desk.Add(agent, place, work, now);
        _contacts[place].Previous = agent;
        EnterNextEnd(desk, agent, skill);
    }

    void EnterNextEnd(ChatDesk desk, int agent, PoolSkill skill)
    {
        var end = desk.NextEnd(agent);
        desk.Enter(agent, end < double.PositiveInfinity
            ? _calendar.Add(end, EventKind.ChatEnds, agent * _skills.Length + skill.Number)
            : 0);
    }

    void EndChat(int index, uint entry, double now)
    {
        var agent = index / _skills.Length;
        var skill = _skills[index - agent * _skills.Length];
        var desk = skill.Desk!;
        if (!desk.Holds(agent, entry))
            return;
        var place = desk.Next(agent);
        if ((_contacts[place].Flags & ContactFlags.Silent) != 0)
            FallSilent(desk, agent, place, skill, now);
        else
            CloseChat(desk, agent, desk.End(agent, now), skill, now);
    }

    /// <summary>A chat is over; its agent takes another one, goes on with the others, or is free.</summary>
    void CloseChat(ChatDesk desk, int agent, int place, PoolSkill skill, double now)
    {
        ref var contact = ref _contacts[place];
        var (queue, pool) = (skill.Queue, skill.Pool);
        var isHard = (contact.Flags & ContactFlags.Hard) != 0;
        ContactSums[contact.Row][(int)HandleMs] += Tallies.Milli(now - contact.Started);
        FreeLine(queue);
        EndAnswered(place, ref contact, skill, now);
        if (desk.LoadOf(agent) == 0)
        {
            desk.Leave(agent);
            pool.EndWork(isDeferred: false, now);
            FreeOrPause(pool, queue, isHard, now);
            return;
        }

        if (queue.Waiting > 0 && !pool.HasSurplus && MayServe(skill, _contacts[queue.Oldest], now))
        {
            var next = TakeWaiting(queue);
            AddChat(desk, agent, next, skill, BeginService(next, ref _contacts[next], skill, now), now);
            return;
        }

        EnterNextEnd(desk, agent, skill);
    }
}
