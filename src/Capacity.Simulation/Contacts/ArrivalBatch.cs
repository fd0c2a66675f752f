using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>
/// The contacts that come in one interval, in the order in which they come: fresh ones, of which nothing but their draws is there until then,
/// and those that exist. What nearly every contact needs is drawn for all of them together before the interval begins: the draws are those
/// that <see cref="ContactDraws.Pair"/> and <see cref="TimeLaw.Draw"/> give, bit for bit.
/// </summary>
internal sealed class ArrivalBatch(QueueModel[] queues)
{
    /// <summary>Contacts of a queue are entered so many at a time, and arrays reach as far beyond the last one.</summary>
    const int Lanes = 8;
    readonly HandleDraws _handleDraws = new(queues);
    double[] _moments = new double[256];
    (double Moment, int Number)[] _order = new (double, int)[256];
    Arrival[] _sorted = new Arrival[257];

    /// <summary>By number of entry, the bucket of its moment, then its place among the sorted.</summary>
    int[] _bucketOf = new int[256];
    int[] _ends = new int[257];
    ulong[] _keys = new ulong[256];
    int[] _queues = new int[256];
    int[] _places = new int[256];
    double[] _lengths = new double[256];
    double[] _handle = new double[256];
    double[] _seconds = new double[256];
    double[] _kinds = new double[256];
    double[] _reasons = new double[256];
    double[] _emotions = new double[256];
    double[] _resolution = new double[256];
    double[] _comesBack = new double[256];
    int _fresh;
    int _count;
    int _next;

