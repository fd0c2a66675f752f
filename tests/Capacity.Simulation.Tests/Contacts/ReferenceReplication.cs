using Capacity.Domain.Demand;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>
/// The contact-level engine once more, slow and obvious: every agent and every contact is an object, every event an action in one
/// queue. It shares only compiled figures and draws with the fast engine.
/// </summary>
internal sealed partial class ReferenceReplication
{
    const int BeforeAll = -1;
    const int AfterAll = int.MaxValue;
    readonly SimulationModel _model;
    readonly Conditions _conditions;
    readonly ContactDraws _draws;
    readonly PriorityQueue<Action, (double Time, int Kind, long Number)> _events = new();
    readonly List<Person>[] _waiting;
    readonly List<Person> _betweenCalls = [];
    readonly List<Agent>[] _agents;
    readonly bool[] _open;
    readonly int[] _linesTaken;
    readonly double _end;
    double _now;
    long _number;

    public ReferenceReplication(SimulationModel model, ulong seed, int replication)
    {
        _model = model;
        _draws = new ContactDraws(seed, replication);
        _conditions = new Conditions(model);
        _conditions.Draw(seed, replication);
        _waiting = [.. Queues.Select(_ => new List<Person>())];
        _agents = [.. model.Network.Pools.Select(_ => new List<Agent>())];
        _open = [.. Queues.Select(queue => queue.Open.IsOpen(0))];
        _linesTaken = new int[model.Network.LineGroups.Length];
        _end = model.Timeline.StartOfDay(model.Timeline.SimulatedDays);
    }

    public List<ContactTrace> Trace { get; } = [];

    /// <summary>Callbacks found past due between two calls at the ends of days.</summary>
    public int DueBetweenCalls { get; private set; }

    /// <summary>What lies open at the end of each day, by queue: how long, and whether it is past due.</summary>
    public Dictionary<(int Queue, int Day), List<(double Age, bool IsDue)>> OpenAtEnd { get; } = [];

    QueueModel[] Queues => _model.Network.Queues;

    ReasonModel[] Reasons => _model.Network.Reasons;

    double Factor(UncertainFigure figure, int owner) => _conditions.Parameters[figure][owner];

    public void Run()
    {
        EnterBacklogs();
        for (var interval = 0; interval < _model.Timeline.Intervals; interval++)
        {
            var (start, i) = (_model.Timeline.StartOf(interval), interval);
            At(start, BeforeAll, () =>
            {
                foreach (var queue in Queues)
                    EnterChasers(queue, i, start);
                ChangeStaff(i);
            });
            foreach (var queue in Queues)
                EnterFresh(queue, interval, start);
        }

        for (var day = 0; day < _model.Timeline.Days; day++)
        {
            var ended = day;
            At(_model.Timeline.StartOfDay(day + 1), int.MinValue, () =>
            {
                DueBetweenCalls += _betweenCalls.Count(person => Queues[person.Queue].DueOf(person.Arrival) <= _now);
                foreach (var queue in Queues)
                    OpenAtEnd[(queue.Index, ended)] = [.. _waiting[queue.Index].Concat(_betweenCalls.Where(person => person.Queue == queue.Index))
                        .Select(person => (_now - person.Arrival, queue.IsDeferred && queue.DueOf(person.Arrival) <= _now))];
            });
        }

        foreach (var queue in Queues)
            for (var span = 0; span < queue.Open.Count; span++)
            {
                At(queue.Open[span].From, EventKind.QueueOpens, () => Open(queue));
                At(queue.Open[span].Until, EventKind.QueueCloses, () => Close(queue));
            }

        while (_events.TryDequeue(out var action, out var when) && when.Time < _end)
        {
            _now = when.Time;
            action();
        }
    }

    /// <summary>Enters an action; at equal times the kinds go in their order.</summary>
    void At(double time, int kind, Action action)
    {
        if (time >= 0)
            _events.Enqueue(action, (time, kind, _number++));
    }

    void At(double time, EventKind kind, Action action) => At(time, (int)kind, action);

    void EnterFresh(QueueModel queue, int interval, double start)
    {
        var flows = _conditions.Compiled.Demand[queue.Index];
        var means = flows.Select(flow => flow.Means[interval] * _conditions.FactorOf(flow, queue.Index)).ToList();
        var mean = means.Sum();
        if (mean <= 0)
            return;
        var busyness = _conditions.Busyness[queue.Index][_model.Timeline.DayOf(interval)];
        var count = CountLaws.PoissonQuantile(mean * busyness, _draws.Unit(StreamPurpose.Volume, queue.Index, interval));
        for (var number = 0; number < count; number++)
        {
            var key = ContactDraws.FreshKey(queue.Index, interval, number);
            var (moment, kind) = _draws.Pair(StreamPurpose.Arrivals, key);
            var flow = flows[Enumerable.Range(0, flows.Length - 1).FirstOrDefault(f => kind * mean < means.Take(f + 1).Sum(), flows.Length - 1)];
            var (forReason, forEmotion) = _draws.Pair(StreamPurpose.Reason, key);
            var reason = flow.ReasonAt(forReason);
            var person = new Person
            {
                Key = key, Root = key, Queue = queue.Index, Reason = reason, Origin = flow.Origin,
                Factor = (float)(flow.HandleTimeFactor * Reasons[reason].HandleTimeFactor),
                IsHard = forEmotion < (double.IsNaN(flow.Emotion) ? Reasons[reason].Emotion : flow.Emotion),
            };
            At(start + moment * _model.Timeline.IntervalSeconds, AfterAll, () => Come(person));
        }
    }

