using System.Runtime.Intrinsics;

namespace Capacity.Simulation.Fluid;

/// <summary>When and where those who come back are offered: while the doors stay open, or at one of the next openings.</summary>
internal sealed partial class FluidRun
{
    /// <summary>Lets a flow's contacts of this interval come: those that land before the doors close now, the others later.</summary>
    void Emit(ReturnFlow flow, Lanes amount)
    {
        if (IsNone(amount))
            return;
        var target = _queues[flow.Target];
        var number = target.DoorsOf[_interval];
        var left = number < 0 ? 0 : target.Doors[number].End - _interval;

        // What lands in this very interval: a live queue takes it in its next steps, a deferred one in the next interval.
        var landed = left > 1 ? flow.LandedIn(left) : 0;
        if (landed > 0)
        {
            var near = flow.Near.AsSpan(0, Math.Min(left, flow.Near.Length));
            var coming = _coming[flow.Target].AsSpan(_place, near.Length);
            for (var j = 1; j < near.Length && j < coming.Length; j++)
                coming[j] = Vector256.FusedMultiplyAdd(amount, Vector256.Create(near[j]), coming[j]);
            if (target.IsLive)
                _soon[flow.Target] += amount * Vector256.Create(near[0]);
            else
                _coming[flow.Target][_place + 1] += amount * Vector256.Create(near[0]);
            _landed[flow.Number] += amount * Fill(landed);
        }

        if (landed > 0.999999)
            return;
        var rest = amount * Fill(1 - landed);
        _late[flow.Number] += rest;
        _lateTime[flow.Number] += rest * Vector256.Create(_interval - _landedAt[flow.Number] + 0.5f);
    }

    /// <summary>Divides what a flow has left over among the next hours of its target.</summary>
    void Land(ReturnFlow flow)
    {
        var weight = Vector256.Sum(_late[flow.Number]);
        if (weight > 0)
        {
            var started = (_landedAt[flow.Number] + Vector256.Sum(_lateTime[flow.Number]) / weight) * _seconds;
            LandAt(flow, _late[flow.Number], started, slot => _shares[flow.Number][slot], flow.Kinds);
        }

        _late[flow.Number] = _lateTime[flow.Number] = Lanes.Zero;
        _landedAt[flow.Number] = _interval + 1;
    }

    void LandAt(ReturnFlow flow, Lanes amount, double started, Func<int, Lanes> shareOf, int[] kinds)
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
                _kindsAt[flow.Target][number * size + kinds[slot]] += both * shareOf(slot);
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
        LandAt(flow, amount, _timeline.StartOfDay(_day) + 43200 - 86400, _ => Lanes.One, [slot]);
    }
}
