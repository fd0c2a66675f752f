using System.Runtime.Intrinsics;

namespace Capacity.Simulation.Fluid;

/// <summary>Chat: agents who hold several contacts, which slows each of them down.</summary>
internal sealed partial class FluidRun
{
    Lanes[] _chatSeconds = [];

    /// <summary>By queue and pool: agents who hold a chat beside another one, so that its end does not free them.</summary>
    Lanes[] _besideIn = [];

    /// <summary>Mean stretch of handle time where agents hold so many chats on average, linear between whole numbers.</summary>
    Lanes StretchAt(int queue, Lanes load)
    {
        var stretch = _queues[queue].Model.Stretch;
        var result = Fill(stretch[1]);
        for (var k = 1; k < _queues[queue].Model.MostPerAgent; k++)
            result += Fill(stretch[k + 1] - stretch[k]) * Least(Lanes.One, Positive(load - Fill(k)));
        return result;
    }

    /// <summary>Chats in hand of a busy agent.</summary>
    void LoadAgents(int queue, ref LiveState live)
    {
        live.Load = Vector256.MaxNative(Lanes.One, Ratio(Positive(live.Content - live.Line), live.Busy, Lanes.One));
    }

    /// <summary>Adds to a station the chats that agents can take beside those in hand.</summary>
    void ShareAgents(int queue, Lanes free, Lanes single, Lanes perAgent, ref Station station)
    {
        var model = _queues[queue].Model;
        var most = model.MostPerAgent;
        ref var live = ref _live[queue];

        // An idle agent whom other work may take next is no second place for a chat.
        var chatting = _queues[queue].HasOwnAgents ? Vector256.MaxNative(live.Busy, Positive(free)) : live.Busy;
        _chatSeconds[queue] = StretchAt(queue, live.Load) / single;
        var gain = most / model.Stretch[most] - 1;
        var extra = chatting * Fill(most - 1);
        var added = Positive(station.WaitingRate - chatting * single * perAgent) + chatting * single;
        station.SharedPlaces = extra;
        station.SharedStepRate = single * Fill(gain / (most - 1));
        station.StepRate = Ratio(added, station.Places, single);
        station.Places += extra;
        station.FullRate = Least(station.FullRate, added) + chatting * single * Fill(gain);
        station.WaitingRate = added + chatting * single * Fill(gain);
        station.Handle = _chatSeconds[queue];
    }

    /// <summary>Agents who hold so many chats: one each, but for the chats beside others that shared agents bring and those that find no room.</summary>
    Lanes ChatAgents(int queue, Lanes chats)
    {
        Lanes room = Lanes.Zero, own = Lanes.Zero, allBusy = Lanes.One;
        var (isShared, hasOwn) = (false, false);
        foreach (var pool in Staffed(queue))
        {
            var here = Positive(Room(pool) - _here[pool.Pool].HeldFromChats);
            room += here;
            var (meets, waits) = (false, Lanes.Zero);
            foreach (var other in pool.Others)
                if (!_queues[other].IsChat)
                    (meets, waits) = (true, Vector256.MaxNative(waits, _waits[other]));
            if (meets)
                (isShared, allBusy) = (true, Least(allBusy, waits));
            else
                (hasOwn, own) = (true, own + here);
        }

        var beside = NormalTails.Overflow(chats, chats + Lanes.One, room);
        if (isShared)
        {
            if (hasOwn)
                allBusy *= NormalTails.Tail((own - Fill(0.5) - chats) / Vector256.Sqrt(chats + Fill(0.01)));
            beside = Vector256.MaxNative(beside, chats * ShareBeside(queue, allBusy));
        }

        return chats - Least(Fill(1 - 1.0 / _queues[queue].Model.MostPerAgent) * chats, beside);
    }

    /// <summary>
    /// Share of chats in hand beside another one: they begin while no agent is idle, with probability p of that, and an agent's two chats last
    /// s ÷ 2 each for every chat alone. Of λ chats a second and handle time h so λh(1 − p) agents have one, λh·p·s ÷ 2 two; exact until no agent has one.
    /// </summary>
    Lanes ShareBeside(int queue, Lanes allBusy)
    {
        var pairs = allBusy * Fill(0.5 * _queues[queue].Model.Stretch[2]);
        return pairs / (Lanes.One - allBusy + pairs + pairs);
    }

    /// <summary>Second chats go to agents of the preferred pool first, as long as one of them has one chat.</summary>
    void PlaceBeside(int queue, Lanes beside)
    {
        foreach (var pool in Staffed(queue))
            beside -= _besideIn[pool.Place] = Least(beside, _busyIn[pool.Place]);
    }

    /// <summary>
    /// Agents of a pool with a second chat while callers find all agents busy, beyond their mean. A pair ends at rate κ = 2 ÷ (sh), and what is there is
    /// all that began since: its mean given that all are busy exceeds the mean by (s ÷ 2)·λh(1 − p)·κ ÷ (κ + γ) where the probability that they still
    /// are falls back at rate γ, twice that of the content: a normal content leaves the upper end of its law so fast, its middle at 1.4 times.
    /// </summary>
    /// <param name="queue">The chats.</param>
    /// <param name="at">Place of the queue in the pool.</param>
    /// <param name="slope">Rate at which the callers' content falls back.</param>
    Lanes MoreBeside(int queue, int at, Lanes slope)
    {
        Lanes before = Lanes.Zero, all = Lanes.Zero, here = Lanes.Zero;
        foreach (var pool in Staffed(queue))
        {
            var single = _busyIn[pool.Place] - _besideIn[pool.Place];
            if (pool.Place == at)
                (here, before) = (single, all);
            all += single;
        }

        var half = Fill(0.5 * _queues[queue].Model.Stretch[2]);
        return Least(here, Positive(all * half * _rateOf[at] / (_rateOf[at] + half * (slope + slope)) - before));
    }
}
