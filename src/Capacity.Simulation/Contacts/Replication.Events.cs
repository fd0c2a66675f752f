namespace Capacity.Simulation.Contacts;

/// <summary>What happens when: an interval begins, its known contacts and the calendar's events follow one another, queues open and close.</summary>
internal sealed partial class Replication
{
    /// <summary>When the next queue opens or closes.</summary>
    double _nextOpening;

    void BeginInterval()
    {
        var start = _timeline.StartOf(_interval);
        if (_nextOpening < start + _timeline.IntervalSeconds)
            EnterOpenings(start);
        GatherArrivals(start);
        foreach (var pool in _conditions.ChangesAt(_interval))
            ChangeStaff(_pools[pool], _conditions.AgentsAt(pool, _interval), start);
    }

    void EnterOpenings(double start)
    {
        _nextOpening = double.PositiveInfinity;
        foreach (var queue in _queues)
        {
            if (queue.NextOpening < start + _timeline.IntervalSeconds)
                EnterOpenings(queue, start);
            _nextOpening = Math.Min(_nextOpening, queue.NextOpening);
        }
    }

    void EnterOpenings(QueueState queue, double start)
    {
        var end = start + _timeline.IntervalSeconds;
        var open = queue.Model.Open;
        queue.NextOpening = double.PositiveInfinity;
        for (var span = open.SpanEndingAfter(start - 1e-6); span < open.Count; span++)
        {
            var (from, until) = open[span];
            if (from >= start && from < end)
                _calendar.Add(from, EventKind.QueueOpens, queue.Model.Index);
            if (until >= start && until < end)
                _calendar.Add(until, EventKind.QueueCloses, queue.Model.Index);
            if (until < end)
                continue;
            queue.NextOpening = from >= end ? from : until;
            break;
        }
    }

    /// <summary>A contact that was known when the interval began comes after whatever else happens at its moment.</summary>
    void RunInterval(double end)
    {
        var last = Math.BitDecrement(end);
        _calendar.Reach(last);
        for (var arrival = _arrivals.NextMoment; ; arrival = _arrivals.NextMoment)
        {
            var until = double.MinNative(arrival, last);
            while (_calendar.Next <= until)
                Handle(_calendar.Take());
            if (!(arrival <= last))
                return;
            Come(_arrivals.Take(), arrival);
        }
    }

    void Handle(in Calendar.Entry entry)
    {
        var (index, now) = (entry.Index, entry.Time);
        switch (entry.Kind)
        {
            case EventKind.ServiceEnds:
                EndService(index, now);
                break;
            case EventKind.PatienceEnds:
                if (_contacts[index].PatienceEntry == entry.Sequence)
                    LosePatience(index, now);
                break;
            case EventKind.ChatEnds:
                EndChat(index, entry.Sequence, now);
                break;
            case EventKind.ChatTimesOut:
                TimeOutChat(index, now);
                break;
            case EventKind.CallFails:
                FailCall(index, now);
                break;
            case EventKind.CallsAgain:
                CallAgain(index, now);
                break;
            case EventKind.LineFrees:
                _linesTaken[index]--;
                break;
            case EventKind.WaitPasses:
                if (_contacts[index].PatienceEntry == entry.Sequence)
                    PassWait(index, now);
                break;
            case EventKind.PauseEnds:
                EndPause(_pools[index], now);
                break;
            case EventKind.ContactArrives:
            case EventKind.ContactComes:
                Come(index, now);
                break;
            case EventKind.QueueOpens:
                Open(_queues[index], now);
                break;
            case EventKind.QueueCloses:
                Close(_queues[index], now);
                break;
        }
    }

    void Open(QueueState queue, double now)
    {
        queue.IsOpen = true;
        foreach (var skill in queue.Candidates)
            GiveWork(skill.Pool, now);
    }

    /// <summary>Customers who still wait for a voice or chat agent give up when the queue closes.</summary>
    void Close(QueueState queue, double now)
    {
        queue.IsOpen = false;
        while (queue.Line.Count > 0)
            LosePatience(queue.Line.Head, now);
    }
}