    void EnterBacklogs()
    {
        foreach (var backlog in _model.Scenario.OpeningBacklogs)
        {
            var queue = Queues[_model.Network.QueueOf(backlog.Queue)];
            var (reasons, cumulative) = DemandFlow.Mixture(queue.Definition.Reasons, _model.Network);
            for (var number = 0; number < backlog.Cases; number++)
            {
                var key = ContactDraws.ChildKey(ContactDraws.FreshKey(queue.Index, _model.Timeline.Intervals, number), 12);
                var (forReason, forEmotion) = _draws.Pair(StreamPurpose.Reason, key);
                var reason = reasons[Array.FindIndex(cumulative, share => forReason < share)];
                var person = new Person
                {
                    Key = key, Root = key, Queue = queue.Index, Reason = reason, Arrival = -backlog.OldestDays * 86400 * (backlog.Cases - number - 0.5) / backlog.Cases,
                    Factor = (float)Reasons[reason].HandleTimeFactor, IsHard = forEmotion < Reasons[reason].Emotion,
                };
                _waiting[queue.Index].Add(person);
                EnterSteps(person, queue);
            }
        }
    }

    void EnterChasers(QueueModel queue, int interval, double start)
    {
        if (queue.Chasers is not { } rates)
            return;
        var late = _waiting[queue.Index].Where(person => queue.DueOf(person.Arrival) <= start - 7 * 86400).ToList();
        var fresher = _waiting[queue.Index].Where(person => queue.DueOf(person.Arrival) <= start).Skip(late.Count).ToList();
        var asked = Queues[queue.ChaserQueue];
        var day = _model.Timeline.DayOf(interval);
        var until = start + _model.Timeline.IntervalSeconds;
        var open = asked.Open.OpenSecondsBetween(start, until);
        var dayOpen = asked.Open.OpenSecondsBetween(_model.Timeline.StartOfDay(day), _model.Timeline.StartOfDay(day + 1));
        if (open <= 0 || late.Count + fresher.Count == 0)
            return;
        double lateRate = late.Count * rates.PerDayLater, rate = lateRate + fresher.Count * rates.PerDayFirstWeek;
        var mean = (fresher.Count * rates.PerDayFirstWeek + lateRate) * open / dayOpen * Factor(UncertainFigure.ChaserRate, queue.Index);
        var count = CountLaws.PoissonQuantile(mean, _draws.Unit(StreamPurpose.Volume, Queues.Length + queue.Index, interval));
        for (var number = 0; number < count; number++)
        {
            var key = ContactDraws.ChaserKey(queue.Index, interval, number);
            var (moment, which) = _draws.Pair(StreamPurpose.Chaser, key);
            var owner = which * rate < lateRate
                ? late[(int)(which * rate / rates.PerDayLater)]
                : fresher[(int)((which * rate - lateRate) / rates.PerDayFirstWeek)];
            var chaser = owner with { Key = key, Queue = asked.Index, Origin = ContactOrigin.Chaser, Attempt = 1, CaseContacts = owner.CaseContacts + 1 };
            At(start + moment * open, AfterAll, () => Come(chaser));
        }
    }

    void Open(QueueModel queue)
    {
        _open[queue.Index] = true;
        foreach (var pool in _model.Network.Candidates[queue.Index])
            GiveWork(pool);
    }

    void Close(QueueModel queue)
    {
        _open[queue.Index] = false;
        foreach (var contact in queue.IsDeferred ? [] : _waiting[queue.Index].ToList())
        {
            _waiting[queue.Index].Remove(contact);
            Abandon(contact);
        }
    }

    void ChangeStaff(int interval)
    {
        for (var pool = 0; pool < _agents.Length; pool++)
        {
            var scheduled = _conditions.AgentsAt(pool, interval);
            if (interval > 0 && scheduled == _conditions.AgentsAt(pool, interval - 1))
                continue;
            while (_agents[pool].Count < scheduled)
                _agents[pool].Add(new Agent { Pool = pool, IsIdle = true, IdleSince = _now });
            while (_agents[pool].Count > scheduled && _agents[pool].Where(agent => agent.IsIdle).MinBy(agent => agent.IdleSince) is { } leaver)
                _agents[pool].Remove(leaver);
            GiveWork(pool);
        }
    }

    void Tell(Person contact, ContactOutcome outcome, int pool) =>
        Trace.Add(new ContactTrace(contact.Key, contact.Queue, contact.Origin, contact.Arrival, outcome, _now, pool));

    /// <summary>One contact of a person; the next contact of the person is another object.</summary>
    sealed record Person
    {
        public ulong Key { get; init; }
        public ulong Root { get; init; }
        public int Queue { get; init; }
        public int Reason { get; init; }
        public ContactOrigin Origin { get; init; }
        public int Attempt { get; init; } = 1;
        public int CaseContacts { get; init; } = 1;
        public float Factor { get; init; }
        public bool IsHard { get; init; }
        public double Arrival { get; init; }
        public int CallsInVain { get; init; }

        public Person Follow(ContactOrigin origin, int queue, int attempt) => this with
        {
            Key = ContactDraws.ChildKey(Key, (int)origin), Queue = queue, Origin = origin, Attempt = attempt, CaseContacts = CaseContacts + 1, CallsInVain = 0,
        };
    }

    sealed class Agent
    {
        public int Pool;
        public bool IsIdle;
        public double IdleSince;

        /// <summary>Chats in hand with the mark of each on the agent's clock of work, since when so many, and the clock.</summary>
        public List<(Person Person, double Mark)> Chats = [];
        public Dictionary<Person, double> Started = new(ReferenceEqualityComparer.Instance);
        public long LoadNumber;
        public double Clock;
        public double ClockAt;
        public long Plan;
    }
}
