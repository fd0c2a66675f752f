using Capacity.Domain.Demand;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Contacts;

/// <summary>How long customers wait, what changes after waits, and the lines that they hold.</summary>
internal sealed partial class Replication
{
    readonly ParameterDraws _parameters;
    readonly int[] _linesTaken;

    /// <summary>The work in line divided among the agents there who can take it: seconds; infinite where there are none.</summary>
    double ExpectedWait(QueueModel queue)
    {
        var agents = 0;
        foreach (var candidate in _network.Candidates[queue.Index])
            agents += _pools[candidate].Present;
        return agents > 0 ? (_waiting[queue.Index] + 1) * queue.Handle.Mean / agents : double.PositiveInfinity;
    }

    /// <summary>Probability of giving up at once: always the same, or more for longer announced waits.</summary>
    double BalkingOf(QueueModel queue) => queue.AcceptedWait is { } accepted
        ? 1 - (1 - queue.Balking) * KernelMath.Exp(-ExpectedWait(queue) / accepted)
        : queue.Balking;

    double PatienceOf(in Contact contact, QueueModel queue, double uniform)
    {
        if (queue.KeepsPatience)
            uniform = _draws.Pair(StreamPurpose.Patience, contact.Person).First;
        var seconds = queue.Patience.Draw(uniform) * _parameters[UncertainFigure.Patience][queue.Index];
        if (queue.PatienceFactor != 1)
            for (var attempt = 1; attempt < contact.Attempt; attempt++)
                seconds *= queue.PatienceFactor;
        return seconds;
    }

    /// <summary>Enters what happens next to a waiting contact: a wait after which something changes, or the end of its patience.</summary>
    void EnterNextStep(int place, QueueModel queue, double after, double patienceEnds)
    {
        ref var contact = ref _contacts[place];
        foreach (var wait in queue.WaitSteps)
        {
            var moment = contact.Arrival + wait;
            if (moment <= after)
                continue;
            if (moment >= patienceEnds)
                break;
            contact.PatienceEntry = _calendar.Add(moment, EventKind.WaitPasses, place);
            return;
        }

        contact.PatienceEntry = patienceEnds < double.PositiveInfinity ? _calendar.Add(patienceEnds, EventKind.PatienceEnds, place) : 0;
    }

    /// <summary>A contact has waited so long that a further team may serve it, or that it moves to another queue.</summary>
    void PassWait(int place, double now)
    {
        ref var contact = ref _contacts[place];
        var queue = _queues[contact.Queue];
        if ((_open[queue.Index] || !queue.NeedsCustomer) && FindAgent(place, queue, now))
            return;
        if (queue.Overflow is { } overflow && now >= contact.Arrival + overflow.AfterSeconds
            && (_queues[queue.OverflowQueue].IsDeferred || _open[queue.OverflowQueue]))
        {
            LeaveLine(place, queue);
            MoveOn(place, queue.OverflowQueue, now);
            return;
        }

        var ends = queue.IsDeferred
            ? OverdueMove(contact, queue, now)
            : contact.Arrival + PatienceOf(contact, queue, _draws.Pair(StreamPurpose.Patience, contact.Key).First);
        EnterNextStep(place, queue, now, ends);
    }

    /// <summary>Takes a contact that waits, wherever it stands, out of its line or backlog.</summary>
    void LeaveLine(int place, QueueModel queue)
    {
        ref var contact = ref _contacts[place];
        contact.PatienceEntry = 0;
        if (_cases[queue.Index] is { } cases)
            cases.Remove(place, contact.Arrival, queue.DueOf(contact.Arrival));
        else
            _lines[queue.Index].Remove(_contacts, place);
        _waiting[queue.Index]--;
    }

    /// <summary>A waiting contact leaves for another queue, where it is offered at once.</summary>
    void MoveOn(int place, int to, double now)
    {
        ref var contact = ref _contacts[place];
        FreeLine(_queues[contact.Queue]);
        var sums = ContactSums.Of(contact.Queue, contact.Day);
        sums[(int)TransferredOut]++;
        sums[(int)WaitOfAllMs] += Tallies.Milli(now - contact.Arrival);
        Tell(place, ContactOutcome.TransferredOut, now, -1);
        contact.Key = ContactDraws.ChildKey(contact.Key, (int)ContactOrigin.Transfer);
        contact.Queue = (short)to;
        contact.Origin = ContactOrigin.Transfer;
        contact.CaseContacts = Next(contact.CaseContacts);
        Offer(place, now);
    }

    /// <summary>Takes a line of the queue's group; false where all are taken.</summary>
    bool TakesLine(QueueModel queue)
    {
        if (queue.LineGroup < 0)
            return true;
        if (_linesTaken[queue.LineGroup] >= _network.LineGroups[queue.LineGroup])
            return false;
        _linesTaken[queue.LineGroup]++;
        return true;
    }

    void FreeLine(QueueModel queue)
    {
        if (queue.LineGroup >= 0)
            _linesTaken[queue.LineGroup]--;
    }

    /// <summary>No line is free, or the queue is closed; who is blocked may try again like who gave up.</summary>
    void Block(int place, QueueModel queue, double now)
    {
        ContactSums.Of(queue.Index, _contacts[place].Day)[(int)Blocked]++;
        Tell(place, ContactOutcome.Blocked, now, -1);
        AfterAbandonment(place, queue, now);
    }
}
