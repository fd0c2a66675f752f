using System.Runtime.CompilerServices;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Contacts;

/// <summary>How long customers wait, what changes after waits, and the lines that they hold.</summary>
internal sealed partial class Replication
{
    readonly int[] _linesTaken;

    /// <summary>The work in line divided among the agents there who can take it: seconds; infinite where there are none.</summary>
    static double ExpectedWait(QueueState queue)
    {
        var agents = 0;
        foreach (var skill in queue.Candidates)
            agents += skill.Pool.Present;
        return agents > 0 ? (queue.Waiting + 1) * queue.Model.Handle.Mean / agents : double.PositiveInfinity;
    }

    /// <summary>Probability of giving up at once: always the same, or more for longer announced waits.</summary>
    static double BalkingOf(QueueState queue) => queue.Model.AcceptedWait is { } accepted
        ? 1 - (1 - queue.Model.Balking) * KernelMath.Exp(-ExpectedWait(queue) / accepted)
        : queue.Model.Balking;

    double PatienceOf(in Contact contact, QueueState queue, double uniform)
    {
        var model = queue.Model;
        if (model.KeepsPatience)
            uniform = _draws.Pair(StreamPurpose.Patience, contact.Person).First;
        var seconds = queue.Patience.Draw(uniform) * queue.PatienceFactor;
        if (model.PatienceFactor != 1)
            for (var attempt = 1; attempt < contact.Count.Attempt; attempt++)
                seconds *= model.PatienceFactor;
        return seconds;
    }

    /// <summary>Enters what happens next to a waiting contact: a wait after which something changes, or the end of its patience.</summary>
    void EnterNextStep(int place, ref Contact contact, QueueModel queue, double after, double patienceEnds)
    {
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
        var model = queue.Model;
        if ((queue.IsOpen || !model.NeedsCustomer) && FindAgent(place, ref contact, queue, now))
            return;
        if (model.Overflow is { } overflow && now >= contact.Arrival + overflow.AfterSeconds
            && _queues[model.OverflowQueue] is var to && (to.Model.IsDeferred || to.IsOpen))
        {
            LeaveLine(place, ref contact, queue);
            MoveOn(place, ref contact, model.OverflowQueue, now);
            return;
        }

        var ends = model.IsDeferred
            ? OverdueMove(contact, queue, now)
            : contact.Arrival + PatienceOf(contact, queue, _draws.Pair(StreamPurpose.Patience, contact.Key).First);
        EnterNextStep(place, ref contact, model, now, ends);
    }

    /// <summary>Takes a contact that waits, wherever it stands, out of its line or backlog.</summary>
    void LeaveLine(int place, ref Contact contact, QueueState queue)
    {
        contact.PatienceEntry = 0;
        if (queue.Cases is { } cases)
            cases.Remove(place, contact.Arrival, queue.Model.DueOf(contact.Arrival));
        else
            queue.Line.Remove(_contacts, place);
        queue.Waiting--;
    }

    /// <summary>
    /// Adds a wait up that an answer or giving up has ended, and returns it in milliseconds. Who moves on to another queue waits further and is
    /// counted by length there.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    long EndWait(in Contact contact, QueueState queue, double wait)
    {
        var milliseconds = Tallies.Milli(wait);
        ContactSums[contact.Row][(int)WaitOfAllMs] += milliseconds;
        if (wait > 0)
            queue.Waits.Add(contact.Row, wait);
        return milliseconds;
    }

    /// <summary>A waiting contact leaves for another queue, where it is offered at once.</summary>
    void MoveOn(int place, ref Contact contact, int to, double now)
    {
        FreeLine(_queues[contact.Queue]);
        var sums = ContactSums[contact.Row];
        sums[(int)TransferredOut]++;
        sums[(int)WaitOfAllMs] += Tallies.Milli(now - contact.Arrival);
        if (_isWatched)
        {
            TellEnd(place, ContactOutcome.TransferredOut, now);
            PassEnded();
        }

        contact.Key = ContactDraws.ChildKey(contact.Key, (int)ContactOrigin.Transfer);
        contact.Queue = (short)to;
        contact.Origin = ContactOrigin.Transfer;
        contact.Count = contact.Count.Elsewhere();
        Offer(place, ref contact, now);
    }

    /// <summary>Takes a line of the queue's group; false where all are taken.</summary>
    bool TakesLine(QueueState queue)
    {
        if (queue.LineGroup < 0)
            return true;
        if (_linesTaken[queue.LineGroup] >= _network.LineGroups[queue.LineGroup])
            return false;
        _linesTaken[queue.LineGroup]++;
        return true;
    }

    void FreeLine(QueueState queue)
    {
        if (queue.LineGroup >= 0)
            _linesTaken[queue.LineGroup]--;
    }

    /// <summary>No line is free, or the queue is closed; who is blocked may try again like who gave up.</summary>
    void Block(int place, ref Contact contact, QueueState queue, double now)
    {
        ContactSums[contact.Row][(int)Blocked]++;
        if (_isWatched)
            TellEnd(place, ContactOutcome.Blocked, now);
        AfterAbandonment(place, ref contact, queue, now);
    }
}
