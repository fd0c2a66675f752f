using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>
/// The flows of all queues side by side: which flow of its queue a fresh contact belongs to, and what its reason makes of it. Rows have
/// whole eights of bounds, those that are not needed infinite, so that a search is a comparison of vectors without a branch to guess wrong.
/// </summary>
internal sealed class FlowTable
{
    const int Lanes = 8;
    CompiledCourse? _course;
    Row[] _rows = [];
    double[] _flowBounds = [];
    double[] _reasonBounds = [];
    FreshKind[] _kinds = [];
    int _reasonStride;

    /// <summary>Lists the flows of a course.</summary>
    public void Load(CompiledCourse course, ReasonModel[] reasons)
    {
        if (_course == course)
            return;
        _course = course;
        _rows = new Row[course.Demand.Length];
        var (bounds, flows) = (0, 0);
        for (var queue = 0; queue < _rows.Length; queue++)
        {
            _rows[queue] = new Row { Bounds = bounds, Length = InEights(course.Demand[queue].Length), Flow = flows };
            bounds += _rows[queue].Length;
            flows += course.Demand[queue].Length;
        }

        _reasonStride = InEights(course.Demand.SelectMany(flow => flow).Select(flow => flow.Reasons.Length).DefaultIfEmpty().Max());
        _flowBounds = Infinite(bounds);
        _reasonBounds = Infinite(flows * _reasonStride);
        _kinds = new FreshKind[_reasonBounds.Length];
        foreach (var (number, flow) in course.Demand.SelectMany(flow => flow).Index())
            List(number * _reasonStride, flow, reasons);
    }

    void List(int row, DemandFlow flow, ReasonModel[] reasons)
    {
        flow.CumulativeShares.AsSpan(0, flow.Reasons.Length - 1).CopyTo(_reasonBounds.AsSpan(row));
        for (var place = 0; place < flow.Reasons.Length; place++)
        {
            var about = reasons[flow.Reasons[place]];
            _kinds[row + place] = new FreshKind
            {
                Emotion = double.IsNaN(flow.Emotion) ? about.Emotion : flow.Emotion,
                HandleFactor = (float)(flow.HandleTimeFactor * about.HandleTimeFactor),
                Reason = (short)flow.Reasons[place],
                Origin = flow.Origin,
            };
        }
    }

    /// <summary>Where the expected numbers of a queue's flows, each added to those before it, stand; the last one must stay infinite.</summary>
    public Span<double> BoundsOf(int queue) => _flowBounds.AsSpan(_rows[queue].Bounds, _rows[queue].Length);

    /// <summary>What a contact of a queue is.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="expected">Uniform number times the queue's expected contacts.</param>
    /// <param name="forReason">Uniform number for the reason.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly FreshKind Find(int queue, double expected, double forReason)
    {
        ref var flows = ref _rows[queue];
        var row = (flows.Flow + Passed(_flowBounds, flows.Bounds, flows.Length, expected)) * _reasonStride;
        return ref _kinds[row + Passed(_reasonBounds, row, _reasonStride, forReason)];
    }

    /// <summary>How many bounds of a row a number reaches; they rise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Passed(double[] bounds, int from, int length, double number)
    {
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(bounds), from);
        var passed = 0;
        for (var at = 0; at < length; at += Lanes)
        {
            var reached = Vector512.GreaterThanOrEqual(Vector512.Create(number), Vector512.LoadUnsafe(ref first, (nuint)at));
            passed += BitOperations.PopCount(reached.ExtractMostSignificantBits());
        }

        return passed;
    }

    static int InEights(int count) => (count + Lanes - 1) / Lanes * Lanes;

    static double[] Infinite(int length)
    {
        var bounds = new double[length];
        Array.Fill(bounds, double.PositiveInfinity);
        return bounds;
    }

    /// <summary>Where the bounds of a queue's flows stand, how many there are, and the number of its first flow.</summary>
    struct Row
    {
        public int Bounds;
        public int Length;
        public int Flow;
    }
}

/// <summary>What a flow and a reason make of a fresh contact.</summary>
internal struct FreshKind
{
    /// <summary>Probability of being emotionally hard.</summary>
    public double Emotion;
    public float HandleFactor;
    public short Reason;
    public ContactOrigin Origin;
}
