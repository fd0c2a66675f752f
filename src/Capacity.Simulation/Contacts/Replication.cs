using Capacity.Domain.Demand;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Contacts;

/// <summary>
/// One possible course of the scenario, contact by contact: an event calendar over queues and pools of agents. Instances are used
/// again for the next replication and belong to one thread.
/// </summary>
/// <remarks>MECHANISMS.md says in which order things happen. Parts: arrivals, service, returns, cases.</remarks>
internal sealed partial class Replication
{
    readonly SimulationModel _model;
    readonly NetworkModel _network;
    readonly Timeline _timeline;
    readonly QueueModel[] _queues;
    readonly AgentPool[] _pools;
    readonly ChatDesk?[] _desks;
    readonly WaitingLine[] _lines;
    readonly CaseBacklog?[] _cases;
    readonly int[] _waiting;
    readonly bool[] _open;

    /// <summary>When each queue opens or closes next.</summary>
    readonly double[] _nextOpening;
    readonly double _end;
    readonly Calendar _calendar;
    readonly ContactStore _contacts = new();
    readonly Conditions _conditions;
    readonly int _dayBefore;
    ContactDraws _draws;
    int _interval;
    int _day;

    public Replication(SimulationModel model)
    {
        _model = model;
        _network = model.Network;
        _timeline = model.Timeline;
        _queues = _network.Queues;
        _pools = [.. _network.Pools.Select(pool => new AgentPool(pool))];
        _desks = new ChatDesk?[_network.Desks];
        foreach (var pool in _network.Pools)
            foreach (var queue in pool.Queues.Where(queue => _queues[queue].MostPerAgent > 1))
                _desks[pool.Desk[queue]] = new ChatDesk(_queues[queue].Stretch, _queues[queue].MostPerAgent);
        _lines = new WaitingLine[_queues.Length];
        _cases = [.. _queues.Select(queue => queue.IsDeferred ? new CaseBacklog() : null)];
        _waiting = new int[_queues.Length];
        _open = new bool[_queues.Length];
        _nextOpening = new double[_queues.Length];
        _conditions = new Conditions(model);
        _calendar = new Calendar(_timeline.IntervalSeconds, model.BusiestInterval);
        _parameters = _conditions.Parameters;
        _linesTaken = new int[_network.LineGroups.Length];
        _betweenCalls = new int[_queues.Length];
        _dayBefore = _timeline.SimulatedDays;
        _end = _timeline.StartOfDay(_timeline.SimulatedDays);
        _future = new int[_timeline.Intervals];
        _fresh = new FreshBatch(_queues.Length);
        _services = new ServiceBatch(_queues);
        ContactSums = new Tallies(_queues.Length, _timeline.SimulatedDays + 1, (int)ContactField.Count);
        AgentSums = new Tallies(model.Scenario.Network.Teams.Count, _timeline.SimulatedDays, (int)AgentField.Count);
    }

    /// <summary>Sums of the last run by queue and day; the row after the last day holds cases that were open before the start.</summary>
    public Tallies ContactSums { get; }

    /// <summary>Sums of the last run by team and day.</summary>
    public Tallies AgentSums { get; }

    /// <summary>Contacts offered in the last run, run-out included.</summary>
    public long Contacts { get; private set; }

    /// <summary>Number of the course of events of the last run.</summary>
    public int Course => _conditions.Compiled.Course.Number;

    /// <summary>Receives every contact's outcome, where somebody wants to know.</summary>
    public List<ContactTrace>? Trace { get; set; }

    public void Run(ulong seed, int replication, CancellationToken cancellation)
    {
        Clear();
        _replication = replication;
        _draws = new ContactDraws(seed, replication);
        _conditions.Draw(seed, replication);
        _fresh.Begin(_conditions);
        AddOpeningBacklogs();
        EnterOpeningState();
        LearnThisWeek();
        for (_interval = 0; _interval < _timeline.Intervals; _interval++)
        {
            if (_timeline.DayOf(_interval) != _day)
            {
                cancellation.ThrowIfCancellationRequested();
                EndDay();
                _day++;
                if (_day % 7 == 0)
                    LearnThisWeek();
            }

            BeginInterval();
            RunInterval(Math.Min(_end, _timeline.StartOf(_interval + 1)));
        }

        EndDay();
        ChargeOpenCases();
        NoteUnfinished();
    }

    void Clear()
    {
        _calendar.Clear();
        _contacts.Clear();
        ContactSums.Clear();
        AgentSums.Clear();
        Contacts = 0;
        _day = 0;
        Array.Fill(_future, -1);
        Array.Clear(_nextOpening);
        Array.Clear(_waiting);
        Array.Clear(_linesTaken);
        Array.Clear(_betweenCalls);
        foreach (var pool in _pools)
            pool.Clear();
        foreach (var desk in _desks)
            desk?.Clear();
        for (var queue = 0; queue < _queues.Length; queue++)
        {
            _lines[queue].Clear();
            _cases[queue]?.Clear();
            _open[queue] = _queues[queue].Open.IsOpen(0);
        }
    }

