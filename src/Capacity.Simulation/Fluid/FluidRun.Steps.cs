using System.Runtime.Intrinsics;

namespace Capacity.Simulation.Fluid;

/// <summary>How far live queues step: half hours, shorter ones after an opening, an hour where a group of them is close to balance.</summary>
internal sealed partial class FluidRun
{
    const double StepSeconds = 1800;
    const int FirstSteps = 4;

    /// <summary>Squared standard deviations of a queue's content by which work, agents and content may differ over an hour that is one step.</summary>
    const double Calm = 1;

    /// <summary>By queue and slice of the day, contacts that come by themselves; by queue, those per second of the stretch that is computed.</summary>
    Lanes[][] _fresh = [];
    Lanes[] _freshNow = [];

    /// <summary>By pool the agents of the stretch that is computed, and its steps' share (0–1) of the interval.</summary>
    Lanes[] _agentsNow = [];
    Lanes _stepShare;

    /// <summary>Seconds from the opening of a group of queues to the middle of the step, if this is its first interval.</summary>
    float _sinceOpening;

    /// <summary>By queue, redials that have come already within the interval that caused them.</summary>
    Lanes[] _redialed = [];

    /// <summary>By group: it took the interval before in one step, over all of its slices.</summary>
    bool[] _isMerged = [];

    void CreateSteps()
    {
        _fresh = NewRows(queue => _queues[queue].IsLive ? _model.LongestDay * _model.Slices : 0);
        (_freshNow, _redialed, _agentsNow) = (NewSums(), NewSums(), NewPools());
        _isMerged = new bool[_section.Groups.Length];
    }

    void RunSteps(int number)
    {
        var group = _section.Groups[number];
        var (opens, slices, first) = (Opens(group), _model.Slices, _place * _model.Slices);
        if (_isMerged[number] && first > 0)
            LetLeaversGo(group, first - 1);
        var halves = Math.Max(1, (int)Math.Round(_seconds / StepSeconds));
        var isMerged = halves > 1 && !opens && IsCalm(group);
        _isMerged[number] = isMerged && slices > 1;
        var stretches = isMerged ? 1 : halves;
        for (var stretch = 0; stretch < stretches; stretch++)
        {
            // Slices of this stretch: all of them, one each, or the only one again.
            var (from, count) = isMerged ? (first, slices) : (first + stretch * slices / stretches, 1);
            if (stretch == 0 || slices > 1)
                LetLeaversGo(group, from);
            TakeStretch(group, from, count);
            Gather(group, (float)(_seconds * (stretch + 0.5) / stretches));
            var steps = opens && stretch == 0 ? FirstSteps : 1;
            _stepShare = Fill(1.0 / (stretches * steps));
            for (var step = 0; step < steps; step++)
            {
                _sinceOpening = opens ? (float)(_seconds * (stretch + (step + 0.5) / steps) / stretches) : float.PositiveInfinity;
                Step(group, (float)(_seconds / (stretches * steps)), stretch == stretches - 1 && step == steps - 1);
            }
        }
    }

    /// <summary>Lines build up fast after an opening.</summary>
    bool Opens(LiveGroup group)
    {
        foreach (var queue in group.Queues)
            if (_live[queue].IsOpen && _queues[queue].Doors[_queues[queue].DoorsOf[_interval]].First == _interval && IsNone(_live[queue].Content))
                return true;
        return false;
    }

    /// <summary>Arrivals and agents of some slices of the day, on average.</summary>
    void TakeStretch(LiveGroup group, int first, int count)
    {
        var perSecond = Fill(_model.Slices / (count * _seconds));
        foreach (var queue in group.Queues)
            if (_live[queue].IsOpen)
                _freshNow[queue] = Total(_fresh[queue], first, count) * perSecond;
        foreach (var pool in group.Pools)
            _agentsNow[pool] = count == 1 ? _agentsIn[pool][first] : _agents[pool][_place];
    }

    static Lanes Total(Lanes[] values, int first, int count)
    {
        var sum = values[first];
        for (var i = first + 1; i < first + count; i++)
            sum += values[i];
        return sum;
    }

    /// <summary>
    /// Whether one step is enough for the interval: neither do arrivals and agents change within it or from the one before, nor is any queue far
    /// from the content at which as many leave as come, compared with the chance in that content.
    /// </summary>
    bool IsCalm(LiveGroup group)
    {
        foreach (var queue in group.Queues)
            if (_live[queue].IsOpen && !(IsEven(queue) && IsBalanced(queue)))
                return false;
        return true;
    }

    bool IsEven(int queue)
    {
        var (slices, calm) = (_model.Slices, Fill(Calm));
        var perContact = Fill(_queues[queue].Model.Handle.Mean * slices / _seconds);
        for (var at = Math.Max(1, _place * slices); at < (_place + 1) * slices; at++)
        {
            var (load, next) = (_fresh[queue][at - 1] * perContact, _fresh[queue][at] * perContact);
            if (Vector256.GreaterThanAny((next - load) * (next - load), calm * (Fill(0.5) * (load + next) + Lanes.One)))
                return false;
            Lanes agents = Lanes.Zero, later = Lanes.Zero;
            foreach (var link in _poolsOf[queue])
                (agents, later) = (agents + _agentsIn[link.Pool][at - 1], later + _agentsIn[link.Pool][at]);

            // Means between whole numbers come as one more and one less.
            var change = Positive(Vector256.Abs(later - agents) - Lanes.One);
            if (Vector256.GreaterThanAny(change * change, calm * Fill(0.5) * (agents + later)))
                return false;
        }

        return true;
    }

    bool IsBalanced(int queue)
    {
        ref readonly var live = ref _live[queue];
        var come = (Total(_fresh[queue], _place * _model.Slices, _model.Slices) + _coming[queue][_place]) * Fill(1 / _seconds);
        var growth = come - live.Leaving;
        return !Vector256.GreaterThanAny(growth * growth, Fill(Calm) * (live.Content + Lanes.One) * live.Slope * live.Slope);
    }

    /// <summary>Lets those come in the next step who gave up in this one and try again within the interval, where the doors stay open.</summary>
    void RedialSoon(int queue, Lanes abandoned)
    {
        var doors = _queues[queue].DoorsOf;
        if (_model.Flows.Redials[queue] is not { } flow || _interval + 1 == _timeline.Intervals || doors[_interval + 1] != doors[_interval])
            return;
        var again = abandoned * _parts[flow.Number] * Vector256.Create(flow.AtOnce);
        _soon[queue] += again;
        _redialed[queue] += again;
    }
}
