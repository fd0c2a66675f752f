using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>Contacts that come by themselves, and those that were entered for later.</summary>
internal sealed partial class Replication
{
    readonly int[] _future;
    readonly FreshBatch _fresh;
    readonly ServiceBatch _services;
    int _scripted;

    /// <summary>All contacts that come in the interval: drawn ones, chasers, and returns that were entered earlier.</summary>
    void GatherArrivals(double start)
    {
        _services.Clear();
        if (_model.Script is { } script)
            GatherScripted(script, start + _timeline.IntervalSeconds);
        else
            GatherFresh(start);
        foreach (var queue in _queues)
            if (queue.Chasers is not null)
                GatherChasers(queue, start);
        for (var place = _future[_interval]; place >= 0; place = _contacts[place].Next)
            Arrive(place, _contacts[place].Arrival);
        _services.Draw(_draws, _contacts);
    }

    void Arrive(int place, double moment)
    {
        ref var contact = ref _contacts[place];
        _calendar.Add(moment, EventKind.ContactArrives, place);
        _services.Add(place, contact.Key, contact.Queue);
    }

    void GatherFresh(double start)
    {
        _fresh.Draw(_draws, _conditions, _interval, _day);
        var number = 0;
        foreach (var queue in _queues)
        {
            var count = _fresh.CountOf(queue.Index);
            if (count == 0)
                continue;
            var flows = _conditions.Compiled.Demand[queue.Index];
            var (from, length) = queue.IsDeferred ? (start, _timeline.IntervalSeconds) : OpenPart(queue, start);
            for (var end = number + count; number < end; number++)
            {
                var flow = flows[_fresh.FlowOf(number, queue.Index)];
                Arrive(TakeFresh(queue, number, flow), from + _fresh.Moment(number) * length);
            }
        }
    }

    /// <summary>Beginning and length of the first open stretch of an interval.</summary>
    (double From, double Length) OpenPart(QueueModel queue, double start)
    {
        var span = queue.Open.SpanEndingAfter(start);
        if (span == queue.Open.Count)
            return (start, _timeline.IntervalSeconds);
        var from = Math.Max(start, queue.Open[span].From);
        return (from, Math.Max(0, Math.Min(start + _timeline.IntervalSeconds, queue.Open[span].Until) - from));
    }

    /// <summary>Every field is written in its place: a whole contact made first and copied then would wait for its own writes.</summary>
    int TakeFresh(QueueModel queue, int number, DemandFlow flow)
    {
        var (forReason, forEmotion) = _fresh.About(number);
        var reason = flow.ReasonAt(forReason);
        var about = _network.Reasons[reason];
        var emotion = double.IsNaN(flow.Emotion) ? about.Emotion : flow.Emotion;
        var place = _contacts.Take();
        ref var contact = ref _contacts[place];
        contact.Key = _fresh.Key(number);
        contact.Person = contact.Key;
        contact.Queue = (short)queue.Index;
        contact.Reason = (short)reason;
        contact.Origin = flow.Origin;
        contact.Attempt = 1;
        contact.CaseContacts = 1;
        contact.HandleFactor = (float)(flow.HandleTimeFactor * about.HandleTimeFactor);
        contact.Flags = forEmotion < emotion ? ContactFlags.Hard : ContactFlags.None;
        contact.PatienceEntry = 0;
        return place;
    }

    void GatherScripted(ContactScript script, double until)
    {
        if (_interval == 0)
            _scripted = 0;
        for (; _scripted < script.Contacts.Count && script.Contacts[_scripted].Arrival < until; _scripted++)
        {
            var place = _contacts.Take();
            _contacts[place] = new Contact
            {
                Key = (ulong)_scripted, Person = (ulong)_scripted, Queue = (short)script.Contacts[_scripted].Queue, Attempt = 1, CaseContacts = 1, HandleFactor = 1,
            };
            Arrive(place, script.Contacts[_scripted].Arrival);
        }
    }

    /// <summary>A contact's moment has come: some of the fresh ones try self-service first, the others are offered.</summary>
    void Come(int place, double now)
    {
        if (_network.SelfService.Length > 0 && _contacts[place].Origin <= ContactOrigin.Obligation && TriesSelfService(place, now))
            return;
        Offer(place, now);
    }

    bool TriesSelfService(int place, double now)
    {
        ref var contact = ref _contacts[place];
        foreach (var rule in _network.SelfService)
        {
            if (rule.Reason != contact.Reason || !rule.Queues[contact.Queue] || now < rule.From || now >= rule.Until)
                continue;
            var (tries, delay) = _draws.Pair(StreamPurpose.SelfService, contact.Key);
            if (tries >= rule.Share)
                return false;
            if (tries < rule.Share * rule.Resolution)
            {
                _contacts.Free(place);
                return true;
            }

            contact.HandleFactor *= rule.ReturnFactor;
            if (_draws.Pair(StreamPurpose.Emotion, contact.Key).First < rule.ReturnHardShare)
                contact.Flags |= ContactFlags.Hard;
            ComeBack(
                place, now - rule.ReturnMeanSeconds * KernelMath.Log(delay), contact.Queue, ContactOrigin.SelfServiceReturn,
                (tries / rule.Share - rule.Resolution) / (1 - rule.Resolution));
            return true;
        }

        return false;
    }

    /// <summary>
    /// Enters a contact for later, in the place of the one it follows. In closed hours of voice and chat it comes at the next opening;
    /// after the end of time it never comes.
    /// </summary>
    void ComeBack(int place, double when, int queue, ContactOrigin origin, double placeInDay)
    {
        if (!_queues[queue].IsDeferred)
            when = _queues[queue].Open.NextOpenMoment(when, placeInDay);
        if (!(when < _end))
        {
            _contacts.Free(place);
            return;
        }

        ref var contact = ref _contacts[place];
        contact.Key = ContactDraws.ChildKey(contact.Key, (int)origin);
        contact.Queue = (short)queue;
        contact.Origin = origin;
        contact.Arrival = when;
        contact.PatienceEntry = 0;
        contact.Flags &= ~(ContactFlags.Silent | ContactFlags.Silenced);
        var interval = _timeline.IntervalAt(when);
        if (interval <= _interval)
        {
            _calendar.Add(when, EventKind.ContactComes, place);
            return;
        }

        contact.Next = _future[interval];
        _future[interval] = place;
    }
}
