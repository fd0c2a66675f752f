using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>How many contacts come by themselves to each queue in one interval, and what each of them is.</summary>
internal sealed class FreshCounts(int queues)
{
    readonly int[] _counts = new int[queues];
    readonly double[] _means = new double[queues];
    readonly double[] _volumes = new double[(queues + 3) / 4 * 4];
    readonly FlowTable _table = new();
    readonly (double[] ByDate, double Factor)[][] _flows = [.. Enumerable.Range(0, queues).Select(_ => Array.Empty<(double[], double)>())];
    readonly DayProfile?[] _profiles = new DayProfile?[queues];

    /// <summary>Draws the interval's numbers of all queues.</summary>
    public void Draw(in ContactDraws draws, Conditions conditions, int interval, int day)
    {
        draws.Units(StreamPurpose.Volume, interval, _volumes);
        for (var queue = 0; queue < _counts.Length; queue++)
        {
            var mean = _means[queue] = MeanOf(queue, interval);
            _counts[queue] = mean > 0
                ? (int)CountLaws.PoissonQuantile(mean * conditions.Busyness[queue][day] * (conditions.Intraday[queue]?[interval] ?? 1), _volumes[queue])
                : 0;
        }
    }

    /// <summary>Notes the flows of a replication and what each is multiplied by.</summary>
    public void Begin(Conditions conditions, ReasonModel[] reasons)
    {
        _table.Load(conditions.Compiled, reasons);
        for (var queue = 0; queue < _flows.Length; queue++)
        {
            var flows = conditions.Compiled.Demand[queue];
            if (flows.Length != _flows[queue].Length)
                _flows[queue] = new (double[], double)[flows.Length];
            _profiles[queue] = flows.Length > 0 ? flows[0].Means.Profile : null;
            for (var flow = 0; flow < flows.Length; flow++)
                _flows[queue][flow] = (flows[flow].Means.ByDate, conditions.FactorOf(flows[flow], queue));
        }
    }

    double MeanOf(int queue, int interval)
    {
        if (_profiles[queue] is not { } profile)
            return 0;
        var weight = profile.WeightAt(interval, out var date);
        if (weight == 0)
            return 0;
        var flows = _flows[queue];
        var bounds = _table.BoundsOf(queue);
        var mean = 0.0;
        for (var flow = 0; flow < flows.Length; flow++)
        {
            mean += weight * flows[flow].ByDate[date] * flows[flow].Factor;
            bounds[flow] = mean;
        }

        bounds[flows.Length - 1] = double.PositiveInfinity;
        return mean;
    }

    /// <summary>How many come to a queue.</summary>
    public int CountOf(int queue) => _counts[queue];

    /// <summary>What a contact of a queue is, by two uniform numbers: for its flow and for its reason.</summary>
    public ref readonly FreshKind KindOf(int queue, double forFlow, double forReason) => ref _table.Find(queue, forFlow * _means[queue], forReason);
}
