using System.Runtime.Intrinsics;
using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Fluid;

/// <summary>Voice and chat: contents of queues carried from step to step, with the station's law at the content.</summary>
internal sealed partial class FluidRun
{
    /// <summary>By live queue what is carried, the station that its pools make for it, and what that station does; by pool the interval's agents.</summary>
    LiveState[] _live = [];
    Station[] _stations = [];
    StationFigures[] _figures = [];
    PoolState[] _here = [];

    /// <summary>By queue its pools, most preferred first, and those of them that count in this interval for a live queue.</summary>
    LiveLink[][] _poolsOf = [];
    LiveLink[][] _staffed = [];

    /// <summary>Contacts in the hands of agents whose shift is over, and contacts that come again within the interval.</summary>
    Lanes[] _leavers = [];
    Lanes[] _soon = [];

    /// <summary>Agents busy with a queue by pool, now and on average; what the interval has completed, abandoned and sent to callback.</summary>
    Lanes[] _busyIn = [];
    Lanes[] _busyMean = [];
    Lanes[] _completed = [];
    Lanes[] _abandoned = [];
    Lanes[] _diverted = [];

    /// <summary>Probability of waiting.</summary>
    Lanes[] _waits = [];

    void CreateLive()
    {
        (_leavers, _soon, _completed, _abandoned, _diverted, _waits) = (NewSums(), NewSums(), NewSums(), NewSums(), NewSums(), NewSums());
        (_busyIn, _besideIn, _busyMean) = (NewLinks(), NewLinks(), NewLinks());
        (_live, _stations, _figures) = (new LiveState[_queues.Length], new Station[_queues.Length], new StationFigures[_queues.Length]);
        _here = new PoolState[_network.Pools.Length];
        foreach (ref var live in _live.AsSpan())
            (live.Sleeps, live.Load) = (true, Lanes.One);
        (_poolsOf, _staffed) = (new LiveLink[_queues.Length][], new LiveLink[_queues.Length][]);
        foreach (var queue in _section.Queues)
        {
            _poolsOf[queue] = [.. _queues[queue].Pools.Select(pool => LinkOf(queue, pool))];
            _staffed[queue] = [.. _poolsOf[queue]];
        }
    }

    LiveLink LinkOf(int queue, int pool)
    {
        int[] others = [.. _model.Pools[pool].Live.Where(other => other != queue)];
        return new(pool, Link(queue, pool), _network.Pools[pool].SkillPriority[queue], others, [.. others.Select(other => Link(other, pool))]);
    }

    bool IsOpen(int queue) => _queues[queue].DoorsOf[_interval] >= 0;

    void RunLive()
    {
        for (var number = 0; number < _section.Groups.Length; number++)
        {
            var (group, isOpen) = (_section.Groups[number], false);
            foreach (var queue in group.Queues)
            {
                ref var live = ref _live[queue];
                live.IsOpen = IsOpen(queue);
                if (live.Sleeps && !live.IsOpen)
                    continue;
                live.Sleeps = false;
                foreach (var link in _poolsOf[queue])
                    _busyMean[link.Place] = Lanes.Zero;
                _completed[queue] = _abandoned[queue] = _diverted[queue] = Lanes.Zero;
                isOpen |= live.IsOpen;
            }

            if (isOpen)
                RunSteps(number);

            foreach (var queue in group.Queues)
                if (!_live[queue].Sleeps)
                    foreach (var link in _poolsOf[queue])
                        _busyDay[link.Place] += _busyMean[link.Place];
        }
    }

    void CloseDoors()
    {
        foreach (var group in _section.Groups)
            foreach (var queue in group.Queues)
                if (!_live[queue].Sleeps)
                    FinishInterval(queue);
    }

    /// <summary>
    /// Where a pool goes home, busy agents finish what they have in hand. A pool that only shrinks loses whoever is done first: that takes
    /// a fraction of a handle time and is left out.
    /// </summary>
    /// <param name="group">Queues of the pools.</param>
    /// <param name="at">Slice of the day that begins.</param>
    void LetLeaversGo(LiveGroup group, int at)
    {
        if (!_goesHomeAt[at])
            return;
        foreach (var pool in group.Pools)
        {
            var gone = GoesHome(_agentsIn[pool][at - 1], _agentsIn[pool][at]);
            if (IsNone(gone))
                continue;
            var (live, places) = (_model.Pools[pool].Live, _model.Pools[pool].LivePlaces);
            for (var i = 0; i < live.Length; i++)
            {
                var share = Least(_live[live[i]].Content, _busyIn[places[i]]) & gone;
                _live[live[i]].Content -= share;
                _leavers[live[i]] += share;
            }
        }
    }

