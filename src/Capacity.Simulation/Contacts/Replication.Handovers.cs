using Capacity.Domain.Networks;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Contacts;

/// <summary>Contacts that are handed on, change channel, are called in vain, or whose customers fall silent.</summary>
internal sealed partial class Replication
{
    void ChangeChannel(int place, ref Contact contact, QueueModel queue, double free, double now)
    {
        contact.Count = contact.Count.Anew();
        var delay = -queue.ChannelChange!.MeanSeconds * KernelMath.Log(_draws.Pair(StreamPurpose.ChannelChange, contact.Key).First);
        ComeBack(place, ref contact, now + delay, queue.ChannelChangeQueue, ContactOrigin.ChannelChange, free);
    }

    /// <summary>When a case changes channel because it falls due unanswered; infinite where it does not.</summary>
    double OverdueMove(in Contact contact, QueueState queue, double now)
    {
        if (queue.ChangeProbability == 0 || _draws.Pair(StreamPurpose.AfterAbandonment, contact.Key).First >= queue.ChangeProbability)
            return double.PositiveInfinity;
        var due = queue.Model.DueOf(contact.Arrival);
        return due > now ? due : double.PositiveInfinity;
    }

    void MoveOverdue(int place, ref Contact contact, QueueModel queue, double now)
    {
        GiveUpCase(place, ref contact, now);
        ContactSums[contact.Row][(int)LossCents] += _network.Reasons[contact.Reason].LossCents;
        if (_isWatched)
            PassEnded();
        ChangeChannel(place, ref contact, queue, _draws.Pair(StreamPurpose.AfterAbandonment, contact.Key).Second, now);
    }

    /// <summary>A case ends without an answer; it counts as abandoned, after its target.</summary>
    void GiveUpCase(int place, ref Contact contact, double now)
    {
        ContactSums[contact.Row][(int)Abandoned]++;
        EndWait(contact, _queues[contact.Queue], now - contact.Arrival);
        if (_isWatched)
            TellEnd(place, ContactOutcome.Abandoned, now);
    }

    bool HandsOn(int place, ref Contact contact, QueueModel queue, double now)
    {
        var (choice, free) = _draws.Pair(StreamPurpose.Handover, contact.Key);
        if (choice >= queue.Transfer!.Probability)
            return false;
        contact.Count = contact.Count.Anew();
        ComeBack(place, ref contact, now, queue.TransferQueue, ContactOrigin.Transfer, free);
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
                ContactSums[contact.Row][(int)TimedOut]++;
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
    void FallSilent(ChatDesk desk, int agent, int place, PoolSkill skill, double now)
    {
        ref var contact = ref _contacts[place];
        contact.Flags = (contact.Flags & ~ContactFlags.Silent) | ContactFlags.Silenced;
        desk.Halt(agent, now);
        EnterNextEnd(desk, agent, skill);
        _calendar.Add(now + skill.Queue.Model.TimeOut, EventKind.ChatTimesOut, place);
    }

    void TimeOutChat(int place, double now)
    {
        ref var contact = ref _contacts[place];
        var skill = _skills[contact.Skill];
        var desk = skill.Desk!;
        var agent = contact.Previous;
        ContactSums[contact.Row][(int)TimedOut]++;
        desk.GiveUp(agent, place, now);
        CloseChat(desk, agent, place, skill, now);
    }

    bool IsCalledInVain(in Contact contact, CallbackTries tries) =>
        _draws.Pair(StreamPurpose.Callback, ContactDraws.ChildKey(contact.Key, 16 + contact.Previous)).First < tries.NotReached;

    /// <summary>An agent calls and nobody answers.</summary>
    void CallInVain(int place, ref Contact contact, PoolSkill skill, CallbackTries tries, double now)
    {
        contact.Skill = skill.Number;
        contact.PatienceEntry = 0;
        contact.Previous++;
        skill.Pool.BeginWork(isDeferred: true, now);
        skill.Queue.BetweenCalls.Add(place);
        var sums = ContactSums[contact.Row];
        sums[(int)FailedCalls]++;
        sums[(int)HandleMs] += Tallies.Milli(tries.SecondsPerTry);
        _calendar.Add(now + tries.SecondsPerTry, EventKind.CallFails, place);
    }

    void FailCall(int place, double now)
    {
        ref var contact = ref _contacts[place];
        var skill = _skills[contact.Skill];
        var tries = skill.Queue.Model.Tries!;
        skill.Pool.EndWork(isDeferred: true, now);
        if (contact.Previous < tries.MaximumTries)
        {
            _calendar.Add(now + tries.RetryAfterSeconds, EventKind.CallsAgain, place);
        }
        else
        {
            skill.Queue.BetweenCalls.Remove(place);
            GiveUpCase(place, ref contact, now);
            AfterAbandonment(place, ref contact, skill.Queue, now);
        }

        FreeAgent(skill.Pool, now);
    }

    void CallAgain(int place, double now)
    {
        ref var contact = ref _contacts[place];
        var queue = _queues[contact.Queue];
        queue.BetweenCalls.Remove(place);
        if (queue.IsOpen && FindAgent(place, ref contact, queue, now))
            return;
        queue.Cases!.PutBack(place, contact.Arrival, queue.Model.DueOf(contact.Arrival));
        queue.Waiting++;
        EnterNextStep(place, ref contact, queue.Model, now, OverdueMove(contact, queue, now));
    }
}
