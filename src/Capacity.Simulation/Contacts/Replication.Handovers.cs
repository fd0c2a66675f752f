using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Contacts;

/// <summary>Contacts that are handed on, change channel, are called in vain, or whose customers fall silent.</summary>
internal sealed partial class Replication
{
    readonly int[] _betweenCalls;

    double ChangeProbability(QueueModel queue) =>
        (queue.ChannelChange?.Probability ?? 0) * _parameters[UncertainFigure.ChannelChangeProbability][queue.Index];

    void ChangeChannel(int place, QueueModel queue, double free, double now)
    {
        ref var contact = ref _contacts[place];
        contact.Attempt = 1;
        contact.CaseContacts = Next(contact.CaseContacts);
        var delay = -queue.ChannelChange!.MeanSeconds * KernelMath.Log(_draws.Pair(StreamPurpose.ChannelChange, contact.Key).First);
        ComeBack(place, now + delay, queue.ChannelChangeQueue, ContactOrigin.ChannelChange, free);
    }

    /// <summary>When a case changes channel because it falls due unanswered; infinite where it does not.</summary>
    double OverdueMove(in Contact contact, QueueModel queue, double now)
    {
        if (queue.ChannelChange is null || _draws.Pair(StreamPurpose.AfterAbandonment, contact.Key).First >= ChangeProbability(queue))
            return double.PositiveInfinity;
        var due = queue.DueOf(contact.Arrival);
        return due > now ? due : double.PositiveInfinity;
    }

    void MoveOverdue(int place, QueueModel queue, double now)
    {
        ref var contact = ref _contacts[place];
        GiveUpCase(place, now);
        ContactSums.Of(queue.Index, contact.Day)[(int)LossCents] += _network.Reasons[contact.Reason].LossCents;
        ChangeChannel(place, queue, _draws.Pair(StreamPurpose.AfterAbandonment, contact.Key).Second, now);
    }

    /// <summary>A case ends without an answer; it counts as abandoned, after its target.</summary>
    void GiveUpCase(int place, double now)
    {
        ref var contact = ref _contacts[place];
        var sums = ContactSums.Of(contact.Queue, contact.Day);
        sums[(int)Abandoned]++;
        sums[(int)WaitOfAllMs] += Tallies.Milli(now - contact.Arrival);
        Tell(place, ContactOutcome.Abandoned, now, -1);
    }

    double ResolutionOf(in Contact contact, QueueModel queue) =>
        _network.Reasons[contact.Reason].FirstContactResolution * _parameters[UncertainFigure.FirstContactResolution][contact.Reason]
        * _pools[contact.Pool][queue.Index].Resolution;

    bool HandsOn(int place, QueueModel queue, double now)
    {
        ref var contact = ref _contacts[place];
        var (choice, free) = _draws.Pair(StreamPurpose.Handover, contact.Key);
        if (choice >= queue.Transfer!.Probability)
            return false;
        contact.Attempt = 1;
        contact.CaseContacts = Next(contact.CaseContacts);
        ComeBack(place, now, queue.TransferQueue, ContactOrigin.Transfer, free);
        return true;
    }

    /// <summary>Handle time of a contact that will be handed on, or work in a chat until its customer falls silent.</summary>
    double Shortened(ref Contact contact, QueueModel queue, double seconds)
    {
        if (queue.SilentShare > 0)
        {
            var (silent, when) = _draws.Pair(StreamPurpose.SilentCustomer, contact.Key);
            if (silent < queue.SilentShare && queue.MostPerAgent == 1)
            {
                contact.Flags |= ContactFlags.Silenced;
                ContactSums.Of(queue.Index, contact.Day)[(int)TimedOut]++;
                return seconds * when + queue.TimeOut;
            }

            if (silent < queue.SilentShare)
            {
                contact.Flags |= ContactFlags.Silent;
                return seconds * when;
            }
        }

        return queue.Transfer is { } transfer && _draws.Pair(StreamPurpose.Handover, contact.Key).First < transfer.Probability
            ? seconds * transfer.HandleTimeFactor
            : seconds;
    }

    /// <summary>The agent waits for an answer and keeps the chat's place.</summary>
    void FallSilent(ChatDesk desk, int agent, int place, double now)
    {
        ref var contact = ref _contacts[place];
        contact.Flags = (contact.Flags & ~ContactFlags.Silent) | ContactFlags.Silenced;
        desk.Halt(agent, now);
        EnterNextEnd(desk, agent, contact.Queue, contact.Pool);
        _calendar.Add(now + _queues[contact.Queue].TimeOut, EventKind.ChatTimesOut, place);
    }

    void TimeOutChat(int place, double now)
    {
        ref var contact = ref _contacts[place];
        var desk = Desk(contact.Queue, contact.Pool);
        var agent = contact.Previous;
        ContactSums.Of(contact.Queue, contact.Day)[(int)TimedOut]++;
        desk.GiveUp(agent, place, now);
        CloseChat(desk, agent, place, now);
    }

    bool IsCalledInVain(in Contact contact, CallbackTries tries) =>
        _draws.Pair(StreamPurpose.Callback, ContactDraws.ChildKey(contact.Key, 16 + contact.Previous)).First < tries.NotReached;

    /// <summary>An agent calls and nobody answers.</summary>
    void CallInVain(int place, QueueModel queue, AgentPool pool, CallbackTries tries, double now)
    {
        ref var contact = ref _contacts[place];
        contact.Pool = pool.Model.Index;
        contact.PatienceEntry = 0;
        contact.Previous++;
        pool.Deferred++;
        _betweenCalls[queue.Index]++;
        var sums = ContactSums.Of(queue.Index, contact.Day);
        sums[(int)FailedCalls]++;
        sums[(int)HandleMs] += Tallies.Milli(tries.SecondsPerTry);
        _calendar.Add(now + tries.SecondsPerTry, EventKind.CallFails, place);
    }

    void FailCall(int place, double now)
    {
        ref var contact = ref _contacts[place];
        var queue = _queues[contact.Queue];
        var pool = _pools[contact.Pool];
        pool.Advance(now);
        pool.Deferred--;
        if (contact.Previous < queue.Tries!.MaximumTries)
        {
            _calendar.Add(now + queue.Tries.RetryAfterSeconds, EventKind.CallsAgain, place);
        }
        else
        {
            _betweenCalls[queue.Index]--;
            GiveUpCase(place, now);
            AfterAbandonment(place, queue, now);
        }

        FreeAgent(pool, now);
    }

    void CallAgain(int place, double now)
    {
        ref var contact = ref _contacts[place];
        var queue = _queues[contact.Queue];
        _betweenCalls[queue.Index]--;
        if (_open[queue.Index] && FindAgent(place, queue, now))
            return;
        _cases[queue.Index]!.PutBack(place, contact.Arrival, queue.DueOf(contact.Arrival));
        _waiting[queue.Index]++;
        EnterNextStep(place, queue, now, OverdueMove(contact, queue, now));
    }
}
