using System.Runtime.Intrinsics;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>The station that its pools and the other queues in them make for a live queue.</summary>
internal sealed partial class FluidRun
{
    /// <summary>How a queue stands to others in its pools.</summary>
    struct Rivals
    {
        /// <summary>Waiting contacts of those with whom the queue has one line, and its own share (0–1) of that line.</summary>
        public Lanes OtherLines;
        public Lanes OwnShare;

        /// <summary>Contacts per second that come to be served in these pools, and those that come to the line.</summary>
        public Lanes Arrivals;
        public Lanes Joining;

        /// <summary>Of those that come to be served, chats: they do not come here while all agents are busy.</summary>
        public Lanes Passing;
    }

    /// <summary>
    /// Who meets a queue in its pools. Two queues of equal priority have one line as far as they have the same agents; beyond that each has
    /// its own, and who has waited longer relative to the target goes first.
    /// </summary>
    void Meet(int queue, out Rivals rivals)
    {
        ref readonly var live = ref _live[queue];
        Lanes arrivals = live.Lambda, joining = live.Lambda, lines = Lanes.Zero, passing = Lanes.Zero;
        var weight = live.Lambda * _queues[queue].Target;
        var allWeight = weight;
        var perWait = Lanes.One / Vector256.MaxNative(_waits[queue], Fill(1e-9));
        foreach (var rival in _model.Rivals[queue])
        {
            ref var other = ref _live[rival.Queue];
            other.Held = other.Ahead = Lanes.Zero;
            if (!other.IsOpen)
                continue;
            var served = ServedIn(rival, other, out var shared, out var busy);
            if (_queues[rival.Queue].IsChat && !_queues[queue].IsChat)
                passing += served = Least(other.Lambda, served / Vector256.MaxNative(Lanes.One - _waits[queue], Fill(1e-6)));
            arrivals += served;
            var held = other.Stands;
            var goesFirst = rival.Order < 0 ? Lanes.One : Lanes.Zero;
            if (rival.CanJoin)
            {
                // Agents whom only one of them has pull the waits apart quickly.
                var all = Vector256.MaxNative(live.Agents, other.Agents);
                var like = Ratio(Least(live.Agents, other.Agents), all, Lanes.Zero);
                like *= like * like;
                var target = _queues[rival.Queue].Target;
                lines += Ratio(shared, other.Agents, Lanes.Zero) * like * other.Line;
                var flow = like * other.Lambda * Least(Lanes.One, Ratio(busy, other.Busy, Lanes.Zero));
                joining += flow;
                arrivals += flow - like * served;
                allWeight += flow * target;
                held *= Lanes.One - like;

                // Mean waits in targets, both times the product of arrivals and targets.
                var little = Fill(1e-6);
                var theirs = (other.Line + little) * (live.Lambda + little) * _queues[queue].Target;
                goesFirst = theirs / (theirs + (live.Line + little) * (other.Lambda + little) * target);
            }

            // Freed agents go to others who wait: all of them while nobody waits here, else to those who go first.
            other.Held = held * Least(Lanes.One, _waits[rival.Queue] * perWait);
            other.Ahead = other.Held * goesFirst;
        }

        rivals.OtherLines = lines;
        rivals.OwnShare = Ratio(weight, allWeight, Lanes.One);
        (rivals.Arrivals, rivals.Joining, rivals.Passing) = (arrivals, joining, passing);
    }

    /// <summary>Contacts per second of another queue whose end frees an agent of both, the agents there, and those busy with it.</summary>
    Lanes ServedIn(LiveRival rival, in LiveState other, out Lanes agents, out Lanes busy)
    {
        Lanes all = Lanes.Zero, hers = Lanes.Zero, served = Lanes.Zero;
        for (var i = 0; i < rival.Pools.Length; i++)
        {
            var place = rival.Places[i];
            all += _here[rival.Pools[i]].Agents;
            hers += _busyIn[place];
            served += (_busyIn[place] - _besideIn[place]) * _rateOf[place];
        }

        (agents, busy) = (all, hers);
        return served;
    }

