using System.Numerics;
using System.Runtime.InteropServices;

namespace Capacity.Simulation.Results;

/// <summary>Sums of one subject (a queue, all queues, a team) in one replication by day, and the KPIs of any stretch of days.</summary>
/// <param name="days">Days.</param>
/// <param name="fields">What is summed.</param>
/// <param name="room">Where the sums are kept, for subjects that are read one after the other; absent: in a place of their own.</param>
internal abstract class DaySums(int days, int fields, long[]? room = null)
{
    readonly long[] _sums = room ?? new long[days * fields];

    public int Days => days;

    /// <summary>Published names of the KPIs, in the order in which values come.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Whether a KPI is a share, between 0 and 1.</summary>
    public abstract bool IsShare(int kpi);

    /// <summary>Takes a replication's packed sums in place of those it has.</summary>
    public void Read(byte[] packed)
    {
        Clear();
        PackedSums.AddTo(packed, _sums);
    }

    public void Clear() => Array.Clear(_sums);

    /// <summary>Adds the sums of another subject, day by day.</summary>
    public void Add(DaySums other) => Add(other._sums, _sums);

    static void Add(ReadOnlySpan<long> some, Span<long> to)
    {
        to = to[..some.Length];
        ref var first = ref MemoryMarshal.GetReference(to);
        ref var other = ref MemoryMarshal.GetReference(some);
        var i = 0;
        for (; i <= some.Length - Vector<long>.Count; i += Vector<long>.Count)
            (Vector.LoadUnsafe(ref first, (nuint)i) + Vector.LoadUnsafe(ref other, (nuint)i)).StoreUnsafe(ref first, (nuint)i);
        for (; i < some.Length; i++)
            to[i] += some[i];
    }

    /// <summary>The sums of one day.</summary>
    public ReadOnlySpan<long> Day(int day) => _sums.AsSpan(day * fields, fields);

    /// <summary>Adds a later day's sums to those of a stretch; what lies open is that of the last day.</summary>
    public virtual void Append(ReadOnlySpan<long> later, Span<long> stretch) => Add(later, stretch);

    /// <summary>Whether a day says something about an ordinary day.</summary>
    public virtual bool IsWorked(ReadOnlySpan<long> day) => true;

    /// <summary>KPIs of sums; NaN where there is nothing below the line.</summary>
    public abstract void Values(ReadOnlySpan<long> sums, Span<double> values);

    /// <summary>KPIs of a stretch of days.</summary>
    public double[] Values(int firstDay, int days)
    {
        Span<long> sums = stackalloc long[fields];
        for (var day = firstDay; day < firstDay + days; day++)
            Append(Day(day), sums);
        var values = new double[Names.Count];
        Values(sums, values);
        return values;
    }
}
