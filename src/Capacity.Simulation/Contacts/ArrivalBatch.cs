using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>
/// The contacts that are known to come in one interval, in the order in which they come. What nearly every contact needs is drawn for all of
/// them together before the interval begins: the draws are those that <see cref="ContactDraws.Pair"/> and <see cref="TimeLaw.Draw"/> give,
/// bit for bit.
/// </summary>
internal sealed class ArrivalBatch(QueueModel[] queues)
{
    readonly (double Mean, double Deviation)[] _logarithms = [.. queues.Select(queue => queue.Handle.Logarithm ?? default)];
    readonly bool[] _isOther = [.. queues.Select(queue => queue.Handle.Logarithm is null)];
    readonly bool _hasOthers = queues.Any(queue => queue.Handle.Logarithm is null);
    Entered[] _entered = new Entered[256];
    Arrival[] _sorted = new Arrival[257];
    int[] _bucketOf = new int[256];
    int[] _ends = new int[257];
    ulong[] _keys = new ulong[256];
    double[] _handle = new double[256];
    double[] _unused = new double[256];
    double[] _resolution = new double[256];
    double[] _comesBack = new double[256];
    double[] _logMeans = new double[256];
    double[] _logDeviations = new double[256];
    int _count;
    int _next;

    /// <summary>When the next contact comes; infinite where none is left.</summary>
    public double NextMoment => _sorted[_next].Moment;

    /// <summary>The next contact, which is then taken away.</summary>
    public int Take() => _sorted[_next++].Place;

    public void Clear() => _count = 0;

    public void Add(int place, ulong key, int queue, double moment)
    {
        if (_count == _entered.Length)
            Grow();
        ref var entered = ref _entered[_count++];
        entered.Key = key;
        entered.Moment = moment;
        entered.Place = place;
        entered.Queue = queue;
    }

    /// <summary>Puts the contacts in order of time, then of entry; those that come at the end of the interval or later are given back.</summary>
    public void Sort(double start, double length, Action<double, int> later)
    {
        var buckets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, _count));
        var ends = _ends.AsSpan(0, buckets + 1);
        ends.Clear();
        var (perSecond, end) = (buckets / length, start + length);
        for (var i = 0; i < _count; i++)
        {
            var bucket = (int)Math.Clamp((_entered[i].Moment - start) * perSecond, 0, buckets - 1);
            _bucketOf[i] = bucket;
            ends[bucket + 1]++;
        }

        for (var bucket = 0; bucket < buckets; bucket++)
            ends[bucket + 1] += ends[bucket];
        var sorted = _sorted;
        for (var i = 0; i < _count; i++)
        {
            ref var to = ref sorted[ends[_bucketOf[i]]++];
            to.Moment = _entered[i].Moment;
            to.Place = _entered[i].Place;
        }

        SortNeighbors(sorted.AsSpan(0, _count));
        var known = _count;
        while (known > 0 && sorted[known - 1].Moment >= end)
            known--;
        for (var i = known; i < _count; i++)
            later(sorted[i].Moment, sorted[i].Place);
        sorted[known].Moment = double.PositiveInfinity;
        _next = 0;
    }

    static void SortNeighbors(Span<Arrival> arrivals)
    {
        for (var i = 1; i < arrivals.Length; i++)
        {
            if (!(arrivals[i].Moment < arrivals[i - 1].Moment))
                continue;
            var arrival = arrivals[i];
            var at = i;
            for (; at > 0 && arrival.Moment < arrivals[at - 1].Moment; at--)
                arrivals[at] = arrivals[at - 1];
            arrivals[at] = arrival;
        }
    }

    /// <summary>Draws for all and notes it with the contacts.</summary>
    public void Draw(in ContactDraws draws, ContactStore contacts)
    {
        if (_count == 0)
            return;
        for (var i = 0; i < _count; i++)
        {
            _keys[i] = _entered[i].Key;
            (_logMeans[i], _logDeviations[i]) = _logarithms[_entered[i].Queue];
        }

        draws.Pairs(StreamPurpose.HandleTime, _keys, _count, _handle, _unused);
        draws.Pairs(StreamPurpose.Resolution, _keys, _count, _resolution, _comesBack);
        var seconds = _unused;
        DrawLognormal(seconds);
        if (_hasOthers)
            for (var i = 0; i < _count; i++)
                if (_isOther[_entered[i].Queue])
                    seconds[i] = queues[_entered[i].Queue].Handle.Draw(_handle[i]);
        for (var i = 0; i < _count; i++)
        {
            ref var drawn = ref contacts.DrawnOf(_entered[i].Place);
            drawn.Tag = ServiceDraws.TagOf(_entered[i].Key, _entered[i].Queue);
            drawn.Seconds = seconds[i];
            drawn.Resolution = _resolution[i];
            drawn.ComesBack = _comesBack[i];
        }
    }

    void DrawLognormal(double[] seconds)
    {
        var uniforms = MemoryMarshal.Cast<double, Vector256<double>>(_handle.AsSpan());
        var means = MemoryMarshal.Cast<double, Vector256<double>>(_logMeans.AsSpan());
        var deviations = MemoryMarshal.Cast<double, Vector256<double>>(_logDeviations.AsSpan());
        var draws = MemoryMarshal.Cast<double, Vector256<double>>(seconds.AsSpan());
        for (var four = 0; four < (_count + 3) / 4; four++)
            draws[four] = KernelMath.Exp(Vector256.FusedMultiplyAdd(deviations[four], NormalLaw.Quantile(uniforms[four]), means[four]));
    }

    void Grow()
    {
        var size = 2 * _count;
        Array.Resize(ref _entered, size);
        Array.Resize(ref _sorted, size + 1);
        Array.Resize(ref _bucketOf, size);
        Array.Resize(ref _ends, size + 1);
        Array.Resize(ref _keys, size);
        Array.Resize(ref _handle, size);
        Array.Resize(ref _unused, size);
        Array.Resize(ref _resolution, size);
        Array.Resize(ref _comesBack, size);
        Array.Resize(ref _logMeans, size);
        Array.Resize(ref _logDeviations, size);
    }

    struct Entered
    {
        public ulong Key;
        public double Moment;
        public int Place;
        public int Queue;
    }

    struct Arrival
    {
        public double Moment;
        public int Place;
    }
}

/// <summary>What was drawn for a contact's service before its interval began.</summary>
internal struct ServiceDraws
{
    /// <summary>For which key and queue: a contact that has become another draws anew.</summary>
    public ulong Tag;

    /// <summary>Handle time in seconds by the queue's law alone.</summary>
    public double Seconds;

    /// <summary>Uniform numbers for whether the case is resolved, and whether it comes back if not.</summary>
    public double Resolution;
    public double ComesBack;

    public static ulong TagOf(ulong key, int queue) => key + (ulong)(uint)queue;
}
