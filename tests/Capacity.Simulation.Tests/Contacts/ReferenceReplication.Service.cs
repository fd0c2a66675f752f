using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>What agents do.</summary>
internal sealed partial class ReferenceReplication
{
    void Serve(Person contact, Agent agent)
    {
        agent.IsIdle = false;
        var queue = Queues[contact.Queue];
        if (queue.Tries is { } tries
            && _draws.Pair(StreamPurpose.Callback, ContactDraws.ChildKey(contact.Key, 16 + contact.CallsInVain)).First < tries.NotReached)
        {
            var again = contact with { CallsInVain = contact.CallsInVain + 1 };
            _betweenCalls.Add(again);
            At(_now + tries.SecondsPerTry, EventKind.CallFails, () => CallFails(again, tries, agent));
            return;
        }

        Tell(contact, ContactOutcome.Answered, agent.Pool);
        var started = _now;
        var pool = _model.Network.Pools[agent.Pool];
        var seconds = queue.Handle.Draw(_draws.Pair(StreamPurpose.HandleTime, contact.Key).First) * contact.Factor
            * (pool.HandleFactor[queue.Index] * TenureFactor(_conditions.Compiled.Supply.HandleFactor, agent.Pool)
                * Factor(UncertainFigure.HandleTime, queue.Index));
        if (contact.IsHard)
            seconds *= _model.Network.Reasons[contact.Reason].HardFactor;
        var (silent, when) = _draws.Pair(StreamPurpose.SilentCustomer, contact.Key);
        if (silent < queue.SilentShare)
            seconds = seconds * when + (queue.MostPerAgent == 1 ? queue.TimeOut : 0);
        else if (queue.Transfer is { } transfer && _draws.Pair(StreamPurpose.Handover, contact.Key).First < transfer.Probability)
            seconds *= transfer.HandleTimeFactor;
        if (queue.MostPerAgent > 1)
        {
            TakeChat(agent, contact, seconds);
            return;
        }

        At(_now + seconds, EventKind.ServiceEnds, () =>
        {
            AfterService(contact, agent, started, isSilent: silent < queue.SilentShare);
            FreeOrPause(agent, contact);
        });
        if (queue.LineGroup >= 0)
            At(_now + seconds * queue.TalkShare, EventKind.LineFrees, () => FreeLine(queue));
    }

    /// <summary>What the tenure of a pool's people makes of a figure in the present week.</summary>
    double TenureFactor(double[][] byPoolAndWeek, int pool) => byPoolAndWeek.Length > 0 ? byPoolAndWeek[pool][DayNow() / 7] : 1;

    void FreeOrPause(Agent agent, Person contact)
    {
        if (contact.IsHard && Queues[contact.Queue].RecoveryPause is > 0 and var pause)
            At(_now + pause, EventKind.PauseEnds, () => Free(agent));
        else
            Free(agent);
    }

    void Free(Agent agent)
    {
        if (HasSurplus(agent.Pool))
        {
            _agents[agent.Pool].Remove(agent);
            return;
        }

        agent.IsIdle = true;
        agent.IdleSince = _now;
        if (NextFor(agent.Pool) is { } contact)
            Serve(contact, agent);
    }

    Person? NextFor(int pool)
    {
        var idle = _agents[pool].Count(agent => agent.IsIdle);
        var routing = _model.Network.Routing;
        var team = _model.Network.Pools[pool];
        var contact = (from queue in Queues
            where team.HandleFactor[queue.Index] > 0 && _waiting[queue.Index].Count > 0
            where idle > team.IdleReserve[queue.Index] && (_open[queue.Index] || !queue.NeedsCustomer)
            let oldest = _waiting[queue.Index][0]
            where _now >= oldest.Arrival + team.AfterWait[queue.Index]
            orderby routing.PrioritiesFirst ? queue.Priority : 0, Order(queue, oldest.Arrival), queue.Priority, queue.Index
            select oldest).FirstOrDefault();
        if (contact is not null)
            _waiting[contact.Queue].Remove(contact);
        return contact;
    }

    double Order(QueueModel queue, double arrival) => _model.Network.Routing.WaitingContact switch
    {
        WaitingContactRule.LongestWaitRelativeToTarget => (arrival - _now) / Math.Max(1, queue.TargetSeconds),
        WaitingContactRule.LongestWait => arrival - _now,
        _ => queue.DueOf(arrival),
    };

    void GiveWork(int pool)
    {
        while (_agents[pool].Where(agent => agent.IsIdle).MinBy(agent => agent.IdleSince) is { } agent && NextFor(pool) is { } contact)
            Serve(contact, agent);
    }

    /// <summary>An agent with k chats works each at speed 1 ÷ stretch(k); a clock of work runs at that speed.</summary>
    void TakeChat(Agent agent, Person contact, double work)
    {
        Turn(agent);
        agent.Chats.Add((contact, agent.Clock + work));
        agent.LoadNumber = _number++;
        PlanNextEnd(agent, Queues[contact.Queue]);
        agent.Started[contact] = _now;
    }

    void Turn(Agent agent)
    {
        if (agent.Chats.Count > 0)
            agent.Clock += (_now - agent.ClockAt) / Queues[agent.Chats[0].Person.Queue].Stretch[agent.Chats.Count];
        else
            agent.Clock = 0;
        agent.ClockAt = _now;
    }

    void PlanNextEnd(Agent agent, QueueModel queue)
    {
        var plan = ++agent.Plan;
        var (person, mark) = agent.Chats.MinBy(chat => chat.Mark);
        if (mark == double.PositiveInfinity)
            return;
        At(agent.ClockAt + Math.Max(0, mark - agent.Clock) * queue.Stretch[agent.Chats.Count], EventKind.ChatEnds, () =>
        {
            if (agent.Plan != plan)
                return;
            agent.Clock = mark;
            agent.ClockAt = _now;
            if (_draws.Pair(StreamPurpose.SilentCustomer, person.Key).First < queue.SilentShare)
                WaitForAnswer(agent, person, queue);
            else
                EndChat(agent, person, isSilent: false);
        });
    }

    void WaitForAnswer(Agent agent, Person person, QueueModel queue)
    {
        agent.Chats[agent.Chats.FindIndex(chat => ReferenceEquals(chat.Person, person))] = (person, double.PositiveInfinity);
        PlanNextEnd(agent, queue);
        At(_now + queue.TimeOut, EventKind.ChatTimesOut, () =>
        {
            Turn(agent);
            EndChat(agent, person, isSilent: true);
        });
    }

    void EndChat(Agent agent, Person person, bool isSilent)
    {
        var queue = Queues[person.Queue];
        agent.Chats.RemoveAll(chat => ReferenceEquals(chat.Person, person));
        agent.LoadNumber = _number++;
        FreeLine(queue);
        AfterService(person, agent, agent.Started[person], isSilent);
        if (agent.Chats.Count == 0)
        {
            agent.Plan++;
            FreeOrPause(agent, person);
        }
        else if (!HasSurplus(agent.Pool) && _waiting[queue.Index].FirstOrDefault() is { } next
            && _now >= next.Arrival + _model.Network.Pools[agent.Pool].AfterWait[queue.Index])
        {
            _waiting[queue.Index].Remove(next);
            Serve(next, agent);
        }
        else
        {
            PlanNextEnd(agent, queue);
        }
    }
}
