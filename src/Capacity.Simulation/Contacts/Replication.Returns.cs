using Capacity.Domain.Demand;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Contacts;

/// <summary>What a contact's end makes come: redial, change of channel, recontact, escalation (MODEL.md §1).</summary>
internal sealed partial class Replication
{
    const double Hour = 3600;
    const double DaySeconds = 86400;

    static byte Next(byte count) => count == byte.MaxValue ? count : (byte)(count + 1);

    void Abandon(int place, double now)
    {
        ref var contact = ref _contacts[place];
        contact.PatienceEntry = 0;
        var queue = _queues[contact.Queue];
        var wait = now - contact.Arrival;
        var sums = ContactSums.Of(contact.Queue, contact.Day);
        sums[(int)Abandoned]++;
        sums[(int)WaitOfAllMs] += Tallies.Milli(wait);
        if (wait <= queue.TargetSeconds)
            sums[(int)AbandonedWithinTarget]++;
        if (wait < queue.ShortAbandonSeconds)
            sums[(int)ShortAbandons]++;
        Tell(place, ContactOutcome.Abandoned, now, -1);
        FreeLine(queue);
        AfterAbandonment(place, queue, now);
    }

    /// <summary>Redial, change of channel and loss compete: one uniform number decides, and their probabilities sum to one.</summary>
    void AfterAbandonment(int place, QueueModel queue, double now)
    {
        ref var contact = ref _contacts[place];
        var key = contact.Key;
        var (choice, free) = _draws.Pair(StreamPurpose.AfterAbandonment, key);
        var redial = (queue.Redial?.Probability ?? 0) * _parameters[UncertainFigure.RedialProbability][queue.Index];
        var change = ChangeProbability(queue);
        if (choice < redial && contact.Attempt < queue.Redial!.MaximumAttempts)
        {
            contact.Attempt = Next(contact.Attempt);
            contact.CaseContacts = Next(contact.CaseContacts);
            ComeBack(place, now + RedialDelay(queue.Redial, key), queue.Index, ContactOrigin.Redial, free);
        }
        else if (choice >= redial && choice < redial + change)
        {
            ChangeChannel(place, queue, free, now);
        }
        else
        {
            ContactSums.Of(contact.Queue, contact.Day)[(int)LossCents] += _network.Reasons[contact.Reason].LossCents;
            _contacts.Free(place);
        }
    }

    double RedialDelay(Domain.Networks.Redial redial, ulong key)
    {
        var (phase, length) = _draws.Pair(StreamPurpose.RedialDelay, key);
        var delay = phase < redial.FastShare
            ? -redial.FastMeanSeconds * KernelMath.Log(length)
            : redial.SlowMedianSeconds * KernelMath.Exp(redial.SlowSigma * NormalLaw.Quantile(length));
        return Math.Min(delay, redial.LongestSeconds);
    }

    /// <summary>A hard contact may escalate; else an unresolved one may come back; else the case is settled or given up.</summary>
    void AfterService(int place, QueueModel queue, double now)
    {
        ref var contact = ref _contacts[place];
        var sums = ContactSums.Of(contact.Queue, contact.Day);
        var isSilent = (contact.Flags & ContactFlags.Silenced) != 0;
        if ((contact.Flags & ContactFlags.Hard) != 0)
        {
            sums[(int)Hard]++;
            AgentSums.Of(_pools[contact.Pool].Model.Team, _day)[(int)AgentField.Hard]++;
        }

        if (!isSilent && ((queue.Transfer is not null && HandsOn(place, queue, now))
            || (queue.Escalation is not null && (contact.Flags & ContactFlags.Hard) != 0 && Escalates(place, queue, now))))
            return;
        ref readonly var drawn = ref DrawsOf(place);
        if (!isSilent && drawn.Resolution < ResolutionOf(contact, queue))
        {
            sums[(int)Resolved]++;
            _contacts.Free(place);
        }
        else if (queue.Recontact is { } recontact && drawn.ComesBack < recontact.Probability * _parameters[UncertainFigure.RecontactProbability][queue.Index])
        {
            ComeBackUnresolved(place, queue, recontact, now);
        }
        else
        {
            _contacts.Free(place);
        }
    }

    bool Escalates(int place, QueueModel queue, double now)
    {
        ref var contact = ref _contacts[place];
        var escalation = queue.Escalation!;
        var probability = (contact.CaseContacts >= 3 ? escalation.FromThirdContact : escalation.Probability)
            + escalation.PerMinuteWaited * (contact.Started - contact.Arrival) / 60;
        var (choice, free) = _draws.Pair(StreamPurpose.Transfer, contact.Key);
        if (choice >= probability)
            return false;
        contact.Attempt = 1;
        contact.CaseContacts = Next(contact.CaseContacts);
        ComeBack(place, now, queue.EscalationQueue, ContactOrigin.Escalation, free);
        return true;
    }

    void ComeBackUnresolved(int place, QueueModel queue, Domain.Networks.Recontact recontact, double now)
    {
        ref var contact = ref _contacts[place];
        var (phase, length) = _draws.Pair(StreamPurpose.RecontactDelay, contact.Key);
        var (share, soon) = (recontact.WithinHourShare, phase < recontact.WithinHourShare);
        var delay = soon ? length * Hour : (recontact.FirstDay + length * (recontact.LastDay - recontact.FirstDay)) * DaySeconds;

        // What is left of the phase is free of the delay: with the delay's own draw, who comes back at night would open the day as one bunch.
        var free = soon ? phase / share : (phase - share) / (1 - share);
        contact.Attempt = 1;
        contact.CaseContacts = Next(contact.CaseContacts);
        ComeBack(place, now + delay, queue.RecontactQueue, ContactOrigin.Recontact, free);
    }
}
