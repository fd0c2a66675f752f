using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Capacity.Simulation.Contacts;

/// <summary>
/// What happens when an entry of the calendar is due, in the order in which it happens at equal times; the entry's index is a contact,
/// a chat agent, a pool or a queue.
/// </summary>
internal enum EventKind
{
    QueueOpens,
    ServiceEnds,
    ChatEnds,
    ChatTimesOut,
    CallFails,
    LineFrees,
    PauseEnds,
    CallsAgain,
    PatienceEnds,
    WaitPasses,
    ContactComes,
    QueueCloses,

    /// <summary>A contact that was known when its interval began.</summary>
    ContactArrives,
}

/// <summary>
/// The events that are near, in order of time, kind and entry: a wheel of short lists, each of which is sorted when its time comes, so
/// that an event costs the same however many there are.
/// </summary>
/// <remarks>
/// R. Brown, <i>Calendar queues: a fast O(1) priority queue implementation for the simulation event set problem</i>, CACM 31:1220, 1988,
/// with lists of fixed width. Entries beyond the wheel's turn wait in a heap. Entries are never removed: whoever acts on one checks
/// that it still holds.
/// </remarks>
internal sealed class Calendar
{
    /// <summary>Indexes lie below 2 to this power, entries of one run below 2³².</summary>
    public const int IndexBits = 28;
    const double FarFuture = 1e12;

    /// <summary>A list of more entries is sorted at once.</summary>
    const int Few = 24;
    readonly double _perSecond;
    readonly int _mask;
    readonly int[] _heads;
    readonly ulong[] _filled;
    readonly PriorityQueue<Entry, Entry> _far = new(Comparer<Entry>.Create(Compare));
    Node[] _nodes = new Node[1024];
    Entry[] _near = new Entry[64];
    int _used;
    int _free = -1;
    int _first;
    int _count;
    long _slot;
    long _last;
    long _farSlot = long.MaxValue;
    uint _sequence;