    /// <summary>When the next contact comes; infinite where none is left.</summary>
    public double NextMoment
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_sorted), _next).Moment;
    }

    /// <summary>The next contact, which is then taken away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly Arrival Take() => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_sorted), _next++);

    public void Clear() => _count = _fresh = 0;

    /// <summary>Enters contacts of a queue that come by themselves, before all others: each somewhere in a stretch of time.</summary>
    public void AddFresh(int queue, int interval, int count, double from, double length)
    {
        while (_count + count + Lanes > _keys.Length)
            Grow();
        var number = Vector512.Create(ContactDraws.FreshNumber(queue, interval, 0)) + Vector512<ulong>.Indices;
        for (var done = 0; done < count; done += Lanes, number += Vector512.Create((ulong)Lanes))
        {
            var at = _count + done;
            ContactDraws.Mix(number).StoreUnsafe(ref _keys[at]);
            Vector512.Create(from).StoreUnsafe(ref _moments[at]);
            Vector512.Create(length).StoreUnsafe(ref _lengths[at]);
            Vector256.Create(queue).StoreUnsafe(ref _queues[at]);
        }

        _count = _fresh = _count + count;
    }

    /// <summary>Enters a contact that exists.</summary>
    public void Add(int place, ulong key, int queue, double moment)
    {
        if (_count + Lanes >= _keys.Length)
            Grow();
        _keys[_count] = key;
        _moments[_count] = moment;
        _places[_count] = place;
        _lengths[_count] = 0;
        _queues[_count++] = queue;
    }

    /// <summary>Draws for all: moments of the fresh ones first.</summary>
    public void Draw(in ContactDraws draws)
    {
        if (_fresh > 0)
        {
            draws.Pairs(StreamPurpose.Arrivals, StreamPurpose.Reason, _keys, _fresh, (_handle, _kinds), (_reasons, _emotions));
            Place();
        }

        draws.Pairs(StreamPurpose.HandleTime, StreamPurpose.Resolution, _keys, _count, (_handle, _seconds), (_resolution, _comesBack));
        _handleDraws.Draw(_queues, _handle, _seconds, _count);
    }

    /// <summary>Moments of the fresh ones from their uniform numbers; lengths beyond them are zero.</summary>
    void Place()
    {
        ref var moments = ref MemoryMarshal.GetArrayDataReference(_moments);
        for (nuint at = 0; at < (nuint)_fresh; at += Lanes)
            (Vector512.LoadUnsafe(ref moments, at) + Vector512.LoadUnsafe(ref At(_handle, 0), at) * Vector512.LoadUnsafe(ref At(_lengths, 0), at))
                .StoreUnsafe(ref moments, at);
    }

    /// <summary>Arrays are as long as <see cref="Grow"/> makes them: every contact has its place in each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ref T At<T>(T[] array, int place) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), place);

    /// <summary>Puts the contacts in order of time, then of entry; those that come at the end of the interval or later are given back.</summary>
    public void Sort(double start, double length, FreshCounts fresh, Action<Arrival> later)
    {
        Order(start, length);
        var (order, placeOf) = (_order, _bucketOf);
        for (var i = 0; i < _count; i++)
            At(placeOf, At(order, i).Number) = i;

        // In the order of entry, queue by queue, so that what is asked of a queue's flows is the same many times in a row.
        for (var number = 0; number < _count; number++)
            Describe(number, fresh, ref At(_sorted, At(placeOf, number)));
        var known = _count;
        while (known > 0 && _sorted[known - 1].Moment >= start + length)
            known--;
        for (var i = known; i < _count; i++)
            later(_sorted[i]);
        _sorted[known].Moment = double.PositiveInfinity;
        _next = 0;
    }

    void Order(double start, double length)
    {
        var buckets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, _count));
        var ends = _ends;
        ends.AsSpan(0, buckets + 1).Clear();
        var (perSecond, last) = (buckets / length, buckets - 1.0);
        var (moments, bucketOf, order, count) = (_moments, _bucketOf, _order, _count);
        for (var number = 0; number < count; number++)
        {
            var place = double.MinNative(double.MaxNative((At(moments, number) - start) * perSecond, 0), last);
            var bucket = double.ConvertToIntegerNative<int>(place);
            At(bucketOf, number) = bucket;
            At(ends, bucket + 1)++;
        }

        for (int bucket = 0, end = 0; bucket < buckets; bucket++)
            At(ends, bucket + 1) = end += At(ends, bucket + 1);
        for (var number = 0; number < count; number++)
        {
            ref var to = ref At(order, At(ends, At(bucketOf, number))++);
            to.Moment = At(moments, number);
            to.Number = number;
        }

        SortNeighbors(order, count);
    }

    static void SortNeighbors((double Moment, int Number)[] order, int count)
    {
        for (var i = 1; i < count; i++)
        {
            if (!(At(order, i).Moment < At(order, i - 1).Moment))
                continue;
            var taken = order[i];
            var at = i;
            for (; at > 0 && taken.Moment < order[at - 1].Moment; at--)
                order[at] = order[at - 1];
            order[at] = taken;
        }
    }

    void Describe(int number, FreshCounts fresh, ref Arrival arrival)
    {
        var queue = At(_queues, number);
        arrival.Moment = At(_moments, number);
        arrival.Key = At(_keys, number);
        arrival.Queue = (short)queue;
        arrival.Drawn.Tag = ServiceDraws.TagOf(arrival.Key, queue);
        arrival.Drawn.Seconds = At(_seconds, number);
        arrival.Drawn.Resolution = At(_resolution, number);
        arrival.Drawn.ComesBack = At(_comesBack, number);
        arrival.Place = number < _fresh ? Arrival.IsFresh : At(_places, number);
        if (number >= _fresh)
            return;
        ref readonly var kind = ref fresh.KindOf(queue, At(_kinds, number), At(_reasons, number));
        arrival.HandleFactor = kind.HandleFactor;
        arrival.Reason = kind.Reason;
        arrival.Origin = kind.Origin;
        arrival.Flags = (ContactFlags)Convert.ToByte(At(_emotions, number) < kind.Emotion);
    }

    void Grow()
    {
        var size = 2 * _keys.Length;
        Array.Resize(ref _moments, size);
        Array.Resize(ref _order, size);
        Array.Resize(ref _sorted, size + 1);
        Array.Resize(ref _bucketOf, size);
        Array.Resize(ref _ends, size + 1);
        Array.Resize(ref _keys, size);
        Array.Resize(ref _queues, size);
        Array.Resize(ref _places, size);
        Array.Resize(ref _lengths, size);
        Array.Resize(ref _handle, size);
        Array.Resize(ref _seconds, size);
        Array.Resize(ref _kinds, size);
        Array.Resize(ref _reasons, size);
        Array.Resize(ref _emotions, size);
        Array.Resize(ref _resolution, size);
        Array.Resize(ref _comesBack, size);
    }
}

/// <summary>A contact that comes in an interval, with what was drawn for it.</summary>
internal struct Arrival
{
    /// <summary>The place of a contact that has none yet.</summary>
    public const int IsFresh = -1;
    public double Moment;
    public ulong Key;

    public ServiceDraws Drawn;
    public int Place;
    public short Queue;

    /// <summary>What a fresh contact is; meaningless for others.</summary>
    public short Reason;
    public float HandleFactor;
    public ContactOrigin Origin;
    public ContactFlags Flags;
}
