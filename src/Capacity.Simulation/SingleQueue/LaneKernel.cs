using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Capacity.Simulation.SingleQueue;

/// <summary>
/// The recursion of <see cref="ContactRecursion"/> for sixteen lanes at once, without a branch: the free times of every lane are kept
/// sorted, and taking the earliest out and putting the new one in is one pass of minima and maxima.
/// </summary>
/// <remarks>
/// Four contacts share a pass: each needs only the earliest time that the ones before leave behind, so that their four new times are carried in
/// registers, sorted, and merged into four places at a time by nine comparisons (K. E. Batcher, <i>Sorting networks and their applications</i>,
/// AFIPS 1968: odd-even merge). Two vectors side by side hide one another's latency. The same waits, bit for bit, as contact by contact: a test
/// compares them.
/// </remarks>
sealed class LaneKernel
{
    const int Lanes = LaneDraws.Lanes;
    const int Carried = 4;

    /// <summary>Above this number of agents the tournament of <see cref="ScalarKernel"/> is faster.</summary>
    public const int MostAgents = 640;

    readonly double[] _free;
    readonly double[] _clock = new double[Lanes];

    /// <summary>Sixteen empty queues.</summary>
    /// <param name="agents">Agents of each.</param>
    public LaneKernel(int agents)
    {
        // Four places are merged at a time: some stand beside the agents who are never free.
        _free = new double[(agents + Carried - 1) / Carried * Carried * Lanes];
        _free.AsSpan(agents * Lanes).Fill(double.PositiveInfinity);
    }

    /// <summary>Time of the last arrival in each lane.</summary>
    public ReadOnlySpan<double> Clock => _clock;

    /// <summary>Moves every lane's origin of time to its last arrival.</summary>
    public void Rebase()
    {
        for (var i = 0; i < _free.Length; i++) _free[i] -= _clock[i % Lanes];
        Array.Clear(_clock);
    }

    /// <summary>Serves the next contacts, a multiple of four in each lane.</summary>
    /// <param name="gaps">Times between arrivals; contact i of lane l at i · 16 + l, as in all of these.</param>
    /// <param name="services">Handle times.</param>
    /// <param name="patiences">Patiences.</param>
    /// <param name="waits">Receives the wait that each contact is offered, whether it stays for it or not.</param>
    public void Advance(ReadOnlySpan<double> gaps, ReadOnlySpan<double> services, ReadOnlySpan<double> patiences, Span<double> waits)
    {
        if (Vector512.IsHardwareAccelerated)
            Advance<EightLanes>(gaps, services, patiences, waits);
        else
            Advance<FourLanes>(gaps, services, patiences, waits);
    }

