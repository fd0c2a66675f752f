using System.Runtime.Intrinsics;
using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Fluid;

/// <summary>Voice and chat: contents of queues carried from step to step, with the station's law at the content.</summary>
internal sealed partial class FluidRun
{
    const double StepSeconds = 900;
    const int FirstSteps = 4;

    /// <summary>Contacts in service and in line, those in line, the chain's rate, and the derivative of what leaves by the content.</summary>
    Lanes[] _content = [];
    Lanes[] _line = [];
    Lanes[] _rate = [];
    Lanes[] _lambda = [];
    Lanes[] _leaving = [];
    Lanes[] _slope = [];

    /// <summary>Contacts in the hands of agents whose shift is over, and contacts that come again within the interval.</summary>
    Lanes[] _leavers = [];
    Lanes[] _soon = [];

    /// <summary>Agents busy with a queue, in all pools and by pool; what the interval has completed, abandoned and sent to callback.</summary>
    Lanes[] _busy = [];
    Lanes[] _busyIn = [];
    Lanes[] _busyMean = [];
    Lanes[] _completed = [];
    Lanes[] _abandoned = [];
    Lanes[] _diverted = [];
    Lanes[] _waits = [];

    /// <summary>
    /// Probability that somebody waits while all agents of a queue are busy; of the queues that one meets, the shares of freed agents whom they
    /// take while nobody waits here, and while somebody does.
    /// </summary>
    Lanes[] _stands = [];
    Lanes[] _held = [];
    Lanes[] _ahead = [];

    /// <summary>What left a queue since the last step, and the shares of it that gave up and that went to a callback.</summary>
    Lanes[] _left = [];
    Lanes[] _givingUp = [];
    Lanes[] _diverting = [];

    /// <summary>Length of the last step; 0 after a closing.</summary>
    double[] _stepBefore = [];

    /// <summary>Where nobody comes or is served before the next opening.</summary>
    bool[] _sleeps = [];

    void CreateLive()
    {
        (_content, _line, _rate, _lambda, _leaving, _slope) = (NewSums(), NewSums(), NewSums(), NewSums(), NewSums(), NewSums());
        (_leavers, _soon, _busy, _completed, _abandoned, _diverted, _waits) =
            (NewSums(), NewSums(), NewSums(), NewSums(), NewSums(), NewSums(), NewSums());
        (_left, _givingUp, _diverting) = (NewSums(), NewSums(), NewSums());
        (_stands, _held, _ahead) = (NewSums(), NewSums(), NewSums());
        _stepBefore = new double[_queues.Length];
        (_busyIn, _busyMean) = (NewLinks(), NewLinks());
        _sleeps = new bool[_queues.Length];
        Array.Fill(_sleeps, true);
    }

    ref Lanes Busy(int queue, int pool) => ref _busyIn[Link(queue, pool)];

    /// <summary>Mean of the interval.</summary>
    ref Lanes BusyMean(int queue, int pool) => ref _busyMean[Link(queue, pool)];

    bool IsOpen(int queue) => _queues[queue].DoorsOf[_interval] >= 0;

    /// <summary>Steps of an interval; lines build up fast in the first one after an opening.</summary>
    int _steps = 1;

    int StepsOf(LiveGroup group)
    {
        var steps = Math.Max(1, (int)Math.Round(_seconds / StepSeconds));
        foreach (var queue in group.Queues)
            if (IsOpen(queue) && _queues[queue].Doors[_queues[queue].DoorsOf[_interval]].First == _interval && IsNone(_content[queue]))
                return steps * FirstSteps;
        return steps;
    }

    void RunLive()
    {
        foreach (var group in _section.Groups)
        {
            var isOpen = false;
            foreach (var queue in group.Queues)
            {
                if (_sleeps[queue] && !IsOpen(queue))
                    continue;
                _sleeps[queue] = false;
                foreach (var pool in _queues[queue].Pools)
                    BusyMean(queue, pool) = Lanes.Zero;
                _completed[queue] = _abandoned[queue] = _diverted[queue] = Lanes.Zero;
                isOpen |= IsOpen(queue);
            }

            if (isOpen)
            {
                LetLeaversGo(group);
                _steps = StepsOf(group);
                for (var step = 0; step < _steps; step++)
                    Step(group, _seconds / _steps, step == _steps - 1);
            }

            foreach (var queue in group.Queues)
                if (!_sleeps[queue])
                    foreach (var pool in _queues[queue].Pools)
                        _busyDay[Link(queue, pool)] += BusyMean(queue, pool);
        }
    }

