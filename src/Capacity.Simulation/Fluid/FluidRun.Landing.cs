using System.Runtime.Intrinsics;

namespace Capacity.Simulation.Fluid;

/// <summary>When and where those who come back are offered: while the doors stay open, or at one of the next openings.</summary>
internal sealed partial class FluidRun
{
    /// <summary>The interval of the day from which on earlier contacts, as far as they are known, make none come to a queue any more.</summary>
    int ReturnsUntil(int queue)
    {
        var until = 0;
        foreach (var flow in _model.Flows.NearTo[queue])
            until = Math.Max(until, _endOfCauses[flow.Source] - 1 + Math.Max(2, flow.Near.Length));
        return until;
    }

    /// <summary>Contacts that earlier ones of these doors make come to a queue now; those of a live queue may come within its steps.</summary>
    Lanes Returning(int queue, int place)
    {
        var first = _model.FirstOfDay[_day];
        var number = _queues[queue].DoorsOf[first + place];
        if (number < 0)
            return Lanes.Zero;
        var (come, earliest) = (Lanes.Zero, _queues[queue].Doors[number].First - first);
        if (place == earliest)
            return come;
        foreach (var flow in _model.Flows.NearTo[queue])
        {
            var oldest = Math.Max(earliest, _firstCause[flow.Source]);
            var end = Math.Min(place, _endOfCauses[flow.Source]);
            if (oldest >= end)
                continue;
            var (causes, each) = (_causes[flow.Number]!, Lanes.Zero);
            foreach (var (from, until) in flow.Stretches)
            {
                // What was caused j intervals ago lands now by the share Near[j].
                var (nearest, last) = (Math.Max(from, place - end + 1), Math.Min(until - 1, place - oldest));
                if (nearest <= last)
                    each += Convolution.Of(causes.AsSpan(place - last, last - nearest + 1), flow.Near.AsSpan(nearest, last - nearest + 1));
            }

            if (end == place)
            {
                var now = causes[place - 1] * Vector256.Create(flow.AtOnce);
                if (_queues[queue].IsLive)
                    _soon[queue] += now * _parts[flow.Number];
                else
                    each += now;
            }

            come += each * _parts[flow.Number];
        }

        if (!IsNone(_redialed[queue]))
            (_soon[queue], _redialed[queue]) = (Positive(_soon[queue] - _redialed[queue]), Lanes.Zero);
        return come;
    }

    /// <summary>Counts what landed of a flow's causes of today up to an interval, and keeps for later what lands after the doors close.</summary>
    void Settle(ReturnFlow flow, int end)
    {
        var (number, first) = (flow.Number, _model.FirstOfDay[_day]);
        var place = Math.Max(_settled[number], _firstCause[flow.Source]);
        _settled[number] = end;
        end = Math.Min(end, _endOfCauses[flow.Source]);
        if (_causes[number] is not { } causes || place >= end)
            return;
        var doors = _queues[flow.Target].DoorsOf[first + place];
        var closes = doors < 0 ? place : _queues[flow.Target].Doors[doors].End - first;
        Lanes landed = Lanes.Zero, late = Lanes.Zero, time = Lanes.Zero;
        for (; place < end; place++)
        {
            // Who comes within the last interval comes too late.
            var now = closes - place > 1 ? flow.LandedIn(closes - place) : 0;
            landed += causes[place] * Vector256.Create(now);
            if (now > 0.999999f)
                continue;
            var rest = causes[place] * Vector256.Create(1 - now);
            late += rest;
            time += rest * Vector256.Create(first + place - _landedAt[number] + 0.5f);
        }

        var part = _parts[number];
        _landed[number] += landed * part;
        _late[number] += late * part;
        _lateTime[number] += time * part;
    }

    /// <summary>Divides what a flow has left over among the next hours of its target.</summary>
    void Land(ReturnFlow flow)
    {
        Settle(flow, _place + 1);
        var weight = Vector256.Sum(_late[flow.Number]);
        if (weight > 0)
        {
            var started = (_landedAt[flow.Number] + Vector256.Sum(_lateTime[flow.Number]) / weight) * _seconds;
            LandAt(flow, _late[flow.Number], started, _shares[flow.Number], flow.Kinds);
        }

        _late[flow.Number] = _lateTime[flow.Number] = Lanes.Zero;
        _landedAt[flow.Number] = _interval + 1;
    }

    void LandAt(ReturnFlow flow, Lanes amount, double started, ReadOnlySpan<Lanes> shares, ReadOnlySpan<int> kinds)
    {
        var doors = _queues[flow.Target].Doors;
        var now = _timeline.StartOf(_interval + 1);
        var number = DoorsFrom(doors, _interval + 1);
        var passed = flow.LandedBy(now - started);
        var rest = 1 - passed;
        for (var before = passed; number < doors.Length && before < 0.9999; number++)
        {
            var opens = flow.LandedBy(doors[number].From - started);
            var closes = flow.LandedBy(doors[number].Until - started);
            var (closed, open) = rest > 1e-9 ? ((opens - before) / rest, (closes - opens) / rest) : (1.0, 0.0);
            _gathered[flow.Target][number] += amount * Fill(closed);
            _spread[flow.Target][number] += amount * Fill(open);
            var both = amount * Fill(closed + open);
            _originsAt[flow.Target][number * Origins + (int)flow.Origin] += both;
            var size = _mix[flow.Target].Length;
            for (var slot = 0; slot < kinds.Length; slot++)
                _kindsAt[flow.Target][number * size + kinds[slot]] += both * shares[slot];
            before = rest > 1e-9 ? closes : 1;
        }
    }

    static int DoorsFrom(Doors[] doors, int interval)
    {
        int low = 0, high = doors.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (doors[middle].First >= interval)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>What self-service sends back of a day's contacts.</summary>
    void Postpone(ReturnFlow flow, int slot, Lanes amount)
    {
        if (Vector256.EqualsAll(amount, Lanes.Zero))
            return;
        _interval = _model.FirstOfDay[_day] - 1;
        LandAt(flow, amount, _timeline.StartOfDay(_day) + 43200 - 86400, [Lanes.One], [slot]);
    }
}