    void Step(LiveGroup group, float seconds, bool isLast)
    {
        foreach (var queue in group.Queues)
            if (_live[queue].IsOpen)
                Flow(queue, seconds, isLast);
        foreach (var queue in group.Queues)
            if (_live[queue].IsOpen)
                Place(queue);
        foreach (var queue in group.Queues)
            if (_live[queue].IsOpen)
                Serve(queue, seconds, isLast);
    }

    /// <summary>Moves a queue's content from the middle of the last step to the middle of this one.</summary>
    /// <remarks>
    /// Arrivals change between the two: the half step that the new rate had so far gets 2(1 − φ) ÷ d of it, φ the share and d the decay, so that under
    /// arrivals that rise evenly the content is the mean over each step, 1 ÷ slope behind.
    /// </remarks>
    void Flow(int queue, float seconds, bool isLast)
    {
        ref var live = ref _live[queue];
        ref var soon = ref _soon[queue];
        var again = isLast ? soon : soon * Vector256.Create(seconds / (seconds + 300));
        soon -= again;
        var lambda = _freshNow[queue] + _coming[queue][_place] * Fill(1 / _seconds) + again * Vector256.Create(1 / seconds);
        var middle = Vector256.Create(0.5f * (seconds + live.StepBefore));
        var decay = live.Slope * middle;
        var share = Lanes.One / (Lanes.One + decay * (Fill(0.5) + decay * Fill(1.0 / 12)));
        var come = Vector256.Create(0.5f * seconds) * lambda + Vector256.Create(0.5f * live.StepBefore) * live.Lambda;
        var change = live.StepBefore > 0 ? Fill(seconds / 12) * (lambda - live.Lambda) * decay : Lanes.Zero;
        live.StepBefore = seconds;
        var content = Positive(live.Content + (come + change - live.Leaving * middle) * share);
        live.Left = Positive(come + live.Content - content);
        live.Content = content;
        live.Lambda = lambda;
    }

    /// <summary>Doors that close: who waits gives up, who is served is served to the end.</summary>
    void FinishInterval(int queue)
    {
        if (_poolsOf[queue].Length > 0 && !IsNone(_leavers[queue]))
        {
            var done = _leavers[queue] * Fill(_seconds) / (Fill(_seconds) + _taken[_poolsOf[queue][0].Place]);
            done = Vector256.ConditionalSelect(Vector256.GreaterThan(_leavers[queue], Fill(1e-4)), done, _leavers[queue]);
            _leavers[queue] -= done;
            _completed[queue] += done;
        }

        ref var live = ref _live[queue];
        if (!live.IsOpen)
        {
            live.Sleeps = IsNone(_leavers[queue] + _completed[queue]);
            return;
        }

        if (_interval + 1 == _timeline.Intervals)
            Sum(queue, _day, ContactField.BacklogAtEnd) = live.Line;
        else if (!StaysOpen(_queues[queue]))
            Close(queue);
    }

    /// <summary>The doors that are open stay so in the next interval, or others follow them at once.</summary>
    bool StaysOpen(FluidQueue queue)
    {
        var (now, next) = (queue.DoorsOf[_interval], queue.DoorsOf[_interval + 1]);
        return next == now || (next >= 0 && queue.Doors[next].From == queue.Doors[now].Until);
    }

    void Close(int queue)
    {
        ref var live = ref _live[queue];
        var (waiting, last) = (live.Line, live.Lambda * Vector256.Create(0.5f * live.StepBefore));
        BookLeft(queue, last, live.GivingUp, live.Diverting);
        _abandoned[queue] += waiting;
        Sum(queue, _day, ContactField.Abandoned) += waiting;
        Sum(queue, _day, ContactField.AbandonedWithinTarget) += waiting * Fill(0.5);
        _leavers[queue] += Positive(live.Content - waiting);
        live = new LiveState { Load = Lanes.One, IsOpen = true, Slope = live.Slope, Left = live.Left, Stands = live.Stands };
        (_figures[queue], _waits[queue]) = (default, Lanes.Zero);
        foreach (var link in _poolsOf[queue])
            _busyIn[link.Place] = _besideIn[link.Place] = Lanes.Zero;
    }
}
