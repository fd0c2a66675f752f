using System.Runtime.Intrinsics;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>What comes by itself, and what each queue's contacts are like on average.</summary>
internal sealed partial class FluidRun
{
    const double GatheringSeconds = 7200;

    /// <summary>
    /// Contacts that come today, by queue and interval of the day, and in the first interval of tomorrow; of live queues those only that others
    /// made come.
    /// </summary>
    Lanes[][] _coming = [];

    /// <summary>Day's contacts by queue and kind, and their means.</summary>
    Lanes[][] _mix = [];
    Lanes[] _factor = [];
    Lanes[] _hard = [];
    Lanes[] _open = [];
    Lanes[] _loss = [];
    Lanes[][] _lossByDay = [];
    Lanes[][] _handleByDay = [];
    Lanes[][] _cohortFactors = [];
    Lanes[] _busyness = [];
    double[] _draws = [];

    void CreateArrivals()
    {
        _coming = NewRows(_ => _model.LongestDay + 1);
        _mix = NewRows(queue => _model.Kinds.Of(queue).Count);
        (_factor, _hard, _open, _loss) = (NewSums(), NewSums(), NewSums(), NewSums());
        Array.Fill(_factor, Lanes.One);
        _cohortFactors = [.. _conditions.Cohorts.Select(cohort => new[] { LaneConditions.Pack(cohort, _block) })];
        _busyness = NewSums();
        (_lossByDay, _handleByDay) = (NewRows(_ => _timeline.SimulatedDays), NewRows(_ => _timeline.SimulatedDays));
        _draws = new double[_conditions.Lanes];
    }

    Lanes[] NewSums() => new Lanes[_queues.Length];

    Lanes[] NewPools() => new Lanes[_network.Pools.Length];

    Lanes[] NewLinks() => new Lanes[_model.Links];

    /// <summary>Rows of values for the queues of this section.</summary>
    Lanes[][] NewRows(Func<int, int> length)
    {
        var rows = new Lanes[_queues.Length][];
        Array.Fill(rows, []);
        foreach (var queue in _section.Queues)
            rows[queue] = new Lanes[length(queue)];
        return rows;
    }

    /// <summary>Place of what is kept by queue and pool.</summary>
    int Link(int queue, int pool) => _links[queue * _network.Pools.Length + pool];

    Lanes FactorOf(int course, int cohort) => cohort < 0 ? _masks[course] : _masks[course] * _cohortFactors[cohort][0];

    void GatherDay()
    {
        _conditions.CommonBusyness(_day, _draws);
        var common = LaneConditions.Pack(_draws, _block);
        var first = _model.FirstOfDay[_day];
        foreach (var queue in _section.Queues)
        {
            var coming = _coming[queue];
            var early = _day > 0 ? coming[first - _model.FirstOfDay[_day - 1]] : Lanes.Zero;
            Array.Clear(coming);
            Array.Clear(_fresh[queue]);
            coming[0] = early;
            _conditions.OwnBusyness(queue, _day, _draws);
            _busyness[queue] = common * LaneConditions.Pack(_draws, _block);
            if (!_queues[queue].IsLive)
                _busyness[queue] *= Chance(queue);
            foreach (var curve in _model.Curves[queue])
            {
                var factor = FactorOf(curve.Course, curve.Cohort) * _busyness[queue];
                if (IsNone(factor))
                    continue;
                AddFresh(queue, curve, factor);
            }
        }
    }

    void AddFresh(int queue, DemandCurve curve, Lanes factor)
    {
        var (slices, first) = (_model.Slices, _model.FirstOfDay[_day]);
        var means = curve.Means.AsSpan(first * slices, (_model.FirstOfDay[_day + 1] - first) * slices);
        var (fresh, each) = _queues[queue].IsLive ? (_fresh[queue], 1) : (_coming[queue], slices);
        for (var slice = 0; slice < means.Length; slice++)
            if (means[slice] != 0)
                fresh[slice / each] += factor * Fill(means[slice]);
    }

    /// <summary>
    /// Chance in a day's count and handle times, as a factor of its contacts: a backlog adds it up over days, where a live line forgets it
    /// within the hour. Variance (1 + cv²) ÷ contacts.
    /// </summary>
    Lanes Chance(int queue)
    {
        var expected = Lanes.Zero;
        foreach (var part in _model.Parts[queue])
            expected += FactorOf(part.Course, part.Cohort) * Fill(part.ByDay[_day]);
        if (Vector256.LessThanAny(expected, Fill(1)))
            return Lanes.One;
        var variation = _queues[queue].Model.Definition.HandleTime.CoefficientOfVariation;
        _conditions.Chance(queue, _day, _draws);
        var chance = LaneConditions.Pack(_draws, _block) * Vector256.Sqrt(Fill(1 + variation * variation) / expected);
        return Vector256.MaxNative(Fill(0.05), Lanes.One + chance);
    }

    /// <summary>Kinds of the contacts that come today, as far as the morning knows them; contacts of the day itself come as yesterday's did.</summary>
    void MixKinds()
    {
        foreach (var queue in _section.Queues)
        {
            var mix = _mix[queue];
            if (_queues[queue].IsLive || Vector256.EqualsAll(_backlog[queue], Lanes.Zero))
                Array.Clear(mix);
            else
                for (var slot = 0; slot < mix.Length; slot++)
                    mix[slot] *= Ratio(_backlog[queue], _mixTotal[queue], Lanes.Zero);
            foreach (var part in _model.Parts[queue])
            {
                var amount = FactorOf(part.Course, part.Cohort) * _busyness[queue] * Fill(part.ByDay[_day]);
                if (part.SelfService is { } flow)
                {
                    Postpone(flow, part.Slot, amount);
                    continue;
                }

                mix[part.Slot] += amount;
                Sum(queue, _day, (ContactField)part.Origin) += amount;
            }

            AddReturned(queue, mix);
            Average(queue, mix);
        }
    }

    double Unresolved(int queue, ReasonModel reason) =>
        1 - Math.Min(1, reason.FirstContactResolution * _queues[queue].Model.ResolutionFactor);

    void Average(int queue, Lanes[] mix)
    {
        Lanes total = Lanes.Zero, factor = Lanes.Zero, hard = Lanes.Zero, open = Lanes.Zero, loss = Lanes.Zero;
        var kinds = _model.Kinds.Of(queue);
        for (var slot = 0; slot < mix.Length; slot++)
        {
            var reason = _network.Reasons[kinds[slot].Reason];
            total += mix[slot];
            factor += mix[slot] * Fill(kinds[slot].HandleFactor);
            hard += mix[slot] * Fill(kinds[slot].Emotion);
            open += mix[slot] * Fill(Unresolved(queue, reason));
            loss += mix[slot] * Fill(reason.LossCents);
        }

        _mixTotal[queue] = total;
        _factor[queue] = Ratio(factor, total, _factor[queue]);
        _hard[queue] = Ratio(hard, total, _hard[queue]);
        _open[queue] = Ratio(open, total, _open[queue]);
        _loss[queue] = Ratio(loss, total, _loss[queue]);
        _lossByDay[queue][_day] = _loss[queue];
        _handleByDay[queue][_day] = Fill(_queues[queue].Model.Handle.Mean) * _factor[queue];
        ShareFlows(queue, mix, total);
    }
}
