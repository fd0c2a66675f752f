using System.Runtime.Intrinsics;
using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Fluid;

/// <summary>Deferred queues: open cases by age, served first come first served with what live work leaves of the agents.</summary>
internal sealed partial class FluidRun
{
    Lanes[] _backlog = [];
    Lanes[] _mixTotal = [];
    CaseLine?[] _cases = [];
    int[] _deferredOrder = [];
    double[] _relativeAge = [];
    bool[] _isStaffed = [];

    /// <summary>By queue: the interval of the day up to which its cases have come.</summary>
    int[] _noted = [];

    /// <summary>
    /// By pool: agents busy with deferred work, whether cases are left over (0 or 1), the probability that a case waits while all are busy,
    /// completions per agent-second, agents who pause, agents whom live work leaves before and after deferred work.
    /// </summary>
    Lanes[] _deferredAgents = [];
    Lanes[] _filled = [];
    Lanes[] _crowded = [];
    Lanes[] _deferredRate = [];
    Lanes[] _deferredPause = [];
    Lanes[] _freeAgents = [];
    Lanes[] _offeredAgents = [];
    Lanes[] _inHand = [];

    void CreateDeferred()
    {
        (_backlog, _mixTotal, _noted) = (NewSums(), NewSums(), new int[_queues.Length]);
        _chatSeconds = NewSums();
        _inHand = NewLinks();
        (_deferredAgents, _filled, _deferredRate, _crowded) = (NewPools(), NewPools(), NewPools(), NewPools());
        (_deferredPause, _freeAgents, _offeredAgents) = (NewPools(), NewPools(), NewPools());
        _cases = new CaseLine?[_queues.Length];
        (_relativeAge, _isStaffed) = (new double[_queues.Length], new bool[_queues.Length]);
        _deferredOrder = [.. _section.Queues.Select(queue => _queues[queue]).Where(queue => !queue.IsLive).OrderBy(queue => queue.Model.Priority).ThenBy(queue => queue.Model.Index)
            .Select(queue => queue.Model.Index)];
        foreach (var queue in _deferredOrder)
            Open(queue);
    }

    void Open(int queue)
    {
        _cases[queue] = new CaseLine(_queues[queue], _timeline);
        var count = _queues[queue].OpeningCases;
        if (count == 0)
            return;
        var (reasons, cumulative) = Models.DemandFlow.Mixture(_queues[queue].Model.Definition.Reasons, _network);
        for (var i = 0; i < reasons.Length; i++)
            _mix[queue][_model.Kinds.SlotOf(queue, _model.Kinds.KindOf(reasons[i], 1, double.NaN))] +=
                Fill((cumulative[i] - (i > 0 ? cumulative[i - 1] : 0)) * count);
        _backlog[queue] = _mixTotal[queue] = Fill(count);
    }

    void RunDeferred()
    {
        foreach (var pool in _section.CasePools)
        {
            var agents = _agents[pool.Index][_place];
            _deferredAgents[pool.Index] = _filled[pool.Index] = _deferredRate[pool.Index] = Lanes.Zero;
            _deferredPause[pool.Index] = _crowded[pool.Index] = _offeredAgents[pool.Index] = _freeAgents[pool.Index] = Lanes.Zero;
            if (IsNone(agents))
                continue;
            Lanes live = Lanes.Zero, waits = Lanes.Zero;
            foreach (var queue in pool.Live)
            {
                live += BusyMean(queue, pool.Index);
                waits = Vector256.MaxNative(waits, _waits[queue]);
            }

            _freeAgents[pool.Index] = Positive(agents - live - Fill(pool.Reserve) * (Lanes.One - waits));
            _offeredAgents[pool.Index] = _freeAgents[pool.Index];
        }

        foreach (var queue in _deferredOrder)
            _isStaffed[queue] = HasAgents(queue);
        OrderByAge();
        foreach (var queue in _deferredOrder)
            Work(queue);
        foreach (var pool in _section.CasePools)
        {
            if (IsNone(_deferredAgents[pool.Index]))
                continue;

            // In a line of two classes where live work goes first: deferred work ÷ the agents whom live work leaves (A. Cobham, 1954).
            if (pool.Reserve == 0)
                _crowded[pool.Index] = Least(Lanes.One, Ratio(_deferredAgents[pool.Index], _offeredAgents[pool.Index], Lanes.Zero));
            _deferredRate[pool.Index] = Ratio(_deferredRate[pool.Index], _deferredAgents[pool.Index], Lanes.Zero);
        }
    }

    /// <summary>Queues of equal priority take turns: the one whose cases have waited longest relative to their target goes first.</summary>
    void OrderByAge()
    {
        foreach (var queue in _deferredOrder)
            _relativeAge[queue] = _isStaffed[queue] && _model.Contends[queue]
                ? _cases[queue]!.OldestAge(_interval, _backlog[queue]) / Math.Max(1, _queues[queue].Model.TargetSeconds)
                : 0;
        for (var i = 1; i < _deferredOrder.Length; i++)
            for (var j = i; j > 0 && GoesBefore(_deferredOrder[j], _deferredOrder[j - 1]); j--)
                (_deferredOrder[j], _deferredOrder[j - 1]) = (_deferredOrder[j - 1], _deferredOrder[j]);
    }