    /// <summary>What tenure makes of each pool this week.</summary>
    void LearnThisWeek()
    {
        var supply = _conditions.Compiled.Supply;
        foreach (var pool in _pools)
        {
            var handle = supply.HandleFactor.Length > 0 ? supply.HandleFactor[pool.Model.Index][_day / 7] : 1;
            var resolution = supply.Resolution.Length > 0 ? supply.Resolution[pool.Model.Index][_day / 7] : 1;
            foreach (var queue in pool.Model.Queues)
            {
                ref var skill = ref pool[queue];
                skill.HandleFactor = pool.Model.HandleFactor[queue] * handle * _parameters[UncertainFigure.HandleTime][queue];
                skill.Resolution = _queues[queue].ResolutionFactor * pool.Model.ResolutionFactor[queue] * resolution;
            }
        }
    }

    void BeginInterval()
    {
        var start = _timeline.StartOf(_interval);
        foreach (var queue in _queues)
            if (_nextOpening[queue.Index] < start + _timeline.IntervalSeconds)
                EnterOpenings(queue, start);
        GatherArrivals(start);
        for (var pool = 0; pool < _pools.Length; pool++)
            ChangeStaff(_pools[pool], _conditions.AgentsAt(pool, _interval), start);
    }

    void EnterOpenings(QueueModel queue, double start)
    {
        var end = start + _timeline.IntervalSeconds;
        _nextOpening[queue.Index] = double.PositiveInfinity;
        for (var span = queue.Open.SpanEndingAfter(start - 1e-6); span < queue.Open.Count; span++)
        {
            var (from, until) = queue.Open[span];
            if (from >= start && from < end)
                _calendar.Add(from, EventKind.QueueOpens, queue.Index);
            if (until >= start && until < end)
                _calendar.Add(until, EventKind.QueueCloses, queue.Index);
            if (until < end)
                continue;
            _nextOpening[queue.Index] = from >= end ? from : until;
            break;
        }
    }

    void RunInterval(double end)
    {
        while (_calendar.TakeBefore(end, out var entry))
            Handle(entry.Kind, entry.Index, entry.Sequence, entry.Time);
    }

    void Handle(EventKind kind, int index, uint number, double now)
    {
        switch (kind)
        {
            case EventKind.ServiceEnds:
                EndService(index, now);
                break;
            case EventKind.PatienceEnds:
                if (_contacts[index].PatienceEntry == number)
                    LosePatience(index, now);
                break;
            case EventKind.ChatEnds:
                EndChat(index, number, now);
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
                if (_contacts[index].PatienceEntry == number)
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
                Open(index, now);
                break;
            case EventKind.QueueCloses:
                Close(index, now);
                break;
        }
    }

    void Open(int queue, double now)
    {
        _open[queue] = true;
        foreach (var pool in _network.Candidates[queue])
            GiveWork(_pools[pool], now);
    }

    /// <summary>Customers who still wait for a voice or chat agent give up when the queue closes.</summary>
    void Close(int queue, double now)
    {
        _open[queue] = false;
        while (_lines[queue].Count > 0)
            LosePatience(_lines[queue].Head, now);
    }

    /// <summary>Books what agents did and what lies open at the end of a day.</summary>
    void EndDay()
    {
        var now = _timeline.StartOfDay(_day + 1);
        var supply = _conditions.Compiled.Supply;
        foreach (var pool in _pools)
        {
            pool.Advance(now);
            var sums = AgentSums.Of(pool.Model.Team, _day);
            sums[(int)AgentField.LiveMs] += Tallies.Milli(pool.LiveSeconds);
            sums[(int)AgentField.DeferredMs] += Tallies.Milli(pool.DeferredSeconds);
            sums[(int)AgentField.WaitingMs] += Tallies.Milli(pool.IdleSeconds);
            sums[(int)AgentField.RecoveryMs] += Tallies.Milli(pool.PauseSeconds);
            pool.LiveSeconds = pool.DeferredSeconds = pool.IdleSeconds = pool.PauseSeconds = 0;
        }

        for (var team = 0; team < supply.PaidHours.Length; team++)
        {
            var sums = AgentSums.Of(team, _day);
            sums[(int)AgentField.PaidMilliHours] = Tallies.Milli(supply.PaidHours[team][_day]);
            sums[(int)AgentField.OvertimeMilliHours] = Tallies.Milli(supply.OvertimeHours[team][_day]);
            sums[(int)AgentField.CostCents] = (long)Math.Round(supply.Cost[team][_day] * 100);
        }

        for (var queue = 0; queue < _queues.Length; queue++)
        {
            var sums = ContactSums.Of(queue, _day);
            sums[(int)BacklogAtEnd] = _waiting[queue] + _betweenCalls[queue];
            if (_cases[queue] is not { } cases)
                continue;
            sums[(int)OverdueAtEnd] = cases.OverdueAt(now).Overdue;
            sums[(int)BacklogAgeSeconds] = (long)Math.Round(cases.AgeAt(now));
        }
    }
}
