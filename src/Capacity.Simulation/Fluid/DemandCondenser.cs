using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>Joins the flows of fresh contacts that differ in nothing the fluid sees, after self-service has kept its share.</summary>
internal sealed class DemandCondenser
{
    readonly FluidModel _model;
    readonly QueueModel _queue;
    readonly Dictionary<(int Course, int Cohort), double[]> _curves = [];
    readonly Dictionary<(int Course, int Cohort, ContactOrigin Origin, int Slot, ReturnFlow? Flow), double[]> _parts = [];

    public DemandCondenser(FluidModel model, QueueModel queue)
    {
        (_model, _queue) = (model, queue);
        for (var course = 0; course < model.Model.CourseCount; course++)
            foreach (var flow in model.Model.CourseOf(course).Demand[queue.Index])
                Add(course, flow);
    }

    public DemandCurve[] Curves() => [.. _curves.Select(curve => new DemandCurve(curve.Key.Course, curve.Key.Cohort, curve.Value))];

    public DemandPart[] Parts() => [.. _parts.Select(part => new DemandPart(
        part.Key.Course, part.Key.Cohort, part.Key.Origin, part.Key.Slot, part.Value, part.Key.Flow))];

    void Add(int course, DemandFlow flow)
    {
        var timeline = _model.Model.Timeline;
        var curve = Of(_curves, (course, flow.Cohort), timeline.Intervals);
        var factor = _model.Model.MeanFactor(_queue.Index, flow);
        var (byDay, all) = (new double[timeline.SimulatedDays], 0.0);
        for (var i = 0; i < curve.Length; i++)
            byDay[timeline.DayOf(i)] += flow.Means[i];
        for (var place = 0; place < flow.Reasons.Length; place++)
        {
            var share = factor * (flow.CumulativeShares[place] - (place > 0 ? flow.CumulativeShares[place - 1] : 0));
            if (share <= 0)
                continue;
            var reason = flow.Reasons[place];
            var kind = _model.Kinds.KindOf(reason, flow.HandleTimeFactor, flow.Emotion);
            var part = Of(_parts, (course, flow.Cohort, flow.Origin, _model.Kinds.SlotOf(_queue.Index, kind), null), timeline.SimulatedDays);
            if (!_model.Network.SelfService.Any(rule => rule.Reason == reason && rule.Queues[_queue.Index]))
            {
                all += share;
                for (var day = 0; day < part.Length; day++)
                    part[day] += byDay[day] * share;
                continue;
            }

            for (var i = 0; i < curve.Length; i++)
            {
                if (flow.Means[i] == 0)
                    continue;
                var come = flow.Means[i] * share * (1 - Kept(course, flow, kind, i, share));
                curve[i] += come;
                part[timeline.DayOf(i)] += come;
            }
        }

        for (var i = 0; i < curve.Length; i++)
            curve[i] += flow.Means[i] * all;
    }

    /// <summary>The share of an interval's contacts that tries self-service; those it does not settle come back.</summary>
    double Kept(int course, DemandFlow flow, ContactKind kind, int interval, double share)
    {
        var middle = _model.Model.Timeline.StartOf(interval) + _model.Model.Timeline.IntervalSeconds / 2.0;
        for (var number = 0; number < _model.Network.SelfService.Length; number++)
        {
            var rule = _model.Network.SelfService[number];
            if (rule.Reason != kind.Reason || !rule.Queues[_queue.Index] || middle < rule.From || middle >= rule.Until)
                continue;
            var slot = _model.Kinds.SlotOf(_queue.Index, ContactKinds.Returned(kind, rule));
            var back = Of(
                _parts, (course, flow.Cohort, ContactOrigin.SelfServiceReturn, slot, _model.Flows.SelfService[number][_queue.Index]),
                _model.Model.Timeline.SimulatedDays);
            back[_model.Model.Timeline.DayOf(interval)] += flow.Means[interval] * share * rule.Share * (1 - rule.Resolution);
            return rule.Share;
        }

        return 0;
    }

    static double[] Of<T>(Dictionary<T, double[]> sums, T key, int length) where T : notnull =>
        sums.TryGetValue(key, out var found) ? found : sums[key] = new double[length];
}
