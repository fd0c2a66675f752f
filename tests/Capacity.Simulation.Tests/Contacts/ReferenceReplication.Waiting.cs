using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>From a contact's coming to its agent or its giving up.</summary>
internal sealed partial class ReferenceReplication
{
    void Come(Person person)
    {
        foreach (var rule in _model.Network.SelfService)
        {
            if (person.Origin > ContactOrigin.Obligation || rule.Reason != person.Reason || !rule.Queues[person.Queue]
                || _now < rule.From || _now >= rule.Until)
                continue;
            var (tries, delay) = _draws.Pair(StreamPurpose.SelfService, person.Key);
            if (tries >= rule.Share)
                break;
            if (tries < rule.Share * rule.Resolution)
                return;
            var angry = _draws.Pair(StreamPurpose.Emotion, person.Key).First < rule.ReturnHardShare;
            var back = person.Follow(ContactOrigin.SelfServiceReturn, person.Queue, 1) with
            {
                CaseContacts = 1, Factor = person.Factor * rule.ReturnFactor, IsHard = person.IsHard || angry,
            };
            Return(back, -rule.ReturnMeanSeconds * KernelMath.Log(delay), (tries / rule.Share - rule.Resolution) / (1 - rule.Resolution));
            return;
        }

        Offer(person);
    }

    void Offer(Person person)
    {
        var contact = person with { Arrival = _now };
        var queue = Queues[contact.Queue];
        if (!queue.IsDeferred && (!_open[queue.Index] || !TakeLine(queue)))
        {
            Tell(contact, ContactOutcome.Blocked, -1);
            AfterAbandonment(contact);
        }
        else if (AgentFor(contact, queue) is { } agent)
        {
            Serve(contact, agent);
        }
        else if (queue.IsDeferred)
        {
            _waiting[queue.Index].Add(contact);
            EnterSteps(contact, queue);
        }
        else
        {
            WaitOrLeave(contact, queue);
        }
    }

    bool TakeLine(QueueModel queue) =>
        queue.LineGroup < 0 || _linesTaken[queue.LineGroup]++ < _model.Network.LineGroups[queue.LineGroup] || _linesTaken[queue.LineGroup]-- < 0;

    void FreeLine(QueueModel queue)
    {
        if (queue.LineGroup >= 0)
            _linesTaken[queue.LineGroup]--;
    }

    double ExpectedWait(QueueModel queue) =>
        (_waiting[queue.Index].Count + 1) * queue.Handle.Mean / _model.Network.Candidates[queue.Index].Sum(pool => _agents[pool].Count);

    void WaitOrLeave(Person contact, QueueModel queue)
    {
        if (queue.CallbackByDay?[DayNow()] is { } rule && ExpectedWait(queue) >= rule.ThresholdSeconds
            && _draws.Pair(StreamPurpose.Callback, contact.Key).First < rule.Acceptance)
        {
            MoveOn(contact, rule.Queue);
            return;
        }

        var balking = queue.Balking;
        if (queue.AcceptedWait is { } accepted)
            balking = 1 - (1 - balking) * KernelMath.Exp(-ExpectedWait(queue) / accepted);
        if (_draws.Pair(StreamPurpose.Patience, contact.Key).Second < balking)
        {
            Abandon(contact);
            return;
        }

        _waiting[queue.Index].Add(contact);
        EnterSteps(contact, queue);
    }

    void MoveOn(Person contact, int to)
    {
        FreeLine(Queues[contact.Queue]);
        Tell(contact, ContactOutcome.TransferredOut, -1);
        Offer(contact.Follow(ContactOrigin.Transfer, to, contact.Attempt));
    }

