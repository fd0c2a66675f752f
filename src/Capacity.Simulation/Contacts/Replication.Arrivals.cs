using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>Contacts that come by themselves, and those that were entered for later.</summary>
internal sealed partial class Replication
{
    readonly int[] _future;
    double[] _cumulative = new double[16];
    int _scripted;

    /// <summary>All contacts that come in the interval: drawn ones, chasers, and returns that were entered earlier.</summary>
    void GatherArrivals(double start)
    {
        if (_model.Script is { } script)
            GatherScripted(script, start + _timeline.IntervalSeconds);
        else
            foreach (var queue in _queues)
                GatherFresh(queue, start);
        foreach (var queue in _queues)
            if (queue.Chasers is not null)
                GatherChasers(queue, start);
        for (var place = _future[_interval]; place >= 0; place = _contacts[place].Next)
            _calendar.Add(_contacts[place].Arrival, EventKind.ContactArrives, place);
    }

    void GatherFresh(QueueModel queue, double start)
    {
        var flows = _conditions.Compiled.Demand[queue.Index];
        if (flows.Length > _cumulative.Length)
            _cumulative = new double[flows.Length];
        var mean = 0.0;
        for (var flow = 0; flow < flows.Length; flow++)
        {
            mean += flows[flow].Means[_interval] * _conditions.FactorOf(flows[flow], queue.Index);
            _cumulative[flow] = mean;
        }

        if (mean <= 0)
            return;
        var uniform = _draws.Unit(StreamPurpose.Volume, queue.Index, _interval);
        var count = (int)CountLaws.PoissonQuantile(mean * _conditions.Busyness[queue.Index][_day], uniform);
        var (from, length) = queue.IsDeferred ? (start, _timeline.IntervalSeconds) : OpenPart(queue, start);
        for (var number = 0; number < count; number++)
        {
            var key = ContactDraws.FreshKey(queue.Index, _interval, number);
            var (moment, kind) = _draws.Pair(StreamPurpose.Arrivals, key);
            var flow = 0;
            while (flow < flows.Length - 1 && kind * mean >= _cumulative[flow])
                flow++;
            _calendar.Add(from + moment * length, EventKind.ContactArrives, TakeFresh(queue, key, flows[flow]));
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

    int TakeFresh(QueueModel queue, ulong key, DemandFlow flow)
    {
        var (forReason, forEmotion) = _draws.Pair(StreamPurpose.Reason, key);
        var reason = flow.ReasonAt(forReason);
        var emotion = double.IsNaN(flow.Emotion) ? _network.Reasons[reason].Emotion : flow.Emotion;
        var place = _contacts.Take();
        _contacts[place] = new Contact
        {
            Key = key,
            Person = key,
            Queue = (short)queue.Index,
            Reason = (short)reason,
            Origin = flow.Origin,
            Attempt = 1,
            CaseContacts = 1,
            HandleFactor = (float)(flow.HandleTimeFactor * _network.Reasons[reason].HandleTimeFactor),
            Flags = forEmotion < emotion ? ContactFlags.Hard : ContactFlags.None,
        };
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
            _calendar.Add(script.Contacts[_scripted].Arrival, EventKind.ContactArrives, place);
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
                place, now - rule.ReturnMeanSeconds * KernelMath.Log(delay), contact.Queue, ContactOrigin.SelfServiceReturn, tries / rule.Share);
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
