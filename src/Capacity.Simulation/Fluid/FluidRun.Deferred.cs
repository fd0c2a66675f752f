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
    bool _canContend;

    /// <summary>By queue: the interval of the day up to which its cases have come.</summary>
    int[] _noted = [];

    /// <summary>By pool what deferred work makes of it, by queue and pool what its agents do with cases.</summary>
    CaseWork[] _caseWork = [];
    CaseHands[] _hands = [];

    void CreateDeferred()
    {
        (_backlog, _mixTotal, _noted) = (NewSums(), NewSums(), new int[_queues.Length]);
        _chatSeconds = NewSums();
        (_caseWork, _hands) = (new CaseWork[_network.Pools.Length], new CaseHands[_model.Links]);
        _cases = new CaseLine?[_queues.Length];
        _relativeAge = new double[_queues.Length];
        _deferredOrder = [.. _section.Queues.Select(queue => _queues[queue]).Where(queue => !queue.IsLive).OrderBy(queue => queue.Model.Priority).ThenBy(queue => queue.Model.Index)
            .Select(queue => queue.Model.Index)];
        _canContend = _deferredOrder.Any(queue => _model.Contends[queue]);
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
            LeaveToCases(pool);
        if (_place == 0 || _goesHome[_place])
            LayDown();
        if (_canContend)
            OrderByAge();
        foreach (var queue in _deferredOrder)
            Work(queue);
    }

    /// <summary>The agents of a pool whom live work and the idle reserve leave.</summary>
    void LeaveToCases(FluidPool pool)
    {
        ref var work = ref _caseWork[pool.Index];
        work = default;
        var agents = _agents[pool.Index][_place];
        if (IsNone(agents))
            return;
        Lanes live = Lanes.Zero, waits = Lanes.Zero;
        for (var i = 0; i < pool.Live.Length; i++)
        {
            live += _busyMean[pool.LivePlaces[i]];
            waits = Vector256.MaxNative(waits, _waits[pool.Live[i]]);
        }

        work.Free = Positive(agents - live - Fill(pool.Reserve) * (Lanes.One - waits));
        if (IsNew(pool.Index))
            work.New = Positive(agents - Fill(pool.Reserve));
    }

    /// <summary>What nobody is there for is in nobody's hands.</summary>
    void LayDown()
    {
        foreach (var queue in _deferredOrder)
            foreach (var pool in _poolsOf[queue])
                _hands[pool.Place].Held &= Vector256.GreaterThan(_agents[pool.Pool][_place], Lanes.Zero);
    }

    /// <summary>Queues of equal priority take turns: the one whose cases have waited longest relative to their target goes first.</summary>
    void OrderByAge()
    {
        foreach (var queue in _deferredOrder)
            _relativeAge[queue] = _staffedAt[queue][_place] && _model.Contends[queue]
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
        var (cases, open, offered, until) = (_cases[number]!, _backlog[number], Lanes.Zero, ReturnsUntil(number));
        for (var place = _noted[number]; place < end; place++)
        {
            var come = _coming[number][place];
            if (place < until)
                come += Returning(number, place);
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
        var hasAgents = _staffedAt[number][_place];
        if (IsNone(all) && !hasAgents)
            return;
        Sum(number, _day, ContactField.Offered) += come;
        var cases = _cases[number]!;
        cases.Add(_interval, come, hasAgents);
        var wanted = IsCallable(number) ? all : Lanes.Zero;
        var rest = hasAgents ? Start(number, wanted) : wanted;
        var started = wanted - rest;
        _served[number][_place] = started;
        if (hasAgents)
            NoteCause(number);
        var agents = Lanes.Zero;
        foreach (var pool in _poolsOf[number])
            agents += _agents[pool.Pool][_place];
        var isShort = Vector256.GreaterThan(rest * rest, agents);
        foreach (var pool in _poolsOf[number])
        {
            ref var filled = ref _caseWork[pool.Pool].Filled;
            filled = Vector256.ConditionalSelect(isShort, Lanes.One, filled);
        }

        var left = Positive(all - started);
        _backlog[number] = left;
        cases.Pass(open, left);
        if (!IsNone(started))
            cases.Take(this, number, _interval, started, Vector256.Equals(left, Lanes.Zero));
    }

    /// <summary>Whether a queue's cases can be begun in this interval.</summary>
    bool IsCallable(int queue) =>
        !_queues[queue].Model.NeedsCustomer || _queues[queue].Model.Open.IsOpen(_timeline.StartOf(_interval) + _seconds / 2);

    /// <summary>Gives cases to a queue's pools, most preferred first, and returns those that are left over.</summary>
    Lanes Start(int number, Lanes wanted)
    {
        var (rest, inService, pools) = (wanted, _queues[number].InService, _poolsOf[number]);
        for (var i = 0; i < pools.Length; i++)
        {
            // Starts are completions and the growth of what is in hand: who begins a shift starts at once, who ends it finishes outside.
            var (pool, place) = (pools[i].Pool, pools[i].Place);
            ref var hands = ref _hands[place];
            if (IsNone(rest + hands.Held))
                continue;
            ref var work = ref _caseWork[pool];
            var offered = (rest + hands.Held) * hands.PerTurn;
            // New agents take what waits before anybody calls.
            var free = Vector256.MaxNative(work.Free, work.New * Least(Lanes.One, _taken[place] * Fill(1 / _seconds)));
            var agents = Least(free, offered);
            if (i < pools.Length - 1)
            {
                // Who comes while this pool is busy goes to the next one that has somebody idle.
                agents = Least(agents, Held(offered, free));
            }

            var starts = Least(rest, Positive(agents * hands.Turns - hands.Held));
            hands.Held = agents * inService;
            work.Free = Positive(work.Free - agents);
            work.New = Positive(work.New - starts);
            work.Agents += agents;
            work.Pausing += agents * _pauseShare[place];
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