    /// <summary>Enters everything that may happen to a contact while it waits.</summary>
    void EnterSteps(Person contact, QueueModel queue)
    {
        void IfWaiting(double when, EventKind kind, Action action)
        {
            if (when > _now && when < double.PositiveInfinity)
                At(when, kind, () =>
                {
                    if (_waiting[queue.Index].Any(other => ReferenceEquals(other, contact)))
                        action();
                });
        }

        if (queue.IsDeferred)
            IfWaiting(OverdueMove(contact, queue), EventKind.PatienceEnds, () => LeaveOverdue(contact, queue));
        else
            IfWaiting(contact.Arrival + PatienceOf(contact, queue), EventKind.PatienceEnds, () =>
            {
                _waiting[queue.Index].Remove(contact);
                Abandon(contact);
            });
        foreach (var wait in queue.WaitSteps)
            IfWaiting(contact.Arrival + wait, EventKind.WaitPasses, () => PassWait(contact, queue));
    }

    double PatienceOf(Person contact, QueueModel queue)
    {
        var uniform = _draws.Pair(StreamPurpose.Patience, queue.Redial?.KeepsPatience == true ? contact.Root : contact.Key).First;
        var seconds = queue.Patience.Draw(uniform) * Factor(UncertainFigure.Patience, queue.Index);
        for (var attempt = 1; attempt < contact.Attempt; attempt++)
            seconds *= queue.Redial?.PatienceFactor ?? 1;
        return seconds;
    }

    void PassWait(Person contact, QueueModel queue)
    {
        if (AgentFor(contact, queue) is { } agent)
        {
            _waiting[queue.Index].Remove(contact);
            Serve(contact, agent);
        }
        else if (queue.Overflow is { } overflow && _now >= contact.Arrival + overflow.AfterSeconds
            && (Queues[queue.OverflowQueue].IsDeferred || _open[queue.OverflowQueue]))
        {
            _waiting[queue.Index].Remove(contact);
            MoveOn(contact, queue.OverflowQueue);
        }
    }

    int DayNow() => _model.Timeline.DayOf(_model.Timeline.IntervalAt(_now));

    /// <summary>An idle agent by the network's rule, else the agent with the fewest chats of this queue.</summary>
    Agent? AgentFor(Person contact, QueueModel queue)
    {
        if (queue.NeedsCustomer && !_open[queue.Index])
            return null;
        var able = _model.Network.Candidates[queue.Index].Select(pool => _model.Network.Pools[pool])
            .Where(pool => _now >= contact.Arrival + pool.AfterWait[queue.Index]).ToList();
        var idle = (from pool in able
            let agents = _agents[pool.Index].Where(agent => agent.IsIdle).OrderBy(agent => agent.IdleSince).ToList()
            where agents.Count > pool.IdleReserve[queue.Index]
            select (pool.Index, Priority: pool.SkillPriority[queue.Index], Agents: agents)).ToList();
        if (idle.Count == 0)
            return queue.MostPerAgent > 1 ? ChatAgentFor(queue, able) : null;
        var best = idle.Where(pool => pool.Priority == idle.Min(other => other.Priority)).ToList();
        return _model.Network.Routing.IdleAgent switch
        {
            IdleAgentRule.LongestIdle => best.MinBy(pool => pool.Agents[0].IdleSince).Agents[0],
            IdleAgentRule.LeastOccupied => best.MaxBy(pool => (double)pool.Agents.Count / _agents[pool.Index].Count).Agents[0],
            _ => AtRandom(contact, best.Select(pool => pool.Agents).ToList()),
        };
    }

    /// <summary>Agents of a team are alike: of the team that was drawn, the one idle longest works.</summary>
    Agent AtRandom(Person contact, List<List<Agent>> teams)
    {
        var everybody = teams.SelectMany(team => team.Select(_ => team)).ToList();
        return everybody[(int)(_draws.Pair(StreamPurpose.Routing, contact.Key).First * everybody.Count)][0];
    }

    Agent? ChatAgentFor(QueueModel queue, List<PoolModel> able) =>
        (from pool in able
            where !HasSurplus(pool.Index)
            from agent in _agents[pool.Index]
            where agent.Chats.Count > 0 && agent.Chats.Count < queue.MostPerAgent && agent.Chats[0].Person.Queue == queue.Index
            orderby agent.Chats.Count, able.IndexOf(pool), agent.LoadNumber
            select agent).FirstOrDefault();

    bool HasSurplus(int pool) => _agents[pool].Count > _conditions.AgentsAt(pool, _model.Timeline.IntervalAt(_now));
}
