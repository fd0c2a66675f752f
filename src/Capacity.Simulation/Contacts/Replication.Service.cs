using System.Runtime.CompilerServices;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Contacts;

/// <summary>From offer to the end of service: waiting, serving, agents who come and go.</summary>
internal sealed partial class Replication
{
    void Offer(int place, ref Contact contact, double now)
    {
        var queue = _queues[contact.Queue];
        contact.Arrival = now;
        contact.Row = ContactSums.RowOf(contact.Queue, _day);
        Contacts++;
        if (_isWatched)
            NoteOffer(place);
        var sums = ContactSums[contact.Row];
        sums[(int)contact.Origin]++;
        sums[(int)Offered]++;
        sums[(int)Persons] += contact.Count.Contacts == 1 ? 1 : 0;
        if (queue.Cases is { } cases)
            OfferCase(place, ref contact, queue, cases, now);
        else if (!queue.IsOpen || !TakesLine(queue))
            Block(place, ref contact, queue, now);
        else if (!FindAgent(place, ref contact, queue, now))
            Wait(place, ref contact, queue, now);
    }

    void Wait(int place, ref Contact contact, QueueState queue, double now)
    {
        if (queue.Model.CallbackByDay?[_day] is { } rule && AcceptsCallback(contact.Key, queue, rule))
        {
            MoveOn(place, ref contact, rule.Queue, now);
            return;
        }

        if (_model.Script is { } script)
        {
            Queue(place, ref contact, queue, now + script.Contacts[(int)contact.Key].Patience);
            return;
        }

        var (forPatience, forBalking) = _draws.Pair(StreamPurpose.Patience, contact.Key);
        if (forBalking < BalkingOf(queue))
            Abandon(place, ref contact, queue, now);
        else
            Queue(place, ref contact, queue, now + PatienceOf(contact, queue, forPatience));
    }

    void Queue(int place, ref Contact contact, QueueState queue, double patienceEnds)
    {
        queue.Line.Add(_contacts, place);
        queue.Waiting++;
        EnterNextStep(place, ref contact, queue.Model, contact.Arrival, patienceEnds);
    }

    void LosePatience(int place, double now)
    {
        ref var contact = ref _contacts[place];
        var queue = _queues[contact.Queue];
        LeaveLine(place, ref contact, queue);
        if (queue.IsDeferred)
            MoveOverdue(place, ref contact, queue.Model, now);
        else
            Abandon(place, ref contact, queue, now);
    }

    bool AcceptsCallback(ulong key, QueueState queue, CallbackRule rule) =>
        ExpectedWait(queue) >= rule.ThresholdSeconds && _draws.Pair(StreamPurpose.Callback, key).First < rule.Acceptance;

    /// <summary>An agent, neither idle nor busy at this moment, begins to serve.</summary>
    void Serve(int place, ref Contact contact, PoolSkill skill, double now)
    {
        var queue = skill.Queue;
        if (queue.Tries is { } tries && IsCalledInVain(contact, tries))
        {
            CallInVain(place, ref contact, skill, tries, now);
            return;
        }

        var seconds = BeginService(place, ref contact, skill, now);
        skill.Pool.BeginWork(queue.IsDeferred, now);
        if (skill.Desk is { } desk)
        {
            AddChat(desk, desk.Seat(now), place, skill, seconds, now);
            return;
        }

        ContactSums[contact.Row][(int)HandleMs] += Tallies.Milli(seconds);
        _calendar.Add(now + seconds, EventKind.ServiceEnds, place);
        if (queue.LineGroup >= 0)
            _calendar.Add(now + seconds * queue.Model.TalkShare, EventKind.LineFrees, queue.LineGroup);
    }

