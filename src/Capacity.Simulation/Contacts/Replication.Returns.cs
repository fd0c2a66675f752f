using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Contacts;

/// <summary>What a contact's end makes come: redial, change of channel, recontact, escalation (MODEL.md §1).</summary>
internal sealed partial class Replication
{
    /// <summary>First-contact resolution by reason in this replication.</summary>
    readonly double[] _resolution;

    const double Hour = 3600;
    const double DaySeconds = 86400;

    void Abandon(int place, ref Contact contact, QueueState queue, double now)
    {
        contact.PatienceEntry = 0;
        var wait = now - contact.Arrival;
        var sums = ContactSums[contact.Row];
        sums[(int)Abandoned]++;
        EndWait(contact, queue, wait);
        if (wait <= queue.TargetSeconds)
            sums[(int)AbandonedWithinTarget]++;
        if (wait < queue.Model.ShortAbandonSeconds)
            sums[(int)ShortAbandons]++;
        if (_isWatched)
            TellEnd(place, ContactOutcome.Abandoned, now);
        FreeLine(queue);
        AfterAbandonment(place, ref contact, queue, now);
    }

    /// <summary>Redial, change of channel and loss compete: one uniform number decides, and their probabilities sum to one.</summary>
    void AfterAbandonment(int place, ref Contact contact, QueueState queue, double now)
    {
        var key = contact.Key;
        var (choice, free) = _draws.Pair(StreamPurpose.AfterAbandonment, key);
        var redial = queue.RedialProbability;
        if (choice < redial && queue.Model.Redial is { } again && contact.Count.Attempt < again.MaximumAttempts)
        {
            contact.Count = contact.Count.Again();
            ComeBack(place, ref contact, now + RedialDelay(again, key), contact.Queue, ContactOrigin.Redial, free);
        }
        else if (choice >= redial && choice < redial + queue.ChangeProbability)
        {
            ChangeChannel(place, ref contact, queue.Model, free, now);
        }
        else
        {
            ContactSums[contact.Row][(int)LossCents] += _network.Reasons[contact.Reason].LossCents;
            _contacts.Free(place);
        }

        if (_isWatched)
            PassEnded();
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
    void AfterService(int place, ref Contact contact, PoolSkill skill, double now)
    {
        var sums = ContactSums[contact.Row];
        var isSilent = (contact.Flags & ContactFlags.Silenced) != 0;
        var hard = (contact.Flags & ContactFlags.Hard) != 0 ? 1 : 0;
        sums[(int)Hard] += hard;
        AgentSums.Of(skill.Team, _day)[(int)AgentField.Hard] += hard;
        if (skill.Queue.MayPassOn && !isSilent && PassesOn(place, ref contact, skill.Queue.Model, now))
            return;
        ref readonly var drawn = ref DrawsOf(place, contact);
        var isResolved = !isSilent & drawn.Resolution < _resolution[contact.Reason] * skill.Resolution;
        sums[(int)Resolved] += isResolved ? 1 : 0;
        if (!isResolved & drawn.ComesBack < skill.Queue.RecontactProbability)
            ComeBackUnresolved(place, ref contact, skill.Queue.Model, now);
        else
            _contacts.Free(place);
    }

    bool PassesOn(int place, ref Contact contact, QueueModel queue, double now) =>
        (queue.Transfer is not null && HandsOn(place, ref contact, queue, now))
        || (queue.Escalation is not null && (contact.Flags & ContactFlags.Hard) != 0 && Escalates(place, ref contact, queue, now));

    bool Escalates(int place, ref Contact contact, QueueModel queue, double now)
    {
        var escalation = queue.Escalation!;
        var probability = (contact.Count.Contacts >= 3 ? escalation.FromThirdContact : escalation.Probability)
            + escalation.PerMinuteWaited * (contact.Started - contact.Arrival) / 60;
        var (choice, free) = _draws.Pair(StreamPurpose.Transfer, contact.Key);
        if (choice >= probability)
            return false;
        contact.Count = contact.Count.Anew();
        ComeBack(place, ref contact, now, queue.EscalationQueue, ContactOrigin.Escalation, free);
        return true;
    }

    void ComeBackUnresolved(int place, ref Contact contact, QueueModel queue, double now)
    {
        var recontact = queue.Recontact!;
        var (phase, length) = _draws.Pair(StreamPurpose.RecontactDelay, contact.Key);
        var (share, soon) = (recontact.WithinHourShare, phase < recontact.WithinHourShare);
        var delay = soon ? length * Hour : (recontact.FirstDay + length * (recontact.LastDay - recontact.FirstDay)) * DaySeconds;

        // What is left of the phase is free of the delay: with the delay's own draw, who comes back at night would open the day as one bunch.
        var free = soon ? phase / share : (phase - share) / (1 - share);
        contact.Count = contact.Count.Anew();
        ComeBack(place, ref contact, now + delay, queue.RecontactQueue, ContactOrigin.Recontact, free);
    }
}