    /// <summary>A wheel whose lists cover so many seconds each, and at least four of the intervals in one turn.</summary>
    /// <param name="intervalSeconds">Length of the intervals to whose ends <see cref="Reach"/> goes.</param>
    /// <param name="eventsPerInterval">Events of a busy interval; a wrong number costs time only.</param>
    public Calendar(double intervalSeconds, double eventsPerInterval)
    {
        var lists = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(eventsPerInterval / 2, 64, 1 << 18));
        _perSecond = lists / intervalSeconds;
        _heads = new int[4 * lists];
        _mask = _heads.Length - 1;
        _filled = new ulong[_heads.Length / 64];
        Clear();
    }

    public void Clear()
    {
        Array.Fill(_heads, -1);
        Array.Clear(_filled);
        _far.Clear();
        _used = _first = _count = 0;
        _free = -1;
        _slot = _last = 0;
        _near[0].Time = double.PositiveInfinity;
        _farSlot = long.MaxValue;
        _sequence = 0;
    }

    /// <summary>Enters an event, not before the last one taken, and returns its number, from 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Add(double time, EventKind kind, int index)
    {
        var number = ++_sequence;
        var order = ((ulong)kind << (32 + IndexBits)) | ((ulong)number << IndexBits) | (uint)index;
        var slot = SlotOf(time);
        if ((ulong)(slot - _slot - 1) < (ulong)_mask)
            EnterWheel(time, order, (int)slot & _mask);
        else
            EnterElsewhere(time, order, slot);
        return number;
    }

    /// <summary>The native minimum and conversion are one instruction each; what is out of range lies in the far future either way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    long SlotOf(double time) => double.ConvertToIntegerNative<long>(double.MinNative(time, FarFuture) * _perSecond);

    /// <summary>Fields are written one by one: a structure made first and copied then would wait for its own writes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void EnterWheel(double time, ulong order, int list)
    {
        var place = _free >= 0 ? _free : NewNode();
        ref var head = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_heads), list);
        ref var node = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_nodes), place);
        _free = node.Next;
        node.Entry.Time = time;
        node.Entry.Order = order;
        node.Next = head;
        head = place;
        FilledOf(list) |= 1UL << list;
    }

    /// <summary>The bits of 64 lists, of which one is asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref ulong FilledOf(int list) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_filled), list >>> 6);

    int NewNode()
    {
        if (_used == _nodes.Length)
            Array.Resize(ref _nodes, 2 * _used);
        _nodes[_used].Next = -1;
        return _used++;
    }

    void EnterElsewhere(double time, ulong order, long slot)
    {
        var entry = new Entry { Time = time, Order = order };
        if (slot <= _slot)
        {
            EnterNear(entry);
            return;
        }

        _far.Enqueue(entry, entry);
        _farSlot = Math.Min(_farSlot, slot);
    }

    void EnterNear(in Entry entry)
    {
        if (_count + 1 == _near.Length)
            MakeRoom();
        var near = _near;
        near[_count + 1] = near[_count];
        Sift(ref near[_first], _count++ - _first, entry);
    }

    void MakeRoom()
    {
        var to = _count - _first > _near.Length / 2 ? new Entry[2 * _near.Length] : _near;
        Array.Copy(_near, _first, to, 0, _count - _first + 1);
        (_near, _first, _count) = (to, 0, _count - _first);
    }

    /// <summary>When the next event happens that <see cref="Reach"/> has brought near; infinite where there is none.</summary>
    public double Next
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_near), _first).Time;
    }

    /// <summary>Makes sure that <see cref="Next"/> knows of all that happens up to a moment, which may not fall.</summary>
    public void Reach(double moment)
    {
        _last = SlotOf(moment);
        if (_first == _count)
            Advance();
    }

    /// <summary>Removes the next event; there must be one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Entry Take()
    {
        var entry = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_near), _first);
        if (++_first == _count)
            Advance();
        return entry;
    }

    /// <summary>Turns the wheel to the next list that holds something, at most to the last one that may be reached, and sorts it.</summary>
    void Advance()
    {
        _first = _count = 0;
        while (_slot < _last)
        {
            var slot = _slot = NextFilled(_slot + 1, Math.Min(_last, _slot + _mask));
            if (slot + _heads.Length > _farSlot)
                BringNear();
            Gather((int)slot & _mask);
            if (_count > 0)
                break;
        }

        _near[_count].Time = double.PositiveInfinity;
    }

    /// <summary>The first slot from the given one on that holds something; the given last one where none before it does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    long NextFilled(long slot, long last)
    {
        while (slot < last)
        {
            var bits = FilledOf((int)slot & _mask) >> (int)slot;
            if (bits != 0)
                return Math.Min(last, slot + (long)ulong.TrailingZeroCount(bits));
            slot = (slot | 63) + 1;
        }

        return last;
    }

    void BringNear()
    {
        while (_far.TryPeek(out var entry, out _))
        {
            _farSlot = SlotOf(entry.Time);
            if (_farSlot >= _slot + _heads.Length)
                return;
            _far.Dequeue();
            EnterWheel(entry.Time, entry.Order, (int)_farSlot & _mask);
        }

        _farSlot = long.MaxValue;
    }

    /// <summary>Moves a list's entries to those that are near, in order; its nodes are free together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Gather(int list)
    {
        ref var head = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_heads), list);
        var first = head;
        if (first < 0)
            return;
        head = -1;
        FilledOf(list) &= ~(1UL << list);
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref var node = ref Unsafe.Add(ref nodes, first);
        _near[0] = node.Entry;
        var count = 1;
        for (; node.Next >= 0; count++)
        {
            node = ref Unsafe.Add(ref nodes, node.Next);
            if (count + 1 >= _near.Length)
                Array.Resize(ref _near, 2 * _near.Length);
            if (count < Few)
                Sift(ref MemoryMarshal.GetArrayDataReference(_near), count, node.Entry);
            else
                _near[count] = node.Entry;
        }

        node.Next = _free;
        _free = first;
        _count = count;
        if (count > Few)
            _near.AsSpan(0, count).Sort(Compare);
    }

    /// <summary>Most lists hold a handful: an entry goes to its place among those sorted before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Sift(ref Entry entries, int at, in Entry entry)
    {
        for (; at > 0 && entry.IsBefore(Unsafe.Add(ref entries, at - 1)); at--)
            Unsafe.Add(ref entries, at) = Unsafe.Add(ref entries, at - 1);
        Unsafe.Add(ref entries, at) = entry;
    }

    static int Compare(Entry one, Entry other) => one.IsBefore(other) ? -1 : other.IsBefore(one) ? 1 : 0;

    struct Node
    {
        public Entry Entry;
        public int Next;
    }

    /// <summary>One event: when, and then what: kind, number of the entry and index from the highest bit to the lowest.</summary>
    internal struct Entry
    {
        public double Time;
        public ulong Order;

        public readonly EventKind Kind => (EventKind)(Order >> (32 + IndexBits));

        public readonly uint Sequence => (uint)(Order >> IndexBits);

        public readonly int Index => (int)Order & ((1 << IndexBits) - 1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool IsBefore(in Entry other) => Time < other.Time || (Time == other.Time && Order < other.Order);
    }
}