    /// <summary>Counts the answer and returns the handle time at one contact in hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    double BeginService(int place, ref Contact contact, PoolSkill skill, double now)
    {
        var queue = skill.Queue;
        contact.Started = now;
        contact.Skill = skill.Number;
        contact.PatienceEntry = 0;
        var wait = now - contact.Arrival;
        var sums = ContactSums[contact.Row];
        sums[(int)Answered]++;
        sums[(int)WaitOfAnsweredMs] += EndWait(contact, queue, wait);
        // Open seconds pass no faster than the clock.
        var inTarget = wait <= queue.TargetSeconds || (queue.CountsOpenHours && now <= queue.Model.DueOf(contact.Arrival));
        if (_isWatched)
            TellAnswer(place, now, skill.Pool.Model.Index, isLate: !inTarget && queue.IsDeferred);
        if (inTarget)
            sums[(int)AnsweredWithinTarget]++;
        else if (queue.IsDeferred)
            sums[(int)LossCents] += _network.Reasons[contact.Reason].LossCents;
        sums[(int)PersonsAnswered] += (contact.Flags & ContactFlags.AnsweredBefore) == 0 ? 1 : 0;
        contact.Flags |= ContactFlags.AnsweredBefore;
        if (_model.Script is { } script)
            return script.Contacts[(int)contact.Key].Service;
        var seconds = DrawsOf(place, contact).Seconds * contact.HandleFactor * skill.HandleFactor;
        if (_hardTakesLonger && (contact.Flags & ContactFlags.Hard) != 0)
            seconds *= _network.Reasons[contact.Reason].HardFactor;
        return queue.MayShorten ? Shortened(ref contact, queue.Model, seconds) : seconds;
    }

    /// <summary>Drawn before the interval began, or now for a contact that has come within it or become another since.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref ServiceDraws DrawsOf(int place, in Contact contact)
    {
        ref var drawn = ref _contacts.DrawnOf(place);
        if (drawn.Tag != ServiceDraws.TagOf(contact.Key, contact.Queue))
            DrawNow(contact, ref drawn);
        return ref drawn;
    }

    void DrawNow(in Contact contact, ref ServiceDraws drawn)
    {
        drawn.Tag = ServiceDraws.TagOf(contact.Key, contact.Queue);
        drawn.Seconds = _network.Queues[contact.Queue].Handle.Draw(_draws.Pair(StreamPurpose.HandleTime, contact.Key).First);
        (drawn.Resolution, drawn.ComesBack) = _draws.Pair(StreamPurpose.Resolution, contact.Key);
    }

    void EndService(int place, double now)
    {
        ref var contact = ref _contacts[place];
        var skill = _skills[contact.Skill];
        var isHard = (contact.Flags & ContactFlags.Hard) != 0;
        skill.Pool.EndWork(skill.Queue.IsDeferred, now);
        EndAnswered(place, ref contact, skill, now);
        FreeOrPause(skill.Pool, skill.Queue, isHard, now);
    }

    void FreeOrPause(AgentPool pool, QueueState queue, bool isHard, double now)
    {
        if (isHard && queue.RecoveryPause > 0)
        {
            pool.BeginPause(now);
            _calendar.Add(now + queue.RecoveryPause, EventKind.PauseEnds, pool.Model.Index);
            return;
        }

        FreeAgent(pool, now);
    }

    void EndPause(AgentPool pool, double now)
    {
        pool.EndPause(now);
        FreeAgent(pool, now);
    }

    /// <summary>An agent has finished: leaves if the shift is over, else takes the next contact or waits for one.</summary>
    void FreeAgent(AgentPool pool, double now)
    {
        if (pool.HasSurplus)
        {
            pool.Present--;
            return;
        }

        if (ChooseSkill(pool, pool.Idle + 1, now) is { } skill)
            ServeWaiting(skill, now);
        else
            pool.AddIdle(now);
    }

    /// <summary>At a change of staff newcomers wait for work; who leaves goes at once if idle, else after the contact in hand.</summary>
    void ChangeStaff(AgentPool pool, int scheduled, double now)
    {
        if (pool.Scheduled == scheduled)
            return;
        pool.Scheduled = scheduled;
        for (; pool.Present < scheduled; pool.Present++)
            pool.AddIdle(now);
        for (; pool.Present > scheduled && pool.Idle > 0; pool.Present--)
            pool.TakeIdle(now);
        GiveWork(pool, now);
    }
}
