using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>
/// The contact-level engine once more, slow and obvious: every agent and every contact is an object, every event an action in one
/// queue. Without chat, chasers and self-service. It shares only compiled figures and draws with the fast engine.
/// </summary>
internal sealed class ReferenceReplication
{
    readonly SimulationModel _model;
    readonly Conditions _conditions;
    readonly ContactDraws _draws;
    readonly PriorityQueue<Action, (double Time, long Number)> _events = new();
    readonly List<Person>[] _waiting;
    readonly List<Agent>[] _agents;
    readonly bool[] _open;
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
        _end = model.Timeline.StartOfDay(model.Timeline.SimulatedDays);
    }

    public List<ContactTrace> Trace { get; } = [];

    QueueModel[] Queues => _model.Network.Queues;

    public void Run()
    {
        for (var interval = 0; interval < _model.Timeline.Intervals; interval++)
        {
            var (start, i) = (_model.Timeline.StartOf(interval), interval);
            At(start, () => ChangeStaff(i));
            foreach (var queue in Queues)
                EnterFresh(queue, interval, start);
        }

        foreach (var queue in Queues)
            for (var span = 0; span < queue.Open.Count; span++)
            {
                At(queue.Open[span].From, () => Open(queue));
                At(queue.Open[span].Until, () => Close(queue));
            }

        while (_events.TryDequeue(out var action, out var when) && when.Time < _end)
        {
            _now = when.Time;
            action();
        }
    }

    void At(double time, Action action)
    {
        if (time >= 0)
            _events.Enqueue(action, (time, _number++));
    }

    void EnterFresh(QueueModel queue, int interval, double start)
    {
        var flows = _conditions.Compiled.Demand[queue.Index];
        var mean = flows.Sum(flow => flow.Means[interval]);
        if (mean == 0)
            return;
        var busyness = _conditions.Busyness[queue.Index][_model.Timeline.DayOf(interval)];
        var count = CountLaws.PoissonQuantile(mean * busyness, _draws.Unit(StreamPurpose.Volume, queue.Index, interval));
        for (var number = 0; number < count; number++)
        {
            var key = ContactDraws.FreshKey(queue.Index, interval, number);
            var (moment, _) = _draws.Pair(StreamPurpose.Arrivals, key);
            var (forReason, forEmotion) = _draws.Pair(StreamPurpose.Reason, key);
            var reason = flows[0].ReasonAt(forReason);
            var about = _model.Network.Reasons[reason];
            var person = new Person(key, queue.Index, reason, flows[0].Origin, 1, 1, (float)about.HandleTimeFactor, forEmotion < about.Emotion);
            At(start + moment * _model.Timeline.IntervalSeconds, () => Offer(person));
        }
    }

    void Offer(Person person)
    {
        var contact = person with { Arrival = _now };
        var queue = Queues[contact.Queue];
        if (!queue.IsDeferred && !_open[queue.Index])
            Tell(contact, ContactOutcome.Blocked, -1);
        else if ((_open[queue.Index] || !queue.NeedsCustomer) && IdleFor(queue) is { } agent)
            Serve(contact, agent);
        else if (queue.IsDeferred)
            _waiting[queue.Index].Add(contact);
        else
            WaitOrLeave(contact, queue);
    }

    Agent? IdleFor(QueueModel queue) =>
        (from pool in _model.Network.Pools
            where pool.HandleFactor[queue.Index] > 0
            let idle = _agents[pool.Index].Where(agent => agent.IsIdle).OrderBy(agent => agent.IdleSince).ToList()
            where idle.Count > pool.IdleReserve[queue.Index]
            orderby pool.SkillPriority[queue.Index], idle[0].IdleSince, pool.Index
            select idle[0]).FirstOrDefault();

    void WaitOrLeave(Person contact, QueueModel queue)
    {
        var rule = queue.CallbackByDay?[DayNow()];
        if (rule is not null)
        {
            var agents = _model.Network.Candidates[queue.Index].Sum(pool => _agents[pool].Count);
            var expected = (_waiting[queue.Index].Count + 1) * queue.Handle.Mean / agents;
            if (expected >= rule.ThresholdSeconds && _draws.Pair(StreamPurpose.Callback, contact.Key).First < rule.Acceptance)
            {
                Tell(contact, ContactOutcome.TransferredOut, -1);
                Offer(contact.Follow(ContactOrigin.Transfer, rule.Queue, contact.Attempt));
                return;
            }
        }

        var (patience, balking) = _draws.Pair(StreamPurpose.Patience, contact.Key);
        if (balking < queue.Balking)
        {
            Abandon(contact);
            return;
        }

        _waiting[queue.Index].Add(contact);
        At(_now + queue.Patience.Draw(patience), () =>
        {
            if (_waiting[queue.Index].Remove(contact))
                Abandon(contact);
        });
    }

    int DayNow() => _model.Timeline.DayOf(_model.Timeline.IntervalAt(_now));

    void Serve(Person contact, Agent agent)
    {
        agent.IsIdle = false;
        var pool = _model.Network.Pools[agent.Pool];
        var queue = Queues[contact.Queue];
        Tell(contact, ContactOutcome.Answered, agent.Pool);
        var seconds = queue.Handle.Draw(_draws.Pair(StreamPurpose.HandleTime, contact.Key).First) * contact.Factor * pool.HandleFactor[queue.Index];
        At(_now + seconds, () =>
        {
            AfterService(contact, queue);
            if (contact.IsHard && queue.RecoveryPause > 0)
                At(_now + queue.RecoveryPause, () => Free(agent));
            else
                Free(agent);
        });
    }

    void Free(Agent agent)
    {
        if (_agents[agent.Pool].Count > _conditions.Agents[agent.Pool][_model.Timeline.IntervalAt(_now)])
        {
            _agents[agent.Pool].Remove(agent);
            return;
        }

        agent.IsIdle = true;
        agent.IdleSince = _now;
        if (NextFor(agent.Pool) is { } contact)
            Serve(contact, agent);
    }

    Person? NextFor(int pool)
    {
        var idle = _agents[pool].Count(agent => agent.IsIdle);
        var contact = (from queue in Queues
            where _model.Network.Pools[pool].HandleFactor[queue.Index] > 0 && _waiting[queue.Index].Count > 0
            where idle > _model.Network.Pools[pool].IdleReserve[queue.Index] && (_open[queue.Index] || !queue.NeedsCustomer)
            let oldest = _waiting[queue.Index][0]
            orderby queue.Priority, (oldest.Arrival - _now) / queue.TargetSeconds, queue.Index
            select oldest).FirstOrDefault();
        if (contact is not null)
            _waiting[contact.Queue].Remove(contact);
        return contact;
    }

    void GiveWork(int pool)
    {
        while (_agents[pool].Where(agent => agent.IsIdle).MinBy(agent => agent.IdleSince) is { } agent && NextFor(pool) is { } contact)
            Serve(contact, agent);
    }

    void ChangeStaff(int interval)
    {
        for (var pool = 0; pool < _agents.Length; pool++)
        {
            var scheduled = _conditions.Agents[pool][interval];
            if (interval > 0 && scheduled == _conditions.Agents[pool][interval - 1])
                continue;
            while (_agents[pool].Count < scheduled)
                _agents[pool].Add(new Agent { Pool = pool, IsIdle = true, IdleSince = _now });
            while (_agents[pool].Count > scheduled && _agents[pool].Where(agent => agent.IsIdle).MinBy(agent => agent.IdleSince) is { } leaver)
                _agents[pool].Remove(leaver);
            GiveWork(pool);
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

    void Abandon(Person contact)
    {
        Tell(contact, ContactOutcome.Abandoned, -1);
        var queue = Queues[contact.Queue];
        var (choice, free) = _draws.Pair(StreamPurpose.AfterAbandonment, contact.Key);
        double redial = queue.Redial?.Probability ?? 0, change = queue.ChannelChange?.Probability ?? 0;
        if (choice < redial)
        {
            if (contact.Attempt >= queue.Redial!.MaximumAttempts)
                return;
            var (phase, length) = _draws.Pair(StreamPurpose.RedialDelay, contact.Key);
            var delay = phase < queue.Redial.FastShare
                ? -queue.Redial.FastMeanSeconds * KernelMath.Log(length)
                : queue.Redial.SlowMedianSeconds * KernelMath.Exp(queue.Redial.SlowSigma * NormalLaw.Quantile(length));
            Return(contact.Follow(ContactOrigin.Redial, contact.Queue, contact.Attempt + 1), Math.Min(delay, queue.Redial.LongestSeconds), free);
        }
        else if (choice < redial + change)
        {
            var delay = -queue.ChannelChange!.MeanSeconds * KernelMath.Log(_draws.Pair(StreamPurpose.ChannelChange, contact.Key).First);
            Return(contact.Follow(ContactOrigin.ChannelChange, queue.ChannelChangeQueue, 1), delay, free);
        }
    }

    void AfterService(Person contact, QueueModel queue)
    {
        if (contact.IsHard && queue.Escalation is { } escalation)
        {
            var (choice, free) = _draws.Pair(StreamPurpose.Transfer, contact.Key);
            if (choice < (contact.CaseContacts >= 3 ? escalation.FromThirdContact : escalation.Probability))
            {
                Return(contact.Follow(ContactOrigin.Escalation, queue.EscalationQueue, 1), 0, free);
                return;
            }
        }

        var (resolution, comesBack) = _draws.Pair(StreamPurpose.Resolution, contact.Key);
        if (resolution < _model.Network.Reasons[contact.Reason].FirstContactResolution
            || queue.Recontact is not { } recontact || comesBack >= recontact.Probability)
            return;
        var (phase, length) = _draws.Pair(StreamPurpose.RecontactDelay, contact.Key);
        var delay = phase < recontact.WithinHourShare
            ? length * 3600
            : (recontact.FirstDay + length * (recontact.LastDay - recontact.FirstDay)) * 86400;
        Return(contact.Follow(ContactOrigin.Recontact, queue.RecontactQueue, 1), delay, length);
    }

    void Return(Person contact, double delay, double free)
    {
        var queue = Queues[contact.Queue];
        At(queue.IsDeferred ? _now + delay : queue.Open.NextOpenMoment(_now + delay, free), () => Offer(contact));
    }

    void Tell(Person contact, ContactOutcome outcome, int pool) =>
        Trace.Add(new ContactTrace(contact.Key, contact.Queue, contact.Origin, contact.Arrival, outcome, _now, pool));

    sealed record Person(
        ulong Key, int Queue, int Reason, ContactOrigin Origin, int Attempt, int CaseContacts, float Factor, bool IsHard, double Arrival = 0)
    {
        public Person Follow(ContactOrigin origin, int queue, int attempt) => this with
        {
            Key = ContactDraws.ChildKey(Key, (int)origin), Queue = queue, Origin = origin, Attempt = attempt, CaseContacts = CaseContacts + 1,
        };
    }

    sealed class Agent
    {
        public int Pool;
        public bool IsIdle;
        public double IdleSince;
    }
}
