using System.Runtime.Intrinsics;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>What abandonments, services and overdue cases make come (MODEL.md §1).</summary>
internal sealed partial class FluidRun
{
    /// <summary>By queue and doors: contacts meant for the closed hours before them and for the hours themselves; by kind and by origin.</summary>
    Lanes[][] _gathered = [];
    Lanes[][] _spread = [];
    Lanes[][] _kindsAt = [];
    Lanes[][] _originsAt = [];
    const int Origins = 10;

    /// <summary>
    /// By flow: the queue's contacts of the day that cause it, by interval, up to which of them it is settled what landed today and what lands
    /// after the doors close, the sum of the starts of these in intervals since the last landing, and the interval of that.
    /// </summary>
    Lanes[]?[] _causes = [];
    int[] _settled = [];
    Lanes[] _late = [];
    Lanes[] _lateTime = [];
    int[] _landedAt = [];
    Lanes[] _landed = [];
    Lanes[][] _shares = [];
    Lanes[][] _sameDay = [];
    Lanes[] _redialShare = [];
    Lanes[] _repeated = [];

    /// <summary>Today's part of its cause that takes a flow, and the share of a queue's services that settles the case.</summary>
    Lanes[] _parts = [];
    Lanes[] _resolving = [];

    /// <summary>By queue and interval of the day: contacts that were served, gave up and went to a callback.</summary>
    Lanes[][] _served = [];
    Lanes[][] _gaveUp = [];
    Lanes[][] _calledBack = [];

    /// <summary>By queue: the day's first interval with any of these, and the one after the last.</summary>
    int[] _firstCause = [];
    int[] _endOfCauses = [];

    void CreateReturns()
    {
        (_gathered, _spread) = (NewRows(queue => _queues[queue].Doors.Length), NewRows(queue => _queues[queue].Doors.Length));
        _kindsAt = NewRows(queue => _queues[queue].Doors.Length * _mix[queue].Length);
        _originsAt = NewRows(queue => _queues[queue].Doors.Length * Origins);
        var flows = _model.Flows.All.Length;
        (_late, _landed, _parts) = (new Lanes[flows], new Lanes[flows], new Lanes[flows]);
        (_lateTime, _landedAt) = (new Lanes[flows], new int[flows]);
        _shares = [.. _model.Flows.All.Select(flow => new Lanes[_mix[flow.Source].Length])];
        _sameDay = NewRows(queue => _mix[queue].Length);
        (_redialShare, _repeated, _resolving) = (NewSums(), NewSums(), NewSums());
        (_served, _gaveUp, _calledBack) = (NewRows(_ => _model.LongestDay), NewRows(_ => _model.LongestDay), NewRows(_ => _model.LongestDay));
        (_causes, _settled) = (new Lanes[]?[flows], new int[flows]);
        (_firstCause, _endOfCauses) = (new int[_queues.Length], new int[_queues.Length]);
        foreach (var queue in _section.Queues)
            _redialShare[queue] = Fill(_queues[queue].Model.Redial is { MaximumAttempts: > 1 } redial ? redial.Probability : 0);
        foreach (var queue in _section.Queues)
        {
            SetCauses(_model.Flows.AfterService[queue], _served[queue]);
            SetCauses(_model.Flows.AfterAbandonment[queue], _gaveUp[queue]);
            SetCauses(_model.Flows.AfterDiversion[queue], _calledBack[queue]);
        }
    }

    void SetCauses(ReturnFlow[] flows, Lanes[] causes)
    {
        foreach (var flow in flows)
            _causes[flow.Number] = causes;
    }

    void OpenDoors()
    {
        foreach (var queue in _section.OpensAt[_interval])
            Open(queue, _queues[queue].DoorsOf[_interval]);
    }

    /// <summary>Who comes back to live queues while their doors are open.</summary>
    void ComeBack()
    {
        foreach (var queue in _section.LiveQueues)
            if (IsOpen(queue))
                _coming[queue][_place] += Returning(queue, _place);
    }

