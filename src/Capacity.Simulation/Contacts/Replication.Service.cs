using System.Runtime.CompilerServices;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Contacts;

/// <summary>From offer to the end of service: waiting, serving, agents who come and go.</summary>
internal sealed partial class Replication
{
    void Offer(int place, double now)
    {
        ref var contact = ref _contacts[place];
        contact.Arrival = now;
        contact.Day = _day;
        Contacts++;
        NoteOffer(place);
        var sums = ContactSums.Of(contact.Queue, _day);
        sums[(int)contact.Origin]++;
        sums[(int)Offered]++;
        if (contact.CaseContacts == 1)
            sums[(int)Persons]++;
        var queue = _queues[contact.Queue];
        if (queue.IsDeferred)
            OfferCase(place, queue, now);
        else if (!_open[queue.Index] || !TakesLine(queue))
            Block(place, queue, now);
        else if (!FindAgent(place, queue, now))
            Wait(place, queue, now);
    }

    void Wait(int place, QueueModel queue, double now)
    {
        ref var contact = ref _contacts[place];
        if (queue.CallbackByDay?[_day] is { } rule && AcceptsCallback(contact.Key, queue, rule))
        {
            MoveOn(place, rule.Queue, now);
            return;
        }

        if (_model.Script is { } script)
        {
            Queue(place, queue, now + script.Contacts[(int)contact.Key].Patience);
            return;
        }

        var (forPatience, forBalking) = _draws.Pair(StreamPurpose.Patience, contact.Key);
        if (forBalking < BalkingOf(queue))
        {
            Abandon(place, now);
            return;
        }

        Queue(place, queue, now + PatienceOf(contact, queue, forPatience));
    }

    void Queue(int place, QueueModel queue, double patienceEnds)
    {
        _lines[queue.Index].Add(_contacts, place);
        _waiting[queue.Index]++;
        EnterNextStep(place, queue, _contacts[place].Arrival, patienceEnds);
    }

    void LosePatience(int place, double now)
    {
        var queue = _queues[_contacts[place].Queue];
        LeaveLine(place, queue);
        if (queue.IsDeferred)
            MoveOverdue(place, queue, now);
        else
            Abandon(place, now);
    }

    bool AcceptsCallback(ulong key, QueueModel queue, CallbackRule rule) =>
        ExpectedWait(queue) >= rule.ThresholdSeconds && _draws.Pair(StreamPurpose.Callback, key).First < rule.Acceptance;

    /// <summary>An agent of a pool, neither idle nor busy at this moment, begins to serve.</summary>
    void Serve(int place, AgentPool pool, double now)
    {
        ref var contact = ref _contacts[place];
        var queue = _queues[contact.Queue];
        if (queue.Tries is { } tries && IsCalledInVain(contact, tries))
        {
            CallInVain(place, queue, pool, tries, now);
            return;
        }

        var seconds = BeginService(place, queue, pool, now);
        if (queue.MostPerAgent > 1)
        {
            pool.Live++;
            var desk = Desk(queue.Index, pool.Model.Index);
            AddChat(desk, desk.Seat(now), place, seconds, now);
            return;
        }

        if (queue.IsDeferred)
            pool.Deferred++;
        else
            pool.Live++;
        ContactSums.Of(queue.Index, contact.Day)[(int)HandleMs] += Tallies.Milli(seconds);
        _calendar.Add(now + seconds, EventKind.ServiceEnds, place);
        if (queue.LineGroup >= 0)
            _calendar.Add(now + seconds * queue.TalkShare, EventKind.LineFrees, queue.LineGroup);
    }

