using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Capacity.Simulation.SingleQueue;

/// <summary>
/// The recursion of <see cref="ContactRecursion"/> for sixteen lanes at once, without a branch: the free times of every lane are kept
/// sorted, and taking the earliest out and putting the new one in is one pass of minima and maxima.
/// </summary>
/// <remarks>
/// Four contacts share a pass: the next one needs only the earliest time that the one before leaves behind, so that its minima and
/// maxima follow one place behind, in registers. Cost for each agent, four contacts and one vector: a load, a store and eight comparisons;
/// two vectors side by side hide one another's latency. The same waits, bit for bit, as contact by contact: a test compares them.
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
        // A pass carries four times: where agents are fewer, some stand beside them who are never free.
        _free = new double[Math.Max(agents, Carried) * Lanes];
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
        var end = (nuint)_free.Length;
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
            for (nuint k = Carried * Lanes; k < end; k += Lanes)
            {
                var x = Exchange(ref a2, Exchange(ref a1, TVector.Load(in free, k)));
                var y = Exchange(ref b2, Exchange(ref b1, TVector.Load(in free, k + width)));
                Exchange(ref a4, Exchange(ref a3, x)).Store(ref free, k - Carried * Lanes);
                Exchange(ref b4, Exchange(ref b3, y)).Store(ref free, k - Carried * Lanes + width);
            }

            StoreCarried(ref Unsafe.Add(ref free, end - Carried * Lanes), a1, a2, a3, a4);
            StoreCarried(ref Unsafe.Add(ref free, end - Carried * Lanes + width), b1, b2, b3, b4);
        }

        a.Store(ref _clock[lane], 0);
        b.Store(ref _clock[lane], width);
    }

    /// <summary>The last four places: each carried time passes those that are carried behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void StoreCarried<TVector>(ref double target, TVector first, TVector second, TVector third, TVector fourth)
        where TVector : struct, ILaneVector<TVector>
    {
        Exchange(ref fourth, Exchange(ref third, Exchange(ref second, first))).Store(ref target, 0);
        Exchange(ref fourth, Exchange(ref third, second)).Store(ref target, Lanes);
        Exchange(ref fourth, third).Store(ref target, 2 * Lanes);
        fourth.Store(ref target, 3 * Lanes);
    }

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
