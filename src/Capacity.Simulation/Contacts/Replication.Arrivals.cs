using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>Contacts that come by themselves, and those that were entered for later.</summary>
internal sealed partial class Replication
{
    readonly int[] _future;
    readonly FreshCounts _fresh;
    readonly ArrivalBatch _arrivals;

    /// <summary>Queues whose overdue cases make contacts.</summary>
    readonly QueueState[] _chased;
    readonly Action<double, int> _arriveLater;
    int _scripted;

    /// <summary>All contacts that come in the interval: drawn ones, chasers, and returns that were entered earlier.</summary>
    void GatherArrivals(double start)
    {
        _arrivals.Clear();
        if (_model.Script is { } script)
            GatherScripted(script, start + _timeline.IntervalSeconds);
        else
            GatherFresh(start);
        foreach (var queue in _chased)
            GatherChasers(queue, start);
        for (var place = _future[_interval]; place >= 0;)
        {
            ref var contact = ref _contacts[place];
            _arrivals.Add(place, contact.Key, contact.Queue, contact.Arrival);
            place = contact.Next;
        }

        _arrivals.Draw(_draws);
        _arrivals.Sort(start, _timeline.IntervalSeconds, _fresh, _contacts, _arriveLater);
    }

    void GatherFresh(double start)
    {
        _fresh.Draw(_draws, _conditions, _interval, _day);
        foreach (var queue in _network.Queues)
        {
            var count = _fresh.CountOf(queue.Index);
            if (count == 0)
                continue;
            var (from, length) = queue.IsDeferred ? (start, _timeline.IntervalSeconds) : OpenPart(queue, start);
            _arrivals.AddFresh(queue.Index, _interval, count, from, length);
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

    void GatherScripted(ContactScript script, double until)
    {
        if (_interval == 0)
            _scripted = 0;
        for (; _scripted < script.Contacts.Count && script.Contacts[_scripted].Arrival < until; _scripted++)
        {
            var place = _contacts.Take();
            _contacts[place] = new Contact
            {
                Key = (ulong)_scripted, Person = (ulong)_scripted, Queue = (short)script.Contacts[_scripted].Queue, Count = CaseCount.First, HandleFactor = 1,
            };
            _arrivals.Add(place, (ulong)_scripted, script.Contacts[_scripted].Queue, script.Contacts[_scripted].Arrival);
        }
    }

    /// <summary>A contact's moment has come: some of the fresh ones try self-service first, the others are offered.</summary>
    void Come(int place, double now)
    {
        ref var contact = ref _contacts[place];
        if (_network.SelfService.Length > 0 && contact.Origin <= ContactOrigin.Obligation && TriesSelfService(place, ref contact, now))
            return;
        Offer(place, ref contact, now);
    }

    bool TriesSelfService(int place, ref Contact contact, double now)
    {
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
                place, ref contact, now - rule.ReturnMeanSeconds * KernelMath.Log(delay), contact.Queue, ContactOrigin.SelfServiceReturn,
                (tries / rule.Share - rule.Resolution) / (1 - rule.Resolution));
            return true;
        }

        return false;
    }

    /// <summary>
    /// Enters a contact for later, in the place of the one it follows. In closed hours of voice and chat it comes at the next opening;
    /// after the end of time it never comes.
    /// </summary>
    void ComeBack(int place, ref Contact contact, double when, int queue, ContactOrigin origin, double placeInDay)
    {
        var model = _queues[queue].Model;
        if (!model.IsDeferred)
            when = model.Open.NextOpenMoment(when, placeInDay);
        if (!(when < _end))
        {
            _contacts.Free(place);
            return;
        }

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
