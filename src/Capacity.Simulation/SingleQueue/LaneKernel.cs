using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Capacity.Simulation.SingleQueue;

/// <summary>
/// The recursion of <see cref="ContactRecursion"/> for sixteen lanes at once, without a branch: the free times of every lane are kept
/// sorted, and taking the earliest out and putting the new one in is one pass of minima and maxima.
/// </summary>
/// <remarks>
/// Cost: two loads or stores and two comparisons for each agent and four lanes; the four groups of lanes hide one another's latency. The
/// same waits, bit for bit, as contact by contact: a test compares them.
/// </remarks>
sealed class LaneKernel
{
    const int Lanes = LaneDraws.Lanes;
    const int Width = LaneDraws.Width;

    /// <summary>Above this number of agents the heap of <see cref="ContactRecursion"/> is faster.</summary>
    public const int MostAgents = 640;

    readonly double[] _free;
    readonly double[] _clock = new double[Lanes];
    readonly int _agents;

    /// <summary>Sixteen empty queues.</summary>
    /// <param name="agents">Agents of each.</param>
    public LaneKernel(int agents)
    {
        _agents = agents;
        _free = new double[agents * Lanes];
    }

    /// <summary>Time of the last arrival in each lane.</summary>
    public ReadOnlySpan<double> Clock => _clock;

    /// <summary>Moves every lane's origin of time to its last arrival.</summary>
    public void Rebase()
    {
        for (var i = 0; i < _free.Length; i++) _free[i] -= _clock[i % Lanes];
        Array.Clear(_clock);
    }

    /// <summary>Serves the next contacts.</summary>
    /// <param name="gaps">Times between arrivals; contact i of lane l at i · 16 + l, as in all of these.</param>
    /// <param name="services">Handle times.</param>
    /// <param name="patiences">Patiences.</param>
    /// <param name="waits">Receives the wait that each contact is offered, whether it stays for it or not.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Advance(ReadOnlySpan<double> gaps, ReadOnlySpan<double> services, ReadOnlySpan<double> patiences, Span<double> waits)
    {
        ref var free = ref MemoryMarshal.GetArrayDataReference(_free);
        var a0 = Vector256.Create<double>(_clock.AsSpan(0, 4));
        var a1 = Vector256.Create<double>(_clock.AsSpan(4, 4));
        var a2 = Vector256.Create<double>(_clock.AsSpan(8, 4));
        var a3 = Vector256.Create<double>(_clock.AsSpan(12, 4));
        var end = (nuint)(_free.Length - Lanes);
        for (var i = 0; i < waits.Length; i += Lanes)
        {
            var v0 = Arrive(ref a0, gaps, services, patiences, waits, i, ref free);
            var v1 = Arrive(ref a1, gaps, services, patiences, waits, i + 4, ref Unsafe.Add(ref free, 4));
            var v2 = Arrive(ref a2, gaps, services, patiences, waits, i + 8, ref Unsafe.Add(ref free, 8));
            var v3 = Arrive(ref a3, gaps, services, patiences, waits, i + 12, ref Unsafe.Add(ref free, 12));
            for (nuint k = 0; k < end; k += Lanes)
            {
                v0 = Exchange(v0, ref free, k);
                v1 = Exchange(v1, ref free, k + 4);
                v2 = Exchange(v2, ref free, k + 8);
                v3 = Exchange(v3, ref free, k + 12);
            }

            v0.StoreUnsafe(ref free, end);
            v1.StoreUnsafe(ref free, end + 4);
            v2.StoreUnsafe(ref free, end + 8);
            v3.StoreUnsafe(ref free, end + 12);
        }

        a0.CopyTo(_clock, 0);
        a1.CopyTo(_clock, 4);
        a2.CopyTo(_clock, 8);
        a3.CopyTo(_clock, 12);
    }

    /// <summary>One contact in each of four lanes; returns the free time that replaces the earliest (the same one if it gives up).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> Arrive(
        ref Vector256<double> clock, ReadOnlySpan<double> gaps, ReadOnlySpan<double> services, ReadOnlySpan<double> patiences,
        Span<double> waits, int at, ref double earliest)
    {
        clock += Vector256.LoadUnsafe(in gaps[at]);
        var free = Vector256.LoadUnsafe(ref earliest);
        var wait = Vector256.MaxNative(Vector256<double>.Zero, free - clock);
        wait.StoreUnsafe(ref waits[at]);
        var served = Vector256.LessThanOrEqual(wait, Vector256.LoadUnsafe(in patiences[at]));
        return Vector256.ConditionalSelect(served, clock + wait + Vector256.LoadUnsafe(in services[at]), free);
    }

    /// <summary>Place k takes the smaller of its successor and the carried time; the larger is carried on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> Exchange(Vector256<double> carried, ref double free, nuint k)
    {
        var next = Vector256.LoadUnsafe(ref free, k + Lanes);
        Vector256.MinNative(next, carried).StoreUnsafe(ref free, k);
        return Vector256.MaxNative(next, carried);
    }
}
