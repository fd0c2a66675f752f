using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>
/// The contacts that come in one interval, in the order in which they come: fresh ones, which are made here, and those that exist. What nearly
/// every contact needs is drawn for all of them together before the interval begins: the draws are those
/// that <see cref="ContactDraws.Pair"/> and <see cref="TimeLaw.Draw"/> give, bit for bit.
/// </summary>
internal sealed class ArrivalBatch(QueueModel[] queues)
{
    /// <summary>Contacts of a queue are entered so many at a time, and arrays reach as far beyond the last one.</summary>
    const int Lanes = 8;
    readonly HandleDraws _handleDraws = new(queues);
    double[] _moments = new double[256];

    /// <summary>Moments in order, each first with its number of entry, at last with its contact's place.</summary>
    (double Moment, int Number)[] _order = new (double, int)[257];
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
        get => At(_order, _next).Moment;
    }

    /// <summary>The place of the next contact, which is then taken away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take() => At(_order, _next++).Number;

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

    /// <summary>Makes the fresh contacts and puts all in order of time, then of entry; those that come at the end of the interval or later are given back.</summary>
    public void Sort(double start, double length, FreshCounts fresh, ContactStore contacts, Action<double, int> later)
    {
        Order(start, length);

        // In the order of entry, queue by queue, so that what is asked of a queue's flows is the same many times in a row.
        for (var number = 0; number < _fresh; number++)
            At(_places, number) = Make(number, fresh, contacts);
        for (var number = 0; number < _count; number++)
            Describe(number, ref contacts.DrawnOf(At(_places, number)));
        var order = _order;
        for (var i = 0; i < _count; i++)
            At(order, i).Number = At(_places, At(order, i).Number);
        var known = _count;
        while (known > 0 && order[known - 1].Moment >= start + length)
            known--;
        for (var i = known; i < _count; i++)
            later(order[i].Moment, order[i].Number);
        order[known].Moment = double.PositiveInfinity;
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

    /// <summary>Every field is written in its place: a whole contact made first and copied then would wait for its own writes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Make(int number, FreshCounts fresh, ContactStore contacts)
    {
        var queue = At(_queues, number);
        ref readonly var kind = ref fresh.KindOf(queue, At(_kinds, number), At(_reasons, number));
        var place = contacts.Take();
        ref var contact = ref contacts[place];
        contact.Key = contact.Person = At(_keys, number);
        contact.Queue = (short)queue;
        contact.Reason = kind.Reason;
        contact.Origin = kind.Origin;
        contact.Count = CaseCount.First;
        contact.HandleFactor = kind.HandleFactor;
        contact.Flags = (ContactFlags)Convert.ToByte(At(_emotions, number) < kind.Emotion);
        contact.PatienceEntry = 0;
        return place;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Describe(int number, ref ServiceDraws drawn)
    {
        drawn.Tag = ServiceDraws.TagOf(At(_keys, number), At(_queues, number));
        drawn.Seconds = At(_seconds, number);
        drawn.Resolution = At(_resolution, number);
        drawn.ComesBack = At(_comesBack, number);
    }

    void Grow()
    {
        var size = 2 * _keys.Length;
        Array.Resize(ref _moments, size);
        Array.Resize(ref _order, size + 1);
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