    /// <summary>At an opening come those who wanted to come while it was closed, within two hours, and those meant for these hours.</summary>
    void Open(int queue, int number)
    {
        var doors = _queues[queue].Doors[number];
        var all = doors.End - doors.First;
        var early = Math.Clamp((int)Math.Round(GatheringSeconds / _seconds), 1, all);
        var gathered = _gathered[queue][number] * Fill(1.0 / early);
        var spread = _spread[queue][number] * Fill(1.0 / all);
        for (var i = 0; i < all; i++)
            _coming[queue][_place + i] += i < early ? gathered + spread : spread;
        for (var origin = 0; origin < Origins; origin++)
            Sum(queue, _day, (ContactField)origin) += _originsAt[queue][number * Origins + origin];
    }

    /// <summary>Kinds of those who come back today from other days, and of those who come back within the day.</summary>
    void AddReturned(int queue, Lanes[] mix)
    {
        for (var number = FirstDoors(queue); number < _queues[queue].Doors.Length; number++)
        {
            if (_queues[queue].Doors[number].First >= _model.FirstOfDay[_day + 1])
                break;
            for (var slot = 0; slot < mix.Length; slot++)
                mix[slot] += _kindsAt[queue][number * mix.Length + slot];
        }

        for (var slot = 0; slot < mix.Length; slot++)
            mix[slot] += _sameDay[queue][slot];
    }