    void Build(int number, in Rivals rivals, ref Station station)
    {
        var queue = _queues[number];
        var isChat = queue.IsChat;
        var perAgent = isChat ? _live[number].Load / StretchAt(number, _live[number].Load) : Lanes.One;
        Lanes places = Lanes.Zero, full = Lanes.Zero, capacity = Lanes.Zero, others = Lanes.Zero, work = Lanes.Zero;
        Lanes chain = Lanes.Zero, apart = Lanes.Zero, total = Lanes.Zero, kept = Lanes.Zero, away = Lanes.Zero, slower = Lanes.Zero;

        // Who comes while all are busy and nobody waits, of all who come while all are busy.
        ref readonly var before = ref _figures[number];
        var perNobody = Ratio(before.Waits, before.JustFull, Lanes.One);
        foreach (var pool in Staffed(number))
        {
            ref readonly var here = ref _here[pool.Pool];
            var own = _rateOf[pool.Place];
            var busy = _busyIn[pool.Place];
            if (isChat)
                own *= perAgent;
            var rate = busy * own;
            Lanes held = Lanes.Zero, ahead = Lanes.Zero, locked = rate;
            var meetsChats = false;
            Lanes elsewhere = Lanes.Zero, chats = Lanes.Zero, beside = Lanes.Zero, more = Lanes.Zero;
            for (var i = 0; i < pool.Others.Length; i++)
            {
                ref readonly var other = ref _live[pool.Others[i]];
                var place = pool.OtherPlaces[i];
                held = Vector256.MaxNative(held, other.Held);
                ahead = Vector256.MaxNative(ahead, other.Ahead);
                elsewhere += _busyIn[place];
                var theirs = _busyIn[place] * _rateOf[place];
                rate += theirs;
                if (!_queues[pool.Others[i]].IsChat)
                    continue;
                meetsChats = true;
                chats += theirs;
                beside += _besideIn[place] * _rateOf[place];
                if (!isChat)
                    more += MoreBeside(pool.Others[i], place, _live[number].Slope) * _rateOf[place];
            }

            busy += elsewhere;
            others += elsewhere + here.OpenDeferred;
            chain += busy + here.OpenDeferred;
            apart += here.OpenDeferredWork;
            work += rate - beside + here.OpenDeferredWork;
            rate += here.DeferredWork;
            var each = here.Agents * Ratio(rate, busy + here.Deferred, own);
            var released = isChat ? Lanes.One - Ratio(locked, rate, Lanes.Zero) : Lanes.One;
            total += each;
            if (meetsChats)
            {
                slower += more;
                each -= Least(beside + more, each * Ratio(chats, rate, Lanes.Zero));
            }

            capacity += each * (Lanes.One - ahead * released);
            away += here.Agents * ahead * released;
            places += here.Places;
            var frees = each * here.Frees;

            // Cases that come while all are busy are begun when nobody waits: so often does a freed agent find one. No call takes the place of a chat
            // whose agent has another one.
            var cases = _model.Pools[pool.Pool].Reserve > 0 ? Lanes.Zero : Least(frees, here.OpenDeferredWork * perNobody);
            kept += isChat ? cases * released : Vector256.MaxNative(frees * held, cases);
            full += frees;
        }

        var (agents, first) = (_live[number].Agents, _poolsOf[number].Length > 0 ? _poolsOf[number][0].Place : -1);
        station.Places = places;
        station.FullRate = full;
        station.StepRate = Ratio(total, agents, first < 0 ? Lanes.One : _rateOf[first]);
        if (!IsNone(slower))
            station.StepRate = Positive(station.StepRate - slower / Vector256.MaxNative(agents - chain, Lanes.One));
        station.WaitingRate = capacity;
        station.Away = away;
        station.GiveUpRate = queue.HasConstantRate ? Fill(queue.GiveUpRate) : HazardAt(queue, number);
        station.Balking = Fill(queue.Model.Balking);
        station.Joining = Ratio(rivals.Joining, rivals.Arrivals + apart, Lanes.One);
        station.Passing = IsNone(rivals.Passing) ? Lanes.Zero : Ratio(rivals.Passing, rivals.Arrivals + apart, Lanes.Zero);
        station.Handle = Ratio(chain, work, first < 0 ? Lanes.One : _taken[first]);
        station.Content = _live[number].Content + others + rivals.OtherLines;
        if (!isChat && float.IsFinite(_sinceOpening))
            station.Content += StillInCases(number, station.Handle);
        OfferCallback(queue.Model, agents, ref station);
        station.HasSharedPlaces = isChat && first >= 0;
        if (station.HasSharedPlaces)
            ShareAgents(number, agents - others, _rateOf[first], perAgent, ref station);
        station.Kept = Least(Lanes.One, Ratio(kept, station.FullRate, Lanes.Zero));
    }

    /// <summary>
    /// New agents of filled pools begin with a case each: calls that the line's law has in service are still in line as long as these cases last.
    /// </summary>
    Lanes StillInCases(int queue, Lanes handle)
    {
        var first = Lanes.Zero;
        foreach (var pool in Staffed(queue))
            first += _outlook[pool.Pool].First * (Lanes.One - _here[pool.Pool].Open);
        return IsNone(first)
            ? first
            : Least(first, _live[queue].Lambda * handle) * StationLaw.Exp(Vector256.Create(-_sinceOpening) / handle);
    }

    void OfferCallback(QueueModel queue, Lanes agents, ref Station station)
    {
        var rule = queue.CallbackByDay?[_day];
        station.HasCallback = rule is not null;
        (station.Leaving, station.LeavingFrom) = rule is null
            ? (Lanes.Zero, Fill(1e9))
            : (Fill(rule.Acceptance), Vector256.Ceiling(agents * Fill(rule.ThresholdSeconds / queue.Handle.Mean) - Lanes.One));
    }

    Lanes HazardAt(FluidQueue queue, int number)
    {
        Span<Lanes> waits = [Ratio(_live[number].Line, _live[number].Lambda * _waits[number], Lanes.Zero)];
        var each = LaneConditions.Each(waits);
        for (var lane = 0; lane < Width; lane++)
            each[lane] = (float)queue.GiveUpRateAt(each[lane]);
        return waits[0];
    }
}