    void CloseDoors()
    {
        foreach (var group in _section.Groups)
            foreach (var queue in group.Queues)
                if (!_sleeps[queue])
                    FinishInterval(queue);
    }

    /// <summary>
    /// Where a pool goes home, busy agents finish what they have in hand. A pool that only shrinks loses whoever is done first: that takes
    /// a fraction of a handle time and is left out.
    /// </summary>
    void LetLeaversGo(LiveGroup group)
    {
        if (!_goesHome[_place])
            return;
        foreach (var pool in group.Pools)
        {
            var gone = GoesHome(_agents[pool][_place - 1], _agents[pool][_place]);
            foreach (var queue in _model.Pools[pool].Live)
            {
                var share = Least(_content[queue], Busy(queue, pool)) & gone;
                _content[queue] -= share;
                _leavers[queue] += share;
            }
        }
    }

    void Step(LiveGroup group, double seconds, bool isLast)
    {
        foreach (var queue in group.Queues)
            if (IsOpen(queue))
                Flow(queue, seconds, isLast);
        foreach (var queue in group.Queues)
            if (!_sleeps[queue])
                Place(queue);
        foreach (var queue in group.Queues)
            if (IsOpen(queue))
                Serve(queue, seconds);
    }

    /// <summary>Moves a queue's content from the middle of the last step to the middle of this one.</summary>
    void Flow(int queue, double seconds, bool isLast)
    {
        var again = isLast ? _soon[queue] : _soon[queue] * Fill(seconds / (seconds + 300));
        _soon[queue] -= again;
        var lambda = _coming[queue][_place] * Fill(1 / _seconds) + again * Fill(1 / seconds);
        var decay = _slope[queue] * Fill(0.5 * (seconds + _stepBefore[queue]));
        var share = Lanes.One / (Lanes.One + decay * (Fill(0.5) + decay * Fill(1.0 / 12)));
        var come = Fill(0.5) * (Fill(seconds) * lambda + Fill(_stepBefore[queue]) * _lambda[queue]);
        var middle = 0.5 * (seconds + _stepBefore[queue]);
        _stepBefore[queue] = seconds;
        var content = Positive(_content[queue] + (come - _leaving[queue] * Fill(middle)) * share);
        _left[queue] = Positive(come + _content[queue] - content);
        _content[queue] = content;
        _lambda[queue] = lambda;
    }

    /// <summary>Divides a queue's contacts in service among its pools: the preferred ones first, what they cannot hold to the next.</summary>
    void Place(int queue)
    {
        var pools = _queues[queue].Pools;
        var rest = Positive(_content[queue] - _line[queue]);
        if (_queues[queue].Model.MostPerAgent > 1)
            rest = ChatAgents(queue, rest);
        _busy[queue] = rest;
        if (pools.Length == 1)
        {
            Busy(queue, pools[0]) = rest;
            return;
        }

        for (var first = 0; first < pools.Length;)
        {
            var end = first + 1;
            while (end < pools.Length && Preference(queue, pools[end]) == Preference(queue, pools[first]))
                end++;
            rest -= PlaceAmong(queue, pools.AsSpan(first, end - first), rest);
            first = end;
        }

        // Who finds nobody idle anywhere is served by those who finish other work.
        var all = Lanes.Zero;
        foreach (var pool in pools)
            all += _agents[pool][_place] * (_filled[pool] + Fill(0.05));
        foreach (var pool in pools)
            Busy(queue, pool) += Positive(rest) * Ratio(_agents[pool][_place] * (_filled[pool] + Fill(0.05)), all, Fill(1.0 / pools.Length));
    }

