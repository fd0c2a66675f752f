using System.Runtime.Intrinsics;

namespace Capacity.Simulation.Fluid;

/// <summary>Where live contacts are served: the agents of an interval, and the division of a queue's contacts among its pools.</summary>
internal sealed partial class FluidRun
{
    const float Nobody = 1e9f;

    /// <summary>Takes what steps of an interval have in common: the agents of pools, and the pools of queues that have agents.</summary>
    /// <param name="group">Queues that share pools.</param>
    /// <param name="seconds">Middle of the steps, from the beginning of the interval.</param>
    void Gather(LiveGroup group, float seconds)
    {
        foreach (var pool in group.Pools)
            Gather(ref _here[pool], pool, seconds, _model.Pools[pool].Reserve);
        var somebody = true;
        foreach (var queue in group.Queues)
            if (_live[queue].IsOpen)
                somebody &= Vector256.GreaterThanAll(_live[queue].Agents = AgentsOf(queue), Lanes.Zero);
        foreach (var queue in group.Queues)
            if (_live[queue].IsOpen)
                LeaveOut(queue, somebody);
    }

    Lanes AgentsOf(int queue)
    {
        var all = Lanes.Zero;
        foreach (var pool in _poolsOf[queue])
            all += _here[pool.Pool].Agents;
        return all;
    }

    /// <summary>
    /// Leaves out pools in which nobody is, nor was busy with deferred work just now, where every queue has somebody: contacts that nobody is
    /// there for are divided among all pools.
    /// </summary>
    void LeaveOut(int queue, bool somebody)
    {
        var (links, staffed, count) = (_poolsOf[queue], _staffed[queue], 0);
        foreach (var link in links)
        {
            if (somebody && IsNone(_here[link.Pool].Agents + _here[link.Pool].Deferred))
                _busyIn[link.Place] = _besideIn[link.Place] = Lanes.Zero;
            else
                staffed[count++] = link;
        }

        _live[queue].Staffed = count;
    }

    void Gather(ref PoolState here, int pool, float seconds, double reserve)
    {
        ref readonly var outlook = ref _outlook[pool];
        var (agents, filled, deferred) = (_agentsNow[pool], FilledAt(pool, seconds), outlook.Agents);
        var open = Lanes.One - filled;
        here.Agents = agents;
        here.Open = open;
        here.Places = open * agents + filled * Least(Fill(reserve), agents);
        here.Deferred = deferred;
        here.DeferredWork = outlook.Work;
        here.OpenDeferred = open * deferred;
        here.OpenDeferredWork = open * outlook.Work;
        here.Frees = reserve > 0 ? Lanes.One : open;
        here.HeldFromChats = Vector256.ConditionalSelect(
            Vector256.GreaterThan(filled, Fill(0.5)), Vector256.Create(Nobody), here.OpenDeferred);

        // Never 0, so that contacts are divided evenly where nobody is there.
        here.Weight = agents * (filled + Fill(0.05)) + Fill(1e-6);
    }

    ReadOnlySpan<LiveLink> Staffed(int queue) => _staffed[queue].AsSpan(0, _live[queue].Staffed);

    /// <summary>Divides a queue's contacts in service among its pools: the preferred ones first, what they cannot hold to the next.</summary>
    void Place(int queue)
    {
        var pools = Staffed(queue);
        ref var live = ref _live[queue];
        var rest = Positive(live.Content - live.Line);
        var isChat = _queues[queue].IsChat;
        if (isChat)
            rest = ChatAgents(queue, rest);
        live.Busy = rest;
        if (isChat)
            LoadAgents(queue, ref live);
        if (pools.Length == 1)
            _busyIn[pools[0].Place] = rest;
        else
            PlaceInTurn(pools, rest, _waits[queue]);
        if (isChat)
            PlaceBeside(queue, Positive(live.Content - live.Line) - rest);
    }

    void PlaceInTurn(ReadOnlySpan<LiveLink> pools, Lanes rest, Lanes waits)
    {
        for (var first = 0; first < pools.Length;)
        {
            var end = first + 1;
            while (end < pools.Length && pools[end].Preference == pools[first].Preference)
                end++;
            var stay = end < pools.Length ? Lanes.One - waits : Lanes.Zero;
            rest -= end == first + 1 ? PlaceIn(pools[first], rest, stay) : PlaceAmong(pools[first..end], rest, stay);
            first = end;
        }

        // Who finds nobody idle anywhere is served by those who finish other work.
        var all = Lanes.Zero;
        foreach (var pool in pools)
            all += _here[pool.Pool].Weight;
        var each = Positive(rest) / all;
        foreach (var pool in pools)
            _busyIn[pool.Place] += each * _here[pool.Pool].Weight;
    }

    Lanes PlaceIn(LiveLink pool, Lanes rest, Lanes stay) => _busyIn[pool.Place] = Held(rest, Idle(pool), stay);

    /// <summary>What pools of equal preference hold of a queue's contacts.</summary>
    Lanes PlaceAmong(ReadOnlySpan<LiveLink> pools, Lanes rest, Lanes stay)
    {
        var room = Lanes.Zero;
        foreach (var pool in pools)
            room += _busyIn[pool.Place] = Idle(pool);
        var take = Held(rest, room, stay);
        var share = take / Vector256.MaxNative(room, Fill(1e-9));
        foreach (var pool in pools)
            _busyIn[pool.Place] *= share;
        return take;
    }

    /// <summary>What a room holds of so many contacts whose number is about Poisson.</summary>
    static Lanes Held(Lanes contacts, Lanes room) =>
        Positive(contacts - NormalTails.Overflow(contacts, contacts + Fill(0.01), room));

    /// <summary>
    /// What a room holds where the share that is given (0–1) of those who found it full stays where it went: they are the mean times Erlang's loss,
    /// √mean·φ ÷ Φ for a normal number (D. L. Jagerman, Bell System Technical Journal 53:525, 1974). The others come back into the room.
    /// </summary>
    static Lanes Held(Lanes contacts, Lanes room, Lanes stay)
    {
        var back = Held(contacts, room);
        if (IsNone(stay))
            return back;
        var deviation = Vector256.Sqrt(contacts + Fill(0.01));
        var lost = deviation / NormalTails.Mills((contacts - room - Fill(0.5)) / deviation);
        return Positive(back - stay * Positive(lost - contacts + back));
    }

    /// <summary>Idle agents only, so none where deferred work fills the pool.</summary>
    Lanes Idle(LiveLink pool) => Room(pool) * _here[pool.Pool].Open;

    /// <summary>Agents of a pool that are not busy with other live queues.</summary>
    Lanes Room(LiveLink pool)
    {
        var room = _here[pool.Pool].Agents;
        foreach (var other in pool.OtherPlaces)
            room -= _busyIn[other];
        return Positive(room);
    }
}