    int FirstDoors(int queue)
    {
        var doors = _queues[queue].Doors;
        int low = 0, high = doors.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (doors[middle].First >= _model.FirstOfDay[_day])
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>Which kinds of a queue's contacts take each of its flows: the unresolved ones come back, the hard ones escalate.</summary>
    void ShareFlows(int queue, Lanes[] mix, Lanes total)
    {
        var kinds = _model.Kinds.Of(queue);
        for (var slot = 0; slot < mix.Length; slot++)
        {
            var even = Ratio(mix[slot], total, Fill(1.0 / mix.Length));
            var reason = _network.Reasons[kinds[slot].Reason];
            Set(_model.Flows.Redials[queue], slot, even);
            Set(_model.Flows.Changes[queue], slot, even);
            Set(_model.Flows.Chasers[queue], slot, even);
            Set(_model.Flows.Callbacks[queue], slot, even);
            Set(_model.Flows.Recontacts[queue], slot, Ratio(mix[slot] * Fill(Unresolved(queue, reason)), total * _open[queue], even));
            Set(_model.Flows.Escalations[queue], slot, Ratio(mix[slot] * Fill(kinds[slot].Emotion), total * _hard[queue], even));
        }
    }

    void Set(ReturnFlow? flow, int slot, Lanes share)
    {
        if (flow is not null)
            _shares[flow.Number][slot] = share;
    }

    /// <summary>The parts of a queue's abandoning and served contacts that take its flows today.</summary>
    void PartFlows(int number)
    {
        var (queue, flows) = (_queues[number].Model, _model.Flows);
        var escalating = Lanes.Zero;
        if (queue.Escalation is { } escalation)
        {
            var third = _repeated[number] * _repeated[number];
            escalating = _hard[number] * (Fill(escalation.Probability) + third * Fill(escalation.FromThirdContact - escalation.Probability));
        }

        _resolving[number] = (Lanes.One - escalating) * (Lanes.One - _open[number]);
        Part(flows.Escalations[number], escalating);
        Part(flows.Recontacts[number], (Lanes.One - escalating) * _open[number] * Fill(queue.Recontact?.Probability ?? 0));
        Part(flows.Redials[number], _redialShare[number]);
        Part(flows.Changes[number], Fill(queue.ChannelChange?.Probability ?? 0));
        Part(flows.Callbacks[number], Lanes.One);
    }

    void Part(ReturnFlow? flow, Lanes part)
    {
        if (flow is not null)
            _parts[flow.Number] = part;
    }

    /// <summary>Keeps the contacts of live queues from which others come.</summary>
    void NoteCauses()
    {
        _isAwake = false;
        foreach (var queue in _section.LiveQueues)
        {
            if (_live[queue].Sleeps)
                continue;
            _isAwake = true;
            NoteCause(queue);
            _served[queue][_place] = _completed[queue];
            _gaveUp[queue][_place] = _abandoned[queue];
            _calledBack[queue][_place] = _diverted[queue];
        }
    }

    /// <summary>Where doors change, those who came too late for them come to the next ones.</summary>
    void Land()
    {
        foreach (var queue in _section.ChangesAfter[_interval])
            foreach (var flow in _model.Flows.To[queue])
                Land(flow);
    }

    void NoteCause(int queue)
    {
        if (_endOfCauses[queue] == 0)
            _firstCause[queue] = _place;
        _endOfCauses[queue] = _place + 1;
    }

    /// <summary>Forgets the causes of yesterday.</summary>
    void ForgetCauses(int queue)
    {
        var (first, count) = (_firstCause[queue], _endOfCauses[queue] - _firstCause[queue]);
        Array.Clear(_served[queue], first, count);
        Array.Clear(_gaveUp[queue], first, count);
        Array.Clear(_calledBack[queue], first, count);
        _firstCause[queue] = _endOfCauses[queue] = _noted[queue] = 0;
    }

    /// <summary>What the day's services and abandonments mean, by the queue's kinds of contacts.</summary>
    void BookOutcomes()
    {
        foreach (var queue in _section.Queues)
        {
            foreach (var served in _served[queue].AsSpan(_firstCause[queue].._endOfCauses[queue]))
                _completedDay[queue] += served;
            Sum(queue, _day, ContactField.Hard) = _completedDay[queue] * _hard[queue];
            Sum(queue, _day, ContactField.Resolved) = _completedDay[queue] * _resolving[queue];
            var lost = Positive(Lanes.One - _redialShare[queue] - Fill(_queues[queue].Model.ChannelChange?.Probability ?? 0));
            Sum(queue, _day, ContactField.LossCents) = Sum(queue, _day, ContactField.Abandoned) * lost * _loss[queue];
        }
    }

    void KeepSameDayKinds()
    {
        foreach (var queue in _section.Queues)
            Array.Clear(_sameDay[queue]);
        foreach (var flow in _section.Flows)
        {
            for (var slot = 0; slot < flow.Kinds.Length; slot++)
                _sameDay[flow.Target][flow.Kinds[slot]] += _landed[flow.Number] * _shares[flow.Number][slot];
            if (flow.Origin != ContactOrigin.Chaser)
                Sum(flow.Target, _day, (ContactField)flow.Origin) += _landed[flow.Number];
            _landed[flow.Number] = Lanes.Zero;
        }

        foreach (var queue in _section.Queues)
            FinishDay(queue);
    }

    void FinishDay(int number)
    {
        var (queue, offered) = (_queues[number].Model, Sum(number, _day, ContactField.Offered));
        var first = Sum(number, _day, ContactField.Fresh) + Sum(number, _day, ContactField.Released)
            + Sum(number, _day, ContactField.Obligations) + Sum(number, _day, ContactField.SelfServiceReturns);
        Sum(number, _day, ContactField.Persons) = first;
        _repeated[number] = Lanes.One - Least(Lanes.One, Ratio(first, offered, Lanes.One));
        if (queue.Redial is not { MaximumAttempts: > 1 } redial || !_queues[number].IsLive)
            return;

        // Attempts are geometric with the share that abandons and redials, cut at the most attempts: the last of them redials no more.
        var again = Least(Lanes.One, Ratio(Sum(number, _day, ContactField.Abandoned), offered, Lanes.Zero)) * Fill(redial.Probability);
        Lanes attempts = Lanes.One, last = Lanes.One;
        for (var attempt = 1; attempt < redial.MaximumAttempts && Vector256.GreaterThanAny(last, Fill(1e-7)); attempt++)
        {
            last *= again;
            attempts += last;
        }

        _redialShare[number] = Fill(redial.Probability) * (Lanes.One - last / attempts);
    }
}
