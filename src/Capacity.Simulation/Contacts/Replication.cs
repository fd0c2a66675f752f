using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>
/// One possible course of the scenario, contact by contact: an event calendar over queues and pools of agents. Instances are used
/// again for the next replication and belong to one thread.
/// </summary>
/// <remarks>MECHANISMS.md says in which order things happen. Parts: events, arrivals, service, returns, cases.</remarks>
internal sealed partial class Replication
{
    readonly SimulationModel _model;
    readonly NetworkModel _network;
    readonly Timeline _timeline;
    readonly QueueState[] _queues;
    readonly AgentPool[] _pools;
    readonly PoolSkill[] _skills;
    readonly double _end;
    readonly Calendar _calendar;
    readonly ContactStore _contacts = new();
    readonly Conditions _conditions;
    readonly LastingStrain _strain;
    readonly int _dayBefore;
    readonly bool _hardTakesLonger;
    ContactDraws _draws;
    int _interval;
    int _day;

    public Replication(SimulationModel model)
    {
        _model = model;
        _network = model.Network;
        _timeline = model.Timeline;
        _queues = [.. _network.Queues.Select(queue => new QueueState(queue))];
        _pools = [.. _network.Pools.Select(pool => new AgentPool(pool, _queues))];
        _skills = [.. _pools.SelectMany(pool => pool.Skills).OrderBy(skill => skill.Number)];
        foreach (var queue in _queues)
            queue.Candidates = [.. _network.Candidates[queue.Model.Index].Select(pool => _pools[pool].Skills.Single(skill => skill.Queue == queue))];
        _conditions = new Conditions(model);
        _resolution = new double[_network.Reasons.Length];
        _hardTakesLonger = _network.Reasons.Any(reason => reason.HardFactor != 1);
        _calendar = new Calendar(_timeline.IntervalSeconds, model.BusiestInterval);
        _linesTaken = new int[_network.LineGroups.Length];
        _dayBefore = _timeline.SimulatedDays;
        _end = _timeline.StartOfDay(_timeline.SimulatedDays);
        _future = new int[_timeline.Intervals];
        _chased = [.. _queues.Where(queue => queue.Model.Chasers is not null)];
        _fresh = new FreshCounts(_queues.Length);
        _arrivals = new ArrivalBatch(_network.Queues);
        _arriveLater = (moment, place) => _calendar.Add(moment, EventKind.ContactArrives, place);
        ContactSums = new Tallies(_queues.Length, _timeline.SimulatedDays + 1, (int)ContactField.Count);
        OpenAges = new OpenAges(_queues.Length);
        Waits = [.. _queues.Select(queue => queue.Waits)];
        _told = new (long, long, long, long)[_pools.Length];
        AgentSums = new Tallies(model.Scenario.Network.Teams.Count, _timeline.SimulatedDays, (int)AgentField.Count);
        _strain = new LastingStrain(model.Scenario, AgentSums);
        _conditions.Strain = _strain;
    }

    /// <summary>Sums of the last run by queue and day; the row after the last day holds cases that were open before the start.</summary>
    public Tallies ContactSums { get; }

    /// <summary>Open cases of the last run at the end of each day, by age.</summary>
    public OpenAges OpenAges { get; }

    /// <summary>How long contacts of the last run waited, by queue.</summary>
    public IReadOnlyList<WaitCounts> Waits { get; }

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
        _isWatched = Sink is not null || Trace is not null;
        _draws = new ContactDraws(seed, replication);
        _conditions.Draw(seed, replication);
        _fresh.Begin(_conditions, _network.Reasons);
        foreach (var queue in _queues)
            queue.Begin(_conditions.Parameters);
        for (var reason = 0; reason < _resolution.Length; reason++)
            _resolution[reason] = _network.Reasons[reason].FirstContactResolution
                * _conditions.Parameters[Domain.Demand.UncertainFigure.FirstContactResolution][reason];
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
                {
                    LearnThisWeek();
                    _strain.Begin(_day / 7);
                }
            }

            BeginInterval();
            var until = Math.Min(_end, _timeline.StartOf(_interval + 1));
            RunInterval(until);
            if (Sink is not null)
                TellTime(until);
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
        OpenAges.Clear();
        AgentSums.Clear();
        _strain.Clear();
        Contacts = 0;
        _day = 0;
        _nextOpening = 0;
        Array.Fill(_future, -1);
        Array.Clear(_linesTaken);
        foreach (var pool in _pools)
            pool.Clear();
        foreach (var skill in _skills)
            skill.Desk?.Clear();
    }

    /// <summary>What tenure makes of each pool this week.</summary>
    void LearnThisWeek()
    {
        var supply = _conditions.Compiled.Supply;
        var factors = _conditions.Parameters[Domain.Demand.UncertainFigure.HandleTime];
        foreach (var skill in _skills)
        {
            var (pool, queue) = (skill.Pool.Model, skill.Queue.Model);
            var handle = supply.HandleFactor.Length > 0 ? supply.HandleFactor[pool.Index][_day / 7] : 1;
            var resolution = supply.Resolution.Length > 0 ? supply.Resolution[pool.Index][_day / 7] : 1;
            skill.HandleFactor = pool.HandleFactor[queue.Index] * handle * factors[queue.Index];
            skill.Resolution = queue.ResolutionFactor * pool.ResolutionFactor[queue.Index] * resolution;
        }
    }

    /// <summary>Books what agents did and what lies open at the end of a day.</summary>
    void EndDay()
    {
        var now = _timeline.StartOfDay(_day + 1);
        var supply = _conditions.Compiled.Supply;
        foreach (var pool in _pools)
        {
            var (live, deferred, idle, pausing) = pool.EndDay(now);
            var sums = AgentSums.Of(pool.Model.Team, _day);
            sums[(int)AgentField.LiveMs] += Tallies.Milli(live);
            sums[(int)AgentField.DeferredMs] += Tallies.Milli(deferred);
            sums[(int)AgentField.WaitingMs] += Tallies.Milli(idle);
            sums[(int)AgentField.RecoveryMs] += Tallies.Milli(pausing);
        }

        for (var team = 0; team < supply.PaidHours.Length; team++)
        {
            var sums = AgentSums.Of(team, _day);
            sums[(int)AgentField.PaidMilliHours] = Tallies.Milli(supply.PaidHours[team][_day] * _strain.Staying(team));
            sums[(int)AgentField.OvertimeMilliHours] = Tallies.Milli(supply.OvertimeHours[team][_day] * _strain.Staying(team));
            sums[(int)AgentField.CostCents] = (long)Math.Round(supply.Cost[team][_day] * _strain.Staying(team) * 100);
        }

        foreach (var queue in _queues)
            if (queue.Waiting + queue.BetweenCalls.Count > 0)
                CountOpen(queue, now);
    }
}
