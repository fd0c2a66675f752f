using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>One step of one live queue: the station that its pools make for it, its law, and what it counts.</summary>
internal sealed partial class FluidRun
{
    /// <summary>How a queue stands to others in its pools.</summary>
    struct Rivals
    {
        /// <summary>Waiting contacts of those with whom the queue has one line, its own share of that line.</summary>
        public Lanes OtherLines;
        public Lanes OwnWeight;
        public Lanes AllWeight;

        /// <summary>Arrivals per second in these pools, and those of the line.</summary>
        public Lanes Arrivals;
        public Lanes Joining;
    }

    void Serve(int number, double seconds)
    {
        var queue = _queues[number];
        var rivals = Meet(number);
        Build(number, rivals, out var station);
        var figures = StationLaw.Solve(station, ref _rate[number]);
        var waits = figures.Waits;
        var line = Least(figures.Queue * Ratio(rivals.OwnWeight, rivals.AllWeight, Lanes.One), _content[number]);
        var inTarget = WithinTarget(
            queue, waits, figures.JustFull * station.WaitingRate, _rate[number] * station.Joining, station.WaitingRate, line, figures.Deep);
        var service = ServiceSeconds(number);
        var completed = Positive(_content[number] - line) / service;
        var balked = _lambda[number] * station.Balking * waits;
        var diverted = _lambda[number] * station.Leaving * figures.Long;
        var abandoned = station.GiveUpRate * line + balked;
        var busy = queue.Model.MostPerAgent > 1 ? Lanes.One : Ratio(Positive(_content[number] - line), _busy[number], Lanes.One);
        foreach (var pool in queue.Pools)
            BusyMean(number, pool) += Busy(number, pool) * busy * Fill(1.0 / _steps);
        _line[number] = line;
        _waits[number] = waits;
        _stands[number] = Least(Lanes.One, Positive(Lanes.One - Ratio(figures.JustFull, waits, Lanes.One)));
        _leaving[number] = completed + abandoned + diverted;
        var back = Lanes.One / service;
        _slope[number] = back + (station.GiveUpRate - back) * figures.QueueSlope;
        var time = Fill(seconds);
        var (givingUp, diverting) = (Ratio(abandoned, _leaving[number], Lanes.Zero), Ratio(diverted, _leaving[number], Lanes.Zero));
        var half = Fill(0.5);
        BookLeft(number, _left[number], half * (givingUp + _givingUp[number]), half * (diverting + _diverting[number]));
        (_givingUp[number], _diverting[number]) = (givingUp, diverting);
        Count(number, _lambda[number] * time, inTarget, abandoned * time, line * time, waits);
    }

    /// <summary>Mean seconds in service of a queue's own contacts, over the pools that have them; any where no pool serves it.</summary>
    Lanes ServiceSeconds(int number)
    {
        if (_queues[number].Pools.Length == 0)
            return Lanes.One;
        if (_queues[number].Model.MostPerAgent > 1)
            return _chatSeconds[number];
        Lanes busy = Lanes.Zero, seconds = Lanes.Zero;
        foreach (var pool in _queues[number].Pools)
        {
            busy += Busy(number, pool);
            seconds += Busy(number, pool) * _rateOf[Link(number, pool)];
        }

        return Ratio(busy, seconds, _taken[Link(number, _queues[number].Pools[0])]);
    }

    /// <summary>Divides what left a queue, so that who came, who is there and who left always balance.</summary>
    void BookLeft(int queue, Lanes left, Lanes givingUp, Lanes diverting)
    {
        var (abandoned, diverted) = (left * givingUp, left * diverting);
        _abandoned[queue] += abandoned;
        _diverted[queue] += diverted;
        _completed[queue] += left - abandoned - diverted;
        if (_queues[queue].Model.MostPerAgent > 1)
            Sum(queue, _day, ContactField.HandleMs) += (left - abandoned - diverted) * _chatSeconds[queue] * Fill(1000);
        Sum(queue, _day, ContactField.Abandoned) += abandoned;
        Sum(queue, _day, ContactField.TransferredOut) += diverted;
    }

    void Count(int queue, Lanes offered, (Lanes Answered, Lanes Abandoned) inTarget, Lanes abandoned, Lanes waited, Lanes waits)
    {
        Sum(queue, _day, ContactField.Offered) += offered;
        Sum(queue, _day, ContactField.AnsweredWithinTarget) += offered * inTarget.Answered;
        Sum(queue, _day, ContactField.AbandonedWithinTarget) += Least(abandoned, offered * inTarget.Abandoned);
        Sum(queue, _day, ContactField.ShortAbandons) += Least(abandoned, offered * waits * Fill(_queues[queue].ShortShare));
        Sum(queue, _day, ContactField.WaitOfAllMs) += waited * Fill(1000);
        var served = Lanes.One - Least(Lanes.One, Ratio(abandoned, offered * waits, Lanes.Zero));
        Sum(queue, _day, ContactField.WaitOfAnsweredMs) += waited * served * Fill(1000);
    }

