using System.Runtime.Intrinsics;

namespace Capacity.Simulation.Fluid;

/// <summary>What cases will make of the pools in an interval: live queues are computed before cases are.</summary>
internal sealed partial class FluidRun
{
    const double Nothing = -1e9;

    /// <summary>Most growth of live work from one interval to the next that moves the agents whom it has.</summary>
    const double MostGrowth = 3;

    /// <summary>Share of new agents from which on cases that wait for them take them all.</summary>
    const double AllTaken = 0.95;

    /// <summary>By pool what is to be expected of cases, and the agents whom live work leaves.</summary>
    CaseOutlook[] _outlook = [];
    Lanes[] _left = [];

    void CreateOutlook() => (_outlook, _left) = (new CaseOutlook[_network.Pools.Length], NewPools());

    void Foresee()
    {
        foreach (var pool in _section.CasePools)
        {
            _outlook[pool.Index] = new CaseOutlook { Margin = Fill(Nothing), IsNew = IsNew(pool.Index) };
            var waits = Lanes.Zero;
            foreach (var queue in pool.Live)
                waits = Vector256.MaxNative(waits, _waits[queue]);
            _left[pool.Index] = Positive(_agents[pool.Index][_place] - Fill(pool.Reserve) * (Lanes.One - waits));
        }

        foreach (var queue in _section.LiveQueues)
            if (IsOpen(queue))
                TakeLive(queue);
        foreach (var queue in _deferredOrder)
            if (_staffedAt[queue][_place] && IsCallable(queue))
                Foresee(queue);
    }

    /// <summary>Nobody was in a pool in the interval before.</summary>
    bool IsNew(int pool) => _place == 0 || IsNone(_agents[pool][_place - 1]);

    /// <summary>Takes the agents whom a live queue will have: those of the interval before, as its work grows, or at first what its work needs.</summary>
    void TakeLive(int queue)
    {
        ref readonly var live = ref _live[queue];
        var need = (Total(_fresh[queue], _place * _model.Slices, _model.Slices) + _coming[queue][_place]) * Fill(1 / _seconds);
        var isKnown = !IsNone(live.Content);
        var growth = isKnown ? Least(Fill(MostGrowth), Ratio(need, live.Lambda, Lanes.One)) : Lanes.One;
        foreach (var link in _poolsOf[queue])
        {
            var take = isKnown ? _busyMean[link.Place] * growth : Least(need * _taken[link.Place], _agents[link.Pool][_place]);
            if (!isKnown)
                need = Positive(need - take * _rateOf[link.Place]);
            _left[link.Pool] = Positive(_left[link.Pool] - take);
        }
    }

    /// <summary>What a queue's cases will take of the agents who are left, and how far they fill the pools.</summary>
    void Foresee(int number)
    {
        NoteCases(number, _place);
        var (open, pools) = (_backlog[number], _poolsOf[number]);
        var come = _coming[number][_place] * Fill(1 / _seconds);
        var (rest, waiting) = (open * Fill(1 / _seconds) + come, open);
        Lanes capacity = Lanes.Zero, all = Lanes.Zero;
        foreach (var link in pools)
        {
            all += _agents[link.Pool][_place];
            capacity += _left[link.Pool] * _rateOf[link.Place];
        }

        var surplus = capacity - come;
        var margin = open - Vector256.Sqrt(all);
        foreach (var link in pools)
        {
            ref var outlook = ref _outlook[link.Pool];
            if (outlook.IsNew)
            {
                var first = Least(waiting, Positive(_agents[link.Pool][_place] - outlook.First));
                outlook.First += first;
                waiting -= first;
            }

            var take = Least(_left[link.Pool], rest * _taken[link.Place]);
            _left[link.Pool] -= take;
            rest -= take * _rateOf[link.Place];
            outlook.Agents += take;
            outlook.Work += take * _rateOf[link.Place];
            var half = Fill(0.5 * _seconds);
            var isMore = Vector256.GreaterThan(margin - surplus * half, outlook.Margin - outlook.Surplus * half);
            outlook.Margin = Vector256.ConditionalSelect(isMore, margin, outlook.Margin);
            outlook.Surplus = Vector256.ConditionalSelect(isMore, surplus, outlook.Surplus);
        }
    }

    /// <summary>
    /// Whether cases fill a pool at a moment of the interval (1, else 0): more are open than chance alone keeps, √agents, or were left over by the
    /// interval before. New agents are idle at first unless there is a case for each.
    /// </summary>
    Lanes FilledAt(int pool, float seconds)
    {
        ref readonly var outlook = ref _outlook[pool];
        var isFilled = Vector256.GreaterThan(outlook.Margin, outlook.Surplus * Vector256.Create(seconds));
        isFilled = outlook.IsNew
            ? isFilled & Vector256.GreaterThanOrEqual(outlook.First, Fill(AllTaken) * _agents[pool][_place])
            : isFilled | Vector256.GreaterThan(_caseWork[pool].Filled, Lanes.Zero);
        return isFilled & Lanes.One;
    }
}
