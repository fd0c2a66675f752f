using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>
/// The contacts that come by themselves in one interval: how many come to each queue, and when and why each comes, drawn several
/// at a time.
/// </summary>
internal sealed class FreshBatch(int queues)
{
    readonly int[] _counts = new int[queues];
    readonly double[] _means = new double[queues];
    readonly double[] _volumes = new double[(queues + 3) / 4 * 4];
    readonly double[][] _cumulative = [.. Enumerable.Range(0, queues).Select(_ => new double[8])];
    readonly (double[] ByDate, double Factor)[][] _flows = [.. Enumerable.Range(0, queues).Select(_ => Array.Empty<(double[], double)>())];
    readonly DayProfile?[] _profiles = new DayProfile?[queues];
    ulong[] _keys = new ulong[256];
    double[] _moments = new double[256];
    double[] _kinds = new double[256];
    double[] _reasons = new double[256];
    double[] _emotions = new double[256];
    int _count;

    /// <summary>Draws the interval's contacts of all queues.</summary>
    public void Draw(in ContactDraws draws, Conditions conditions, int interval, int day)
    {
        _count = 0;
        draws.Units(StreamPurpose.Volume, interval, _volumes);
        for (var queue = 0; queue < _counts.Length; queue++)
        {
            var mean = _means[queue] = MeanOf(queue, interval);
            _counts[queue] = mean > 0
                ? (int)CountLaws.PoissonQuantile(mean * conditions.Busyness[queue][day] * (conditions.Intraday[queue]?[interval] ?? 1), _volumes[queue])
                : 0;
            if (_count + _counts[queue] > _keys.Length)
                Grow(_count + _counts[queue]);
            for (var number = 0; number < _counts[queue]; number++)
                _keys[_count++] = ContactDraws.FreshKey(queue, interval, number);
        }

        draws.Pairs(StreamPurpose.Arrivals, _keys, _count, _moments, _kinds);
        draws.Pairs(StreamPurpose.Reason, _keys, _count, _reasons, _emotions);
    }

    /// <summary>Notes the flows of a replication and what each is multiplied by.</summary>
    public void Begin(Conditions conditions)
    {
        for (var queue = 0; queue < _flows.Length; queue++)
        {
            var flows = conditions.Compiled.Demand[queue];
            if (flows.Length > _cumulative[queue].Length)
                _cumulative[queue] = new double[flows.Length];
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
        var cumulative = _cumulative[queue];
        var mean = 0.0;
        for (var flow = 0; flow < flows.Length; flow++)
        {
            mean += weight * flows[flow].ByDate[date] * flows[flow].Factor;
            cumulative[flow] = mean;
        }

        return mean;
    }

    /// <summary>How many come to a queue.</summary>
    public int CountOf(int queue) => _counts[queue];

    /// <summary>Key of the n-th contact of the interval, all queues counted in their order.</summary>
    public ulong Key(int number) => _keys[number];

    /// <summary>Uniform number for its moment within the interval.</summary>
    public double Moment(int number) => _moments[number];

    /// <summary>Uniform numbers for its reason and for whether it is hard.</summary>
    public (double Reason, double Emotion) About(int number) => (_reasons[number], _emotions[number]);

    /// <summary>The flow of the queue to which it belongs.</summary>
    public int FlowOf(int number, int queue)
    {
        // Counting all bounds that are passed has no branch to guess wrong, and they rise.
        var kind = _kinds[number] * _means[queue];
        var cumulative = _cumulative[queue].AsSpan(0, _flows[queue].Length - 1);
        var flow = 0;
        foreach (var bound in cumulative)
            flow += kind >= bound ? 1 : 0;
        return flow;
    }

    void Grow(int least)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)least);
        Array.Resize(ref _keys, size);
        Array.Resize(ref _moments, size);
        Array.Resize(ref _kinds, size);
        Array.Resize(ref _reasons, size);
        Array.Resize(ref _emotions, size);
    }
}