    /// <summary>
    /// Who meets a queue in its pools. Two queues of equal priority have one line as far as they have the same agents; beyond that each has
    /// its own, and who has waited longer relative to the target goes first.
    /// </summary>
    Rivals Meet(int queue)
    {
        var target = Fill(Math.Max(1, _queues[queue].Model.TargetSeconds));
        var rivals = new Rivals { OwnWeight = _lambda[queue] * target, AllWeight = _lambda[queue] * target };
        rivals.Arrivals = rivals.Joining = _lambda[queue];
        if (_model.Rivals[queue].Length == 0)
            return rivals;
        var (age, own) = (AgeOf(queue), AgentsOf(queue));
        foreach (var rival in _model.Rivals[queue])
        {
            var other = rival.Queue;
            _held[other] = _ahead[other] = Lanes.Zero;
            if (!IsOpen(other))
                continue;
            var isChat = _queues[other].Model.MostPerAgent > 1;
            Lanes here = Lanes.Zero, shared = Lanes.Zero;
            foreach (var pool in rival.Pools)
            {
                shared += _agents[pool][_place];
                here += isChat ? Busy(other, pool) * ReleaseRate(other, pool) : Busy(other, pool);
            }

            var flow = isChat ? here : _lambda[other] * Least(Lanes.One, Ratio(here, _busy[other], Lanes.Zero));
            rivals.Arrivals += flow;
            var (goesFirst, stands) = (rival.Order < 0 ? Lanes.One : Lanes.Zero, _stands[other]);
            if (rival.CanJoin)
            {
                // Agents whom only one of them has pull the waits apart quickly.
                var all = AgentsOf(other);
                var like = Ratio(Least(own, all), Vector256.MaxNative(own, all), Lanes.Zero);
                like *= like * like;
                rivals.OtherLines += Ratio(shared, all, Lanes.Zero) * like * _line[other];
                rivals.Joining += like * flow;
                rivals.AllWeight += like * flow * Fill(Math.Max(1, _queues[other].Model.TargetSeconds));
                var theirs = AgeOf(other);
                goesFirst = theirs / (age + theirs);
                stands *= Lanes.One - like;
            }

            // Freed agents go to others who wait: all of them while nobody waits here, else to those who go first.
            _held[other] = stands * Least(Lanes.One, Ratio(_waits[other], _waits[queue], Lanes.One));
            _ahead[other] = _held[other] * goesFirst;
        }

        return rivals;
    }

    /// <summary>Mean wait of a queue's callers in targets, from which follows who is older where lines meet.</summary>
    Lanes AgeOf(int queue) =>
        (_line[queue] + Fill(1e-6)) / (_lambda[queue] + Fill(1e-6)) / Fill(Math.Max(1, _queues[queue].Model.TargetSeconds));

    Lanes AgentsOf(int queue)
    {
        var all = Lanes.Zero;
        foreach (var pool in _queues[queue].Pools)
            all += _agents[pool][_place];
        return all;
    }

