using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Fluid;

/// <summary>One step of one live queue: the law of its station, what leaves it, and what it counts.</summary>
internal sealed partial class FluidRun
{
    void Serve(int number, float seconds, bool isLast)
    {
        ref var live = ref _live[number];
        ref var station = ref _stations[number];
        ref var figures = ref _figures[number];
        Meet(number, out var rivals);
        Build(number, rivals, ref station);
        StationLaw.Solve(station, ref figures);
        var waits = figures.Waits;
        var line = Least(figures.Queue * rivals.OwnShare, live.Content);
        (live.Line, _waits[number]) = (line, waits);
        live.Stands = Least(Lanes.One, Positive(Lanes.One - Ratio(figures.JustFull, waits, Lanes.One)));
        var inService = Positive(live.Content - line);
        var busy = Ratio(inService, live.Busy, Lanes.One);
        if (_queues[number].IsChat)
        {
            LoadAgents(number, ref live);
            busy = Lanes.One;
        }

        busy *= _stepShare;
        foreach (var pool in Staffed(number))
            _busyMean[pool.Place] += _busyIn[pool.Place] * busy;
        var abandoned = _abandoned[number];
        Leave(number, inService);
        if (!isLast)
            RedialSoon(number, _abandoned[number] - abandoned);
        Count(number, Vector256.Create(seconds));
    }

    /// <summary>What leaves a queue from now on, and the books on what has left it since the last step.</summary>
    void Leave(int number, Lanes inService)
    {
        ref var live = ref _live[number];
        ref readonly var station = ref _stations[number];
        ref readonly var figures = ref _figures[number];
        var served = ServiceRate(number);
        var abandoned = station.GiveUpRate * live.Line + live.Lambda * station.Balking * figures.Waits;
        var diverted = live.Lambda * station.Leaving * figures.Long;
        var leaving = inService * served + abandoned + diverted;
        live.Leaving = leaving;
        live.Slope = served + (station.GiveUpRate - served) * figures.QueueSlope;
        var each = Ratio(Lanes.One, leaving, Lanes.Zero);
        var (givingUp, diverting, half) = (abandoned * each, diverted * each, Fill(0.5));
        BookLeft(number, live.Left, half * (givingUp + live.GivingUp), half * (diverting + live.Diverting));
        (live.GivingUp, live.Diverting) = (givingUp, diverting);
    }

    /// <summary>Completions per second of a queue's own contact in service, over the pools that have them; any where no pool serves it.</summary>
    Lanes ServiceRate(int number)
    {
        if (_poolsOf[number].Length == 0)
            return Lanes.One;
        if (_queues[number].IsChat)
            return Lanes.One / _chatSeconds[number];
        var pools = Staffed(number);
        if (pools.Length == 1)
            return _rateOf[pools[0].Place];
        Lanes busy = Lanes.Zero, rate = Lanes.Zero;
        foreach (var pool in pools)
        {
            busy += _busyIn[pool.Place];
            rate += _busyIn[pool.Place] * _rateOf[pool.Place];
        }

        return Ratio(rate, busy, _rateOf[_poolsOf[number][0].Place]);
    }

    /// <summary>Divides what left a queue, so that who came, who is there and who left always balance.</summary>
    void BookLeft(int queue, Lanes left, Lanes givingUp, Lanes diverting)
    {
        var (abandoned, diverted) = (left * givingUp, left * diverting);
        var completed = left - abandoned - diverted;
        _abandoned[queue] += abandoned;
        _diverted[queue] += diverted;
        _completed[queue] += completed;
        var day = DayOf(queue);
        if (_queues[queue].IsChat)
            day[(int)ContactField.HandleMs] += completed * _chatSeconds[queue] * Fill(1000);
        day[(int)ContactField.Abandoned] += abandoned;
        day[(int)ContactField.TransferredOut] += diverted;
    }

    /// <summary>Today's sums of a queue.</summary>
    Span<Lanes> DayOf(int queue) =>
        _sums[_day].AsSpan(queue * (int)ContactField.Count, (int)ContactField.Count);

    void Count(int number, Lanes seconds)
    {
        var queue = _queues[number];
        ref readonly var live = ref _live[number];
        ref readonly var station = ref _stations[number];
        ref readonly var figures = ref _figures[number];
        WithinTarget(queue, station, figures, live.Line, out var answeredInTarget, out var abandonedInTarget);
        var day = DayOf(number);
        var offered = live.Lambda * seconds;
        var abandoned = (station.GiveUpRate * live.Line + live.Lambda * station.Balking * figures.Waits) * seconds;
        var waiting = offered * figures.Waits;
        var waited = live.Line * seconds * Fill(1000);
        day[(int)ContactField.Offered] += offered;
        day[(int)ContactField.AnsweredWithinTarget] += offered * answeredInTarget;
        day[(int)ContactField.AbandonedWithinTarget] += Least(abandoned, offered * abandonedInTarget);
        day[(int)ContactField.ShortAbandons] += Least(abandoned, waiting * Fill(queue.ShortShare));
        day[(int)ContactField.WaitOfAllMs] += waited;
        day[(int)ContactField.WaitOfAnsweredMs] += waited * (Lanes.One - Least(Lanes.One, Ratio(abandoned, waiting, Lanes.Zero)));
    }

    /// <summary>
    /// Probabilities of being answered, and of giving up, within the target. The wait has density v₀·exp(rH(x) − cx), H the integral of the
    /// survival of patience (S. Zeltyn, A. Mandelbaum, Queueing Systems 51:361, 2005).
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void WithinTarget(
        FluidQueue queue, in Station station, in StationFigures figures, in Lanes line, out Lanes answeredInTarget, out Lanes abandonedInTarget)
    {
        var waits = figures.Waits;
        (answeredInTarget, abandonedInTarget) = (Lanes.One, Lanes.Zero);
        if (IsNone(waits))
            return;
        Lanes by = Lanes.Zero, answered = Lanes.Zero;
        var stay = Lanes.One - station.Balking;
        var (joining, capacity) = (figures.Rate * station.Joining * stay, station.WaitingRate);
        foreach (ref readonly var node in queue.Nodes.AsSpan())
        {
            var density = StationLaw.Exp(joining * node.Integral - capacity * node.Wait);
            by += density * node.Weight;
            answered += density * node.Surviving;
        }

        var atZero = figures.JustFull * capacity;
        by = Least(waits, by * atZero);
        answered = Least(by, answered * atZero);
        abandonedInTarget = waits * station.Balking + stay * ((by - answered) + (waits - by) * Fill(1 - queue.TargetSurvival));
        answeredInTarget = Lanes.One - waits + stay * answered;
        if (IsNone(figures.Deep))
            return;
        var wait = line / Vector256.MaxNative(capacity, Fill(1e-6));
        var late = NormalTails.Tail((Fill(queue.Model.TargetSeconds) - wait) * capacity / Vector256.Sqrt(line + Lanes.One));
        answeredInTarget = Vector256.ConditionalSelect(figures.Deep, (Lanes.One - late) * Fill(queue.TargetSurvival), answeredInTarget);
    }
}
