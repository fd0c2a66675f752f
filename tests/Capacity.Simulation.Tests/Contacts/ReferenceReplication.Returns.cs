using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>What a contact's end makes come.</summary>
internal sealed partial class ReferenceReplication
{
    void Abandon(Person contact)
    {
        Tell(contact, ContactOutcome.Abandoned, -1);
        FreeLine(Queues[contact.Queue]);
        AfterAbandonment(contact);
    }

    void AfterAbandonment(Person contact)
    {
        var queue = Queues[contact.Queue];
        var (choice, free) = _draws.Pair(StreamPurpose.AfterAbandonment, contact.Key);
        var redial = (queue.Redial?.Probability ?? 0) * Factor(UncertainFigure.RedialProbability, queue.Index);
        if (choice < redial)
        {
            if (contact.Attempt >= queue.Redial!.MaximumAttempts)
                return;
            var (phase, length) = _draws.Pair(StreamPurpose.RedialDelay, contact.Key);
            var delay = phase < queue.Redial.FastShare
                ? -queue.Redial.FastMeanSeconds * KernelMath.Log(length)
                : queue.Redial.SlowMedianSeconds * KernelMath.Exp(queue.Redial.SlowSigma * NormalLaw.Quantile(length));
            Return(contact.Follow(ContactOrigin.Redial, contact.Queue, contact.Attempt + 1), Math.Min(delay, queue.Redial.LongestSeconds), free);
        }
        else if (choice < redial + ChangeProbability(queue))
        {
            ChangeChannel(contact, queue, free);
        }
    }

    double ChangeProbability(QueueModel queue) =>
        (queue.ChannelChange?.Probability ?? 0) * Factor(UncertainFigure.ChannelChangeProbability, queue.Index);

    void ChangeChannel(Person contact, QueueModel queue, double free)
    {
        var delay = -queue.ChannelChange!.MeanSeconds * KernelMath.Log(_draws.Pair(StreamPurpose.ChannelChange, contact.Key).First);
        Return(contact.Follow(ContactOrigin.ChannelChange, queue.ChannelChangeQueue, 1), delay, free);
    }

    double OverdueMove(Person contact, QueueModel queue) =>
        queue.ChannelChange is not null && _draws.Pair(StreamPurpose.AfterAbandonment, contact.Key).First < ChangeProbability(queue)
            ? queue.DueOf(contact.Arrival)
            : double.PositiveInfinity;

    void LeaveOverdue(Person contact, QueueModel queue)
    {
        _waiting[queue.Index].Remove(contact);
        Tell(contact, ContactOutcome.Abandoned, -1);
        ChangeChannel(contact, queue, _draws.Pair(StreamPurpose.AfterAbandonment, contact.Key).Second);
    }

    /// <summary>A call reached nobody: the customer is called again later, from the old place in line, or given up.</summary>
    void CallFails(Person contact, CallbackTries tries, Agent agent)
    {
        if (contact.CallsInVain >= tries.MaximumTries)
        {
            _betweenCalls.Remove(contact);
            Abandon(contact);
        }
        else
        {
            At(_now + tries.RetryAfterSeconds, EventKind.CallsAgain, () => CallAgain(contact));
        }

        Free(agent);
    }

    void CallAgain(Person contact)
    {
        var queue = Queues[contact.Queue];
        _betweenCalls.Remove(contact);
        if (AgentFor(contact, queue) is { } agent)
        {
            Serve(contact, agent);
            return;
        }

        var line = _waiting[queue.Index];
        line.Insert(line.TakeWhile(other => queue.DueOf(other.Arrival) < queue.DueOf(contact.Arrival)).Count(), contact);
        EnterSteps(contact, queue);
    }

    void AfterService(Person contact, Agent agent, double started, bool isSilent)
    {
        var queue = Queues[contact.Queue];
        if (!isSilent && (IsHandedOn(contact, queue) || Escalates(contact, queue, started)))
            return;
        var (resolution, comesBack) = _draws.Pair(StreamPurpose.Resolution, contact.Key);
        var resolved = Reasons[contact.Reason].FirstContactResolution * Factor(UncertainFigure.FirstContactResolution, contact.Reason)
            * (queue.ResolutionFactor * _model.Network.Pools[agent.Pool].ResolutionFactor[queue.Index]
                * TenureFactor(_conditions.Compiled.Supply.Resolution, agent.Pool));
        if ((!isSilent && resolution < resolved) || queue.Recontact is not { } recontact
            || comesBack >= recontact.Probability * Factor(UncertainFigure.RecontactProbability, queue.Index))
            return;
        var (phase, length) = _draws.Pair(StreamPurpose.RecontactDelay, contact.Key);
        var delay = phase < recontact.WithinHourShare
            ? length * 3600
            : (recontact.FirstDay + length * (recontact.LastDay - recontact.FirstDay)) * 86400;
        var free = phase < recontact.WithinHourShare
            ? phase / recontact.WithinHourShare
            : (phase - recontact.WithinHourShare) / (1 - recontact.WithinHourShare);
        Return(contact.Follow(ContactOrigin.Recontact, queue.RecontactQueue, 1), delay, free);
    }

    bool IsHandedOn(Person contact, QueueModel queue)
    {
        var (choice, free) = _draws.Pair(StreamPurpose.Handover, contact.Key);
        if (queue.Transfer is not { } transfer || choice >= transfer.Probability)
            return false;
        Return(contact.Follow(ContactOrigin.Transfer, queue.TransferQueue, 1), 0, free);
        return true;
    }

    bool Escalates(Person contact, QueueModel queue, double started)
    {
        var (choice, free) = _draws.Pair(StreamPurpose.Transfer, contact.Key);
        if (!contact.IsHard || queue.Escalation is not { } escalation
            || choice >= (contact.CaseContacts >= 3 ? escalation.FromThirdContact : escalation.Probability)
                + escalation.PerMinuteWaited * (started - contact.Arrival) / 60)
            return false;
        Return(contact.Follow(ContactOrigin.Escalation, queue.EscalationQueue, 1), 0, free);
        return true;
    }

    void Return(Person contact, double delay, double free)
    {
        var queue = Queues[contact.Queue];
        At(queue.IsDeferred ? _now + delay : queue.Open.NextOpenMoment(_now + delay, free), EventKind.ContactComes, () => Offer(contact));
    }
}