    /// <summary>Counts the answer and returns the handle time at one contact in hand.</summary>
    double BeginService(int place, QueueModel queue, AgentPool pool, double now)
    {
        ref var contact = ref _contacts[place];
        contact.Started = now;
        contact.Pool = pool.Model.Index;
        contact.PatienceEntry = 0;
        var wait = now - contact.Arrival;
        var sums = ContactSums.Of(contact.Queue, contact.Day);
        sums[(int)Answered]++;
        var milliseconds = Tallies.Milli(wait);
        sums[(int)WaitOfAnsweredMs] += milliseconds;
        sums[(int)WaitOfAllMs] += milliseconds;
        // Open seconds pass no faster than the clock.
        if (wait <= queue.TargetSeconds || (queue.TargetCountsOpenHours && now <= queue.DueOf(contact.Arrival)))
            sums[(int)AnsweredWithinTarget]++;
        else if (queue.IsDeferred)
            sums[(int)LossCents] += _network.Reasons[contact.Reason].LossCents;
        if ((contact.Flags & ContactFlags.AnsweredBefore) == 0)
            sums[(int)PersonsAnswered]++;
        contact.Flags |= ContactFlags.AnsweredBefore;
        Tell(place, ContactOutcome.Answered, now, pool.Model.Index);
        if (_model.Script is { } script)
            return script.Contacts[(int)contact.Key].Service;
        var seconds = DrawsOf(place).Seconds * contact.HandleFactor * pool[queue.Index].HandleFactor;
        if ((contact.Flags & ContactFlags.Hard) != 0)
            seconds *= _network.Reasons[contact.Reason].HardFactor;
        return queue.Transfer is not null || queue.SilentShare > 0 ? Shortened(ref contact, queue, seconds) : seconds;
    }

    /// <summary>Drawn before the interval began, or now for a contact that has come within it or become another since.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref ServiceDraws DrawsOf(int place)
    {
        ref readonly var contact = ref _contacts[place];
        ref var drawn = ref _contacts.DrawnOf(place);
        if (drawn.Tag != ServiceDraws.TagOf(contact.Key, contact.Queue))
            DrawNow(contact, ref drawn);
        return ref drawn;
    }

    void DrawNow(in Contact contact, ref ServiceDraws drawn)
    {
        drawn.Tag = ServiceDraws.TagOf(contact.Key, contact.Queue);
        drawn.Seconds = _queues[contact.Queue].Handle.Draw(_draws.Pair(StreamPurpose.HandleTime, contact.Key).First);
        (drawn.Resolution, drawn.ComesBack) = _draws.Pair(StreamPurpose.Resolution, contact.Key);
    }

    void EndService(int place, double now)
    {
        ref var contact = ref _contacts[place];
        var queue = _queues[contact.Queue];
        var pool = _pools[contact.Pool];
        var isHard = (contact.Flags & ContactFlags.Hard) != 0;
        pool.Advance(now);
        if (queue.IsDeferred)
            pool.Deferred--;
        else
            pool.Live--;
        EndAnswered(place, queue, now);
        FreeOrPause(pool, queue, isHard, now);
    }

    void FreeOrPause(AgentPool pool, QueueModel queue, bool isHard, double now)
    {
        if (isHard && queue.RecoveryPause > 0)
        {
            pool.Pausing++;
            _calendar.Add(now + queue.RecoveryPause, EventKind.PauseEnds, pool.Model.Index);
            return;
        }

        FreeAgent(pool, now);
    }

    void EndPause(AgentPool pool, double now)
    {
        pool.Advance(now);
        pool.Pausing--;
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

        var queue = ChooseQueue(pool, pool.Idle + 1, now);
        if (queue < 0)
            pool.AddIdle(now);
        else
            Serve(TakeWaiting(queue, now), pool, now);
    }

    /// <summary>At a change of staff newcomers wait for work; who leaves goes at once if idle, else after the contact in hand.</summary>
    void ChangeStaff(AgentPool pool, int scheduled, double now)
    {
        if (pool.Scheduled == scheduled)
            return;
        pool.Advance(now);
        pool.Scheduled = scheduled;
        for (; pool.Present < scheduled; pool.Present++)
            pool.AddIdle(now);
        for (; pool.Present > scheduled && pool.Idle > 0; pool.Present--)
            pool.TakeIdle();
        GiveWork(pool, now);
    }

    void Tell(int place, ContactOutcome outcome, double now, int pool)
    {
        if (outcome == ContactOutcome.Answered)
            NoteAnswer(place);
        else
            NoteEnd(place, outcome, now);
        if (Trace is null)
            return;
        ref var contact = ref _contacts[place];
        Trace.Add(new ContactTrace(contact.Key, contact.Queue, contact.Origin, contact.Arrival, outcome, now, pool));
    }
}