    void Build(int number, in Rivals rivals, out Station station)
    {
        var queue = _queues[number];
        var isChat = queue.Model.MostPerAgent > 1;
        Lanes agents = Lanes.Zero, places = Lanes.Zero, full = Lanes.Zero, capacity = Lanes.Zero, others = Lanes.Zero, work = Lanes.Zero;
        Lanes chain = Lanes.Zero, apart = Lanes.Zero, total = Lanes.Zero, kept = Lanes.Zero;
        foreach (var pool in queue.Pools)
        {
            var there = _agents[pool][_place];
            var own = AgentRate(number, pool);
            var busy = Busy(number, pool);
            var rate = busy * own;
            Lanes held = Lanes.Zero, ahead = Lanes.Zero, locked = isChat ? rate : Lanes.Zero;
            foreach (var other in _model.Pools[pool].Live)
            {
                if (other == number)
                    continue;
                var here = Busy(other, pool);
                held = Vector256.MaxNative(held, _held[other]);
                ahead = Vector256.MaxNative(ahead, _ahead[other]);
                others += here;
                busy += here;
                rate += here * ReleaseRate(other, pool);
            }

            var open = Lanes.One - _filled[pool];
            chain += busy + open * _deferredAgents[pool];
            apart += open * _deferredAgents[pool] * _deferredRate[pool];
            work += rate + open * _deferredAgents[pool] * _deferredRate[pool];
            others += open * _deferredAgents[pool];
            busy += _deferredAgents[pool];
            rate += _deferredAgents[pool] * _deferredRate[pool];
            var each = there * Ratio(rate, busy, own);
            agents += there;
            total += each;
            var released = isChat ? Lanes.One - Ratio(locked, rate, Lanes.Zero) : Lanes.One;
            capacity += each * (Lanes.One - ahead * released);
            var reserve = _model.Pools[pool].Reserve;
            places += open * there + _filled[pool] * Least(Fill(reserve), there);
            var frees = reserve > 0 ? each : each * open;
            kept += frees * Vector256.MaxNative(held, _crowded[pool]) * released;
            full += frees;
        }

        var first = queue.Pools.Length > 0 ? Link(number, queue.Pools[0]) : -1;
        station = new Station
        {
            Places = places,
            FullRate = full,
            Kept = kept,
            StepRate = Ratio(total, agents, first < 0 ? Lanes.One : _rateOf[first]),
            WaitingRate = capacity,
            GiveUpRate = queue.HasConstantRate ? Fill(queue.GiveUpRate) : HazardAt(queue, number),
            Balking = Fill(queue.Model.Balking),
            LeavingFrom = Fill(1e9),
            Joining = (Lanes.One - Ratio(apart, work, Lanes.Zero)) * Ratio(rivals.Joining, rivals.Arrivals, Lanes.One),
            Handle = Ratio(chain, work, first < 0 ? Lanes.One : _taken[first]),
            Content = _content[number] + others + rivals.OtherLines,
        };
        OfferCallback(queue.Model, agents, ref station);
        if (isChat && first >= 0)
            ShareAgents(number, agents - others, ref station);
        station.Kept = Least(Lanes.One, Ratio(station.Kept, station.FullRate, Lanes.Zero));
    }

    void OfferCallback(QueueModel queue, Lanes agents, ref Station station)
    {
        if (queue.CallbackByDay?[_day] is not { } rule)
            return;
        station.Leaving = Fill(rule.Acceptance);
        station.LeavingFrom = Vector256.Ceiling(agents * Fill(rule.ThresholdSeconds / queue.Handle.Mean) - Lanes.One);
    }

    Lanes HazardAt(FluidQueue queue, int number)
    {
        Span<Lanes> waits = [Ratio(_line[number], _lambda[number] * _waits[number], Lanes.Zero)];
        var each = LaneConditions.Each(waits);
        for (var lane = 0; lane < Width; lane++)
            each[lane] = (float)queue.GiveUpRateAt(each[lane]);
        return waits[0];
    }

    /// <summary>
    /// Probabilities of being answered, and of giving up, within the target. The wait has density v₀·exp(rH(x) − cx), H the integral of the
    /// survival of patience (S. Zeltyn, A. Mandelbaum, Queueing Systems 51:361, 2005).
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (Lanes Answered, Lanes Abandoned) WithinTarget(
        FluidQueue queue, Lanes waits, Lanes atZero, Lanes rate, Lanes capacity, Lanes line, Lanes deep)
    {
        if (Vector256.EqualsAll(waits, Lanes.Zero))
            return (Lanes.One, Lanes.Zero);
        Lanes by = Lanes.Zero, answered = Lanes.Zero;
        var joining = rate * Fill(1 - queue.Model.Balking);
        foreach (ref readonly var node in queue.Nodes.AsSpan())
        {
            var density = StationLaw.Exp(joining * node.Integral - capacity * node.Wait);
            by += density * node.Weight;
            answered += density * node.Surviving;
        }

        by = Least(waits, by * atZero);
        answered = Least(by, answered * atZero);
        var stay = Lanes.One - Fill(queue.Model.Balking);
        var abandoned = waits * Fill(queue.Model.Balking) + stay * ((by - answered) + (waits - by) * Fill(1 - queue.TargetSurvival));
        var sure = Lanes.One - waits + stay * answered;
        if (Vector256.EqualsAll(deep, Lanes.Zero))
            return (sure, abandoned);
        var wait = line / Vector256.MaxNative(capacity, Fill(1e-6));
        var late = NormalTails.Tail((Fill(queue.Model.TargetSeconds) - wait) * capacity / Vector256.Sqrt(line + Lanes.One));
        return (Vector256.ConditionalSelect(deep, (Lanes.One - late) * Fill(queue.TargetSurvival), sure), abandoned);
    }
}
