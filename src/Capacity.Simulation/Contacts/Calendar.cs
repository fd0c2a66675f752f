using System.Runtime.CompilerServices;

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
    PauseEnds,
    PatienceEnds,
    ContactComes,
    QueueCloses,
}

/// <summary>The events that are near: a heap with four children per node, ordered by time, kind and entry.</summary>
/// <remarks>Entries are never removed: whoever acts on one checks that it still holds. Four entries fill one cache line.</remarks>
internal sealed class Calendar
{
    const int KindBits = 3;
    Entry[] _heap = new Entry[1024];
    int _count;
    uint _sequence;

    /// <summary>Time of the next event; infinite when there is none.</summary>
    public double NextTime { get; private set; } = double.PositiveInfinity;

    public void Clear()
    {
        _count = 0;
        _sequence = 0;
        NextTime = double.PositiveInfinity;
    }

    /// <summary>Enters an event and returns its number, from 1.</summary>
    public uint Add(double time, EventKind kind, int index)
    {
        if (_count == _heap.Length)
            Array.Resize(ref _heap, 2 * _count);
        var entry = new Entry { Time = time, Sequence = ++_sequence, Data = (index << KindBits) | (int)kind };
        var heap = _heap;
        var at = _count++;
        while (at > 0)
        {
            var parent = (at - 1) >> 2;
            if (!entry.IsBefore(heap[parent]))
                break;
            heap[at] = heap[parent];
            at = parent;
        }

        heap[at] = entry;
        NextTime = heap[0].Time;
        return entry.Sequence;
    }

    /// <summary>Removes the next event.</summary>
    public Entry Take()
    {
        var heap = _heap;
        var first = heap[0];
        var last = heap[--_count];
        if (_count > 0)
            Sift(heap, last, _count);
        NextTime = _count > 0 ? heap[0].Time : double.PositiveInfinity;
        return first;
    }

    static void Sift(Entry[] heap, Entry entry, int count)
    {
        var at = 0;
        while (true)
        {
            var child = (at << 2) + 1;
            if (child >= count)
                break;
            var least = child;
            var end = Math.Min(child + 4, count);
            for (var other = child + 1; other < end; other++)
                if (heap[other].IsBefore(heap[least]))
                    least = other;
            if (!heap[least].IsBefore(entry))
                break;
            heap[at] = heap[least];
            at = least;
        }

        heap[at] = entry;
    }

    /// <summary>One event: when, as which of all entries, and what.</summary>
    internal struct Entry
    {
        public double Time;
        public uint Sequence;
        public int Data;

        public readonly EventKind Kind => (EventKind)(Data & ((1 << KindBits) - 1));

        public readonly int Index => Data >> KindBits;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool IsBefore(in Entry other) =>
            Time < other.Time || (Time == other.Time && IsBeforeAtOnce(other));

        readonly bool IsBeforeAtOnce(in Entry other) =>
            Kind < other.Kind || (Kind == other.Kind && Sequence < other.Sequence);
    }
}