    /// <summary>What pools of equal preference hold of a queue's contacts: idle agents only, so none where deferred work fills the pool.</summary>
    Lanes PlaceAmong(int queue, ReadOnlySpan<int> pools, Lanes rest)
    {
        var room = Lanes.Zero;
        foreach (var pool in pools)
            room += Busy(queue, pool) = Room(queue, pool) * (Lanes.One - _filled[pool]);
        var spread = Vector256.Sqrt(rest + Fill(0.01));
        var take = Least(room, Positive(rest - spread * NormalTails.Excess((room - rest) / spread)));
        foreach (var pool in pools)
            Busy(queue, pool) = take * Ratio(Busy(queue, pool), room, Fill(1.0 / pools.Length));
        return take;
    }

    int Preference(int queue, int pool) => _network.Pools[pool].SkillPriority[queue];

    /// <summary>Agents of a pool that are not busy with other live queues.</summary>
    Lanes Room(int queue, int pool)
    {
        var room = _agents[pool][_place];
        foreach (var other in _model.Pools[pool].Live)
            if (other != queue)
                room -= Busy(other, pool);
        return Positive(room);
    }

    /// <summary>Agents who hold so many chats: one each while agents are free, more where there are too few.</summary>
    Lanes ChatAgents(int queue, Lanes chats)
    {
        var room = Lanes.Zero;
        foreach (var pool in _queues[queue].Pools)
        {
            var free = Room(queue, pool) - _deferredAgents[pool] * (Lanes.One - _filled[pool]);
            room += Positive(Vector256.ConditionalSelect(Vector256.GreaterThan(_filled[pool], Fill(0.5)), Lanes.Zero, free));
        }

        var most = Fill(1 - 1.0 / _queues[queue].Model.MostPerAgent) * chats;
        var spread = Vector256.Sqrt(chats + Fill(1));
        return chats - Least(most, spread * NormalTails.Excess((room - chats) / spread));
    }

    /// <summary>Doors that close: who waits gives up, who is served is served to the end.</summary>
    void FinishInterval(int queue)
    {
        if (_queues[queue].Pools.Length > 0 && !IsNone(_leavers[queue]))
        {
            var done = _leavers[queue] * Fill(_seconds) / (Fill(_seconds) + _taken[Link(queue, _queues[queue].Pools[0])]);
            done = Vector256.ConditionalSelect(Vector256.GreaterThan(_leavers[queue], Fill(1e-4)), done, _leavers[queue]);
            _leavers[queue] -= done;
            _completed[queue] += done;
        }

        _sleeps[queue] = !IsOpen(queue) && IsNone(_leavers[queue] + _completed[queue]);
        if (!IsOpen(queue) || (_interval + 1 < _timeline.Intervals && _queues[queue].DoorsOf[_interval + 1] >= 0
            && _queues[queue].Doors[_queues[queue].DoorsOf[_interval + 1]].From == _queues[queue].Doors[_queues[queue].DoorsOf[_interval]].Until))
            return;
        if (_interval + 1 == _timeline.Intervals)
        {
            Sum(queue, _day, ContactField.BacklogAtEnd) = _line[queue];
            return;
        }

        if (_queues[queue].DoorsOf[_interval + 1] == _queues[queue].DoorsOf[_interval])
            return;
        var waiting = _line[queue];
        var last = _lambda[queue] * Fill(0.5 * _stepBefore[queue]);
        _stepBefore[queue] = 0;
        BookLeft(queue, last, _givingUp[queue], _diverting[queue]);
        _abandoned[queue] += waiting;
        Sum(queue, _day, ContactField.Abandoned) += waiting;
        Sum(queue, _day, ContactField.AbandonedWithinTarget) += waiting * Fill(0.5);
        _leavers[queue] += Positive(_content[queue] - waiting);
        _givingUp[queue] = _diverting[queue] = Lanes.Zero;
        _content[queue] = _line[queue] = _lambda[queue] = _leaving[queue] = _rate[queue] = _busy[queue] = _waits[queue] = Lanes.Zero;
        foreach (var pool in _queues[queue].Pools)
            Busy(queue, pool) = Lanes.Zero;
    }
}
