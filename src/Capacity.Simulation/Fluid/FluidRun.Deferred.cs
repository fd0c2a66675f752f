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

    /// <summary>
    /// By pool: agents busy with deferred work, whether cases are left over (0 or 1), the probability that a case waits while all are busy,
    /// completions per agent-second, shares.
    /// </summary>
    Lanes[] _deferredAgents = [];
    Lanes[] _filled = [];
    Lanes[] _crowded = [];
    Lanes[] _deferredRate = [];
    Lanes[] _deferredPause = [];
    Lanes[] _deferredHard = [];
    Lanes[] _freeAgents = [];
    Lanes[] _offeredAgents = [];
    Lanes[] _started = [];
    Lanes[] _inHand = [];
    double[] _reserve = [];

    void CreateDeferred()
    {
        (_backlog, _mixTotal, _started) = (NewSums(), NewSums(), NewSums());
        _chatSeconds = NewSums();
        _inHand = new Lanes[_queues.Length * _network.Pools.Length];
        var pools = _network.Pools.Length;
        (_deferredAgents, _filled, _deferredRate) = (new Lanes[pools], new Lanes[pools], new Lanes[pools]);
        _crowded = new Lanes[pools];
        (_deferredPause, _deferredHard) = (new Lanes[pools], new Lanes[pools]);
        (_freeAgents, _offeredAgents) = (new Lanes[pools], new Lanes[pools]);
        _reserve = [.. _network.Pools.Select(pool => (double)pool.Queues.Where(queue => !_queues[queue].IsLive)
            .Select(queue => pool.IdleReserve[queue]).DefaultIfEmpty(0).Min())];
        _cases = [.. _queues.Select(queue => queue.IsLive ? null : new CaseLine(queue, _timeline, Width))];
        _deferredOrder = [.. _queues.Where(queue => !queue.IsLive).OrderBy(queue => queue.Model.Priority).ThenBy(queue => queue.Model.Index)
            .Select(queue => queue.Model.Index)];
        foreach (var backlog in _model.Model.Scenario.OpeningBacklogs)
            if (_cases[_network.QueueOf(backlog.Queue)] is { } cases)
                Open(_network.QueueOf(backlog.Queue), cases, backlog.Cases, backlog.OldestDays);
    }

    void Open(int queue, CaseLine cases, double count, double oldestDays)
    {
        cases.AddBefore(Math.Round(count), oldestDays);
        _backlog[queue] += Fill(Math.Round(count));
        var (reasons, cumulative) = Models.DemandFlow.Mixture(_queues[queue].Model.Definition.Reasons, _network);
        _mix[queue].AsSpan().Clear();
        for (var i = 0; i < reasons.Length; i++)
            _mix[queue][_model.Kinds.SlotOf(queue, _model.Kinds.KindOf(reasons[i], 1, double.NaN))] +=
                Fill((cumulative[i] - (i > 0 ? cumulative[i - 1] : 0)) * Math.Round(count));
        _mixTotal[queue] = Fill(Math.Round(count));
    }

    void RunDeferred()
    {
        foreach (var pool in _network.Pools)
        {
            var live = Lanes.Zero;
            var waits = Lanes.Zero;
            foreach (var queue in pool.Queues)
                if (_queues[queue].IsLive)
                {
                    live += BusyMean(queue, pool.Index);
                    waits = Vector512.Max(waits, _waits[queue]);
                }

            _freeAgents[pool.Index] = Positive(_agents[pool.Index][_place] - live - Fill(_reserve[pool.Index]) * (Lanes.One - waits));
            _deferredAgents[pool.Index] = _filled[pool.Index] = _deferredRate[pool.Index] = Lanes.Zero;
            _deferredPause[pool.Index] = _deferredHard[pool.Index] = Lanes.Zero;
            _offeredAgents[pool.Index] = _freeAgents[pool.Index];
        }

        OrderByAge();
        foreach (var queue in _deferredOrder)
            Work(queue);
        for (var pool = 0; pool < _filled.Length; pool++)
        {
            var full = Least(Lanes.One, Ratio(_deferredAgents[pool], _offeredAgents[pool], Lanes.Zero));

            // In a line of two classes where live work goes first: deferred work ÷ the agents whom live work leaves (A. Cobham, 1954).
            _crowded[pool] = _reserve[pool] > 0 ? Lanes.Zero : full;
            _deferredRate[pool] = Ratio(_deferredRate[pool], _deferredAgents[pool], Lanes.Zero);
            _deferredPause[pool] = Ratio(_deferredPause[pool], _deferredAgents[pool], Lanes.Zero);
        }
    }

    /// <summary>Queues of equal priority take turns: the one whose cases have waited longest relative to their target goes first.</summary>
    void OrderByAge()
    {
        for (var i = 1; i < _deferredOrder.Length; i++)
            for (var j = i; j > 0 && GoesBefore(_deferredOrder[j], _deferredOrder[j - 1]); j--)
                (_deferredOrder[j], _deferredOrder[j - 1]) = (_deferredOrder[j - 1], _deferredOrder[j]);
    }

    bool GoesBefore(int queue, int other)
    {
        var order = _queues[queue].Model.Priority.CompareTo(_queues[other].Model.Priority);
        return order < 0 || (order == 0 && RelativeAge(queue) > RelativeAge(other));
    }

    double RelativeAge(int queue) =>
        _cases[queue]!.OldestAge(_timeline.StartOf(_interval)) / Math.Max(1, _queues[queue].Model.TargetSeconds);

    /// <summary>Gives a queue's cases to agents who are free, and counts what they start.</summary>
    void Work(int number)
    {
        var queue = _queues[number];
        var slot = _interval & (_ring - 1);
        var come = _coming[number][slot];
        _coming[number][slot] = Lanes.Zero;
        Sum(number, _day, ContactField.Offered) += come;
        _started[number] = Lanes.Zero;
        var idle = Vector512.EqualsAll(come + _backlog[number], Lanes.Zero);
        foreach (var pool in queue.Pools)
            idle &= Vector512.EqualsAll(_inHand[number * _network.Pools.Length + pool], Lanes.Zero);
        if (idle)
            return;
        _cases[number]!.Add(_interval, come);
        var all = _backlog[number] + come;
        var middle = _timeline.StartOf(_interval) + _seconds / 2;
        var rest = queue.Model.NeedsCustomer && !queue.Model.Open.IsOpen(middle) ? Lanes.Zero : all;
        var wanted = rest;
        var variation = queue.Model.Definition.HandleTime.CoefficientOfVariation;
        foreach (var pool in queue.Pools)
        {
            // Starts are completions and the growth of what is in hand: who begins a shift starts at once, who ends it finishes outside.
            var taken = Taken(number, pool);
            ref var inHand = ref _inHand[number * _network.Pools.Length + pool];
            inHand = Vector512.ConditionalSelect(Vector512.Equals(_agents[pool][_place], Lanes.Zero), Lanes.Zero, inHand);
            var turns = Fill(0.5 + 0.5 * variation * variation) + Fill(_seconds) / taken;
            var offered = (rest + inHand) / turns;
            var agents = Least(_freeAgents[pool], offered);
            if (pool != queue.Pools[^1])
            {
                // Who comes while this pool is busy goes to the next one that has somebody idle.
                var spread = Vector512.Sqrt(offered + Fill(0.01));
                agents = Least(agents, Positive(offered - spread * NormalTails.Excess((_freeAgents[pool] - offered) / spread)));
            }

            var starts = Least(rest, Positive(agents * turns - inHand));
            inHand = agents * Fill(0.5 + 0.5 * variation * variation);
            _freeAgents[pool] -= agents;
            _deferredAgents[pool] += agents;
            _deferredRate[pool] += agents / taken;
            _deferredPause[pool] += agents * PauseShare(number, pool);
            _deferredHard[pool] += starts * _hard[number];
            rest = Positive(rest - starts);
        }

        var isShort = Vector512.GreaterThan(rest, Fill(0.001) * wanted);
        foreach (var pool in queue.Pools)
            _filled[pool] = Vector512.ConditionalSelect(isShort, Lanes.One, _filled[pool]);
        _started[number] = wanted - rest;
        _backlog[number] = Positive(all - _started[number]);
        if (Vector512.EqualsAll(_started[number], Lanes.Zero))
            return;
        _cases[number]!.Take(this, number, _interval, _started[number]);
    }

    /// <summary>Books cases of an arrival day that were started, lane by lane.</summary>
    internal void Book(int queue, int day, int lane, double started, double inTarget, double waited)
    {
        Each(queue, day, ContactField.Answered)[lane] += started;
        Each(queue, day, ContactField.AnsweredWithinTarget)[lane] += inTarget;
        Each(queue, day, ContactField.WaitOfAnsweredMs)[lane] += waited * 1000;
        Each(queue, day, ContactField.WaitOfAllMs)[lane] += waited * 1000;
    }

    Span<double> Each(int queue, int day, ContactField field) =>
        LaneConditions.Each(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Sum(queue, day, field), 1));

    void CountOpenCases()
    {
        var end = _model.FirstOfDay[_day + 1];
        foreach (var queue in _deferredOrder)
        {
            Sum(queue, _day, ContactField.BacklogAtEnd) = _backlog[queue];
            Sum(queue, _day, ContactField.OverdueAtEnd) = Least(_backlog[queue], _cases[queue]!.Overdue(end));
            Sum(queue, _day, ContactField.BacklogAgeSeconds) = _cases[queue]!.Age(_timeline.StartOf(end));
        }
    }
}