    bool GoesBefore(int queue, int other)
    {
        var order = _queues[queue].Model.Priority.CompareTo(_queues[other].Model.Priority);
        return order < 0 || (order == 0 && _relativeAge[queue] > _relativeAge[other]);
    }

    /// <summary>Lets the cases come that came up to an interval of the day while nobody was there.</summary>
    void NoteCases(int number, int end)
    {
        if (_noted[number] >= end)
            return;
        var (cases, open, offered) = (_cases[number]!, _backlog[number], Lanes.Zero);
        for (var place = _noted[number]; place < end; place++)
        {
            var come = _coming[number][place] + Returning(number, place);
            var all = open + come;
            if (IsNone(all))
                continue;
            cases.Add(_model.FirstOfDay[_day] + place, come, isServed: false);
            cases.Pass(open, all);
            open = all;
            offered += come;
        }

        Sum(number, _day, ContactField.Offered) += offered;
        (_backlog[number], _noted[number]) = (open, end);
    }

    /// <summary>Lets a queue's cases come, gives them to agents who are free, and counts what they start.</summary>
    void Work(int number)
    {
        NoteCases(number, _place);
        var (come, open) = (_coming[number][_place] + Returning(number, _place), _backlog[number]);
        _noted[number] = _place + 1;
        var all = open + come;
        var hasAgents = _isStaffed[number];
        if (IsNone(all) && !hasAgents)
            return;
        Sum(number, _day, ContactField.Offered) += come;
        var cases = _cases[number]!;
        cases.Add(_interval, come, hasAgents);
        var isCallable = !_queues[number].Model.NeedsCustomer || _queues[number].Model.Open.IsOpen(_timeline.StartOf(_interval) + _seconds / 2);
        var wanted = isCallable ? all : Lanes.Zero;
        var rest = hasAgents ? Start(_queues[number], wanted) : wanted;
        var started = wanted - rest;
        _served[number][_place] = started;
        if (hasAgents)
            NoteCause(number);
        var isShort = Vector256.GreaterThan(rest, Fill(0.001) * wanted);
        foreach (var pool in _queues[number].Pools)
            _filled[pool] = Vector256.ConditionalSelect(isShort, Lanes.One, _filled[pool]);
        var left = Positive(all - started);
        _backlog[number] = left;
        cases.Pass(open, left);
        if (!IsNone(started))
            cases.Take(this, number, _interval, started, Vector256.Equals(left, Lanes.Zero));
    }

    /// <summary>Whether anybody is there; what nobody is there for is in nobody's hands.</summary>
    bool HasAgents(int number)
    {
        var any = Lanes.Zero;
        foreach (var pool in _queues[number].Pools)
        {
            any += _agents[pool][_place];
            _inHand[Link(number, pool)] &= Vector256.GreaterThan(_agents[pool][_place], Lanes.Zero);
        }

        return !IsNone(any);
    }

    /// <summary>Gives cases to a queue's pools, most preferred first, and returns those that are left over.</summary>
    Lanes Start(FluidQueue queue, Lanes wanted)
    {
        var number = queue.Model.Index;
        var (rest, inService) = (wanted, queue.InService);
        foreach (var pool in queue.Pools)
        {
            // Starts are completions and the growth of what is in hand: who begins a shift starts at once, who ends it finishes outside.
            ref var inHand = ref _inHand[Link(number, pool)];
            if (IsNone(rest + inHand))
                continue;
            var rate = _rateOf[Link(number, pool)];
            var turns = _turns[Link(number, pool)];
            var offered = (rest + inHand) * _perTurn[Link(number, pool)];
            var agents = Least(_freeAgents[pool], offered);
            if (pool != queue.Pools[^1])
            {
                // Who comes while this pool is busy goes to the next one that has somebody idle.
                agents = Least(agents, Held(offered, _freeAgents[pool]));
            }

            var starts = Least(rest, Positive(agents * turns - inHand));
            inHand = agents * inService;
            _freeAgents[pool] -= agents;
            _deferredAgents[pool] += agents;
            _deferredRate[pool] += agents * rate;
            _deferredPause[pool] += agents * _pauseShare[Link(number, pool)];
            _hardDay[pool] += starts * _hard[number];
            rest -= starts;
        }

        return Vector256.ConditionalSelect(Vector256.GreaterThan(rest, Fill(1e-5) * wanted), rest, Lanes.Zero);
    }

    /// <summary>Books cases of an arrival day that were started.</summary>
    internal void Book(int queue, int day, Lanes started, Lanes inTarget, Lanes waitedSeconds)
    {
        Sum(queue, day, ContactField.Answered) += started;
        Sum(queue, day, ContactField.AnsweredWithinTarget) += inTarget;
        Sum(queue, day, ContactField.WaitOfAnsweredMs) += waitedSeconds * Fill(1000);
    }

    void CountOpenCases()
    {
        foreach (var queue in _deferredOrder)
        {
            Sum(queue, _day, ContactField.BacklogAtEnd) = _backlog[queue];
            Sum(queue, _day, ContactField.OverdueAtEnd) = Least(_backlog[queue], _cases[queue]!.Overdue(_model.FirstOfDay[_day + 1]));
            Sum(queue, _day, ContactField.BacklogAgeSeconds) = _cases[queue]!.Age;
        }
    }
}