    /// <summary>The same by vectors of one width.</summary>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <param name="gaps">Times between arrivals.</param>
    /// <param name="services">Handle times.</param>
    /// <param name="patiences">Patiences.</param>
    /// <param name="waits">Receives the offered waits.</param>
    public void Advance<TVector>(
        ReadOnlySpan<double> gaps, ReadOnlySpan<double> services, ReadOnlySpan<double> patiences, Span<double> waits)
        where TVector : struct, ILaneVector<TVector>
    {
        for (var lane = 0; lane < Lanes; lane += 2 * TVector.Width)
            AdvancePair<TVector>(lane, gaps[lane..], services[lane..], patiences[lane..], waits[lane..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    void AdvancePair<TVector>(
        int lane, ReadOnlySpan<double> gaps, ReadOnlySpan<double> services, ReadOnlySpan<double> patiences, Span<double> waits)
        where TVector : struct, ILaneVector<TVector>
    {
        var width = (nuint)TVector.Width;
        ref var free = ref _free[lane];
        var stretch = new Stretch(gaps, services, patiences, waits);
        var (a, b) = (TVector.Load(in _clock[lane], 0), TVector.Load(in _clock[lane], width));
        var end = (nuint)_free.Length - Carried * Lanes;
        for (nuint i = 0; i < (nuint)waits.Length; i += Carried * Lanes)
        {
            // a and b are the two vectors' clocks, 1 to 4 the free times that are carried behind the contacts.
            var a1 = stretch.Arrive(ref a, i, TVector.Load(in free, 0));
            var b1 = stretch.Arrive(ref b, i + width, TVector.Load(in free, width));
            var a2 = stretch.Arrive(ref a, i + Lanes, Exchange(ref a1, TVector.Load(in free, Lanes)));
            var b2 = stretch.Arrive(ref b, i + Lanes + width, Exchange(ref b1, TVector.Load(in free, Lanes + width)));
            var a3 = stretch.Arrive(ref a, i + 2 * Lanes, Exchange(ref a2, Exchange(ref a1, TVector.Load(in free, 2 * Lanes))));
            var b3 = stretch.Arrive(ref b, i + 2 * Lanes + width, Exchange(ref b2, Exchange(ref b1, TVector.Load(in free, 2 * Lanes + width))));
            var a4 = stretch.Arrive(ref a, i + 3 * Lanes,
                Exchange(ref a3, Exchange(ref a2, Exchange(ref a1, TVector.Load(in free, 3 * Lanes)))));
            var b4 = stretch.Arrive(ref b, i + 3 * Lanes + width,
                Exchange(ref b3, Exchange(ref b2, Exchange(ref b1, TVector.Load(in free, 3 * Lanes + width)))));
            Sort(ref a1, ref a2, ref a3, ref a4);
            Sort(ref b1, ref b2, ref b3, ref b4);
            for (nuint k = 0; k < end; k += Carried * Lanes)
            {
                Merge(ref Unsafe.Add(ref free, k), ref a1, ref a2, ref a3, ref a4);
                Merge(ref Unsafe.Add(ref free, k + width), ref b1, ref b2, ref b3, ref b4);
            }

            Store(ref Unsafe.Add(ref free, end), a1, a2, a3, a4);
            Store(ref Unsafe.Add(ref free, end + width), b1, b2, b3, b4);
        }

        a.Store(ref _clock[lane], 0);
        b.Store(ref _clock[lane], width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Sort<TVector>(ref TVector first, ref TVector second, ref TVector third, ref TVector fourth)
        where TVector : struct, ILaneVector<TVector>
    {
        Order(ref first, ref second);
        Order(ref third, ref fourth);
        Order(ref first, ref third);
        Order(ref second, ref fourth);
        Order(ref second, ref third);
    }

    /// <summary>Puts the four smallest of the carried times and the next four places into the four places before; the others are carried on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Merge<TVector>(ref double places, ref TVector first, ref TVector second, ref TVector third, ref TVector fourth)
        where TVector : struct, ILaneVector<TVector>
    {
        var (a, b, c, d) = (first, second, third, fourth);
        first = TVector.Load(in places, Carried * Lanes);
        second = TVector.Load(in places, (Carried + 1) * Lanes);
        third = TVector.Load(in places, (Carried + 2) * Lanes);
        fourth = TVector.Load(in places, (Carried + 3) * Lanes);
        Order(ref a, ref first);
        Order(ref b, ref second);
        Order(ref c, ref third);
        Order(ref d, ref fourth);
        Order(ref c, ref first);
        Order(ref d, ref second);
        Order(ref b, ref c);
        Order(ref d, ref first);
        Order(ref second, ref third);
        Store(ref places, a, b, c, d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<TVector>(ref double places, TVector first, TVector second, TVector third, TVector fourth)
        where TVector : struct, ILaneVector<TVector>
    {
        first.Store(ref places, 0);
        second.Store(ref places, Lanes);
        third.Store(ref places, 2 * Lanes);
        fourth.Store(ref places, 3 * Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Order<TVector>(ref TVector smaller, ref TVector larger)
        where TVector : struct, ILaneVector<TVector> => smaller = Exchange(ref larger, smaller);

    /// <summary>Returns the smaller of the next place's and the carried times; the larger is carried on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector Exchange<TVector>(ref TVector carried, TVector next)
        where TVector : struct, ILaneVector<TVector>
    {
        var smaller = TVector.Min(next, carried);
        carried = TVector.Max(next, carried);
        return smaller;
    }

    /// <summary>The contacts of one stretch, from one lane on.</summary>
    readonly ref struct Stretch(
        ReadOnlySpan<double> gaps, ReadOnlySpan<double> services, ReadOnlySpan<double> patiences, Span<double> waits)
    {
        readonly ref readonly double _gaps = ref MemoryMarshal.GetReference(gaps);
        readonly ref readonly double _services = ref MemoryMarshal.GetReference(services);
        readonly ref readonly double _patiences = ref MemoryMarshal.GetReference(patiences);
        readonly ref double _waits = ref MemoryMarshal.GetReference(waits);

        /// <summary>One contact in each lane; returns the free time that replaces the earliest (the same one if it gives up).</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Arrive<TVector>(ref TVector clock, nuint at, TVector free)
            where TVector : struct, ILaneVector<TVector>
        {
            clock += TVector.Load(in _gaps, at);
            var wait = TVector.Max(TVector.Create(0.0), free - clock);
            wait.Store(ref _waits, at);
            var service = TVector.Load(in _services, at);
            return TVector.Choose(wait, TVector.Load(in _patiences, at), clock + wait + service, free);
        }
    }
}
