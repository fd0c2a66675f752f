using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Capacity.Simulation.SingleQueue;

/// <summary>Adds up what became of the contacts of sixteen lanes.</summary>
sealed class LaneTotals(double target, double shortAbandon)
{
    const int Lanes = LaneDraws.Lanes;
    const int Figures = 10;

    /// <summary>Figure f of lane l at f · 16 + l.</summary>
    readonly double[] _sums = new double[Figures * Lanes];

    /// <summary>Adds the contacts of one stretch.</summary>
    /// <param name="waits">Offered waits; contact i of lane l at i · 16 + l, as in all of these.</param>
    /// <param name="services">Handle times.</param>
    /// <param name="patiences">Patiences.</param>
    public void Add(ReadOnlySpan<double> waits, ReadOnlySpan<double> services, ReadOnlySpan<double> patiences)
    {
        if (Vector512.IsHardwareAccelerated)
            Add<EightLanes>(waits, services, patiences);
        else
            Add<FourLanes>(waits, services, patiences);
    }

    /// <summary>The same by vectors of one width.</summary>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <param name="waits">Offered waits.</param>
    /// <param name="services">Handle times.</param>
    /// <param name="patiences">Patiences.</param>
    public void Add<TVector>(ReadOnlySpan<double> waits, ReadOnlySpan<double> services, ReadOnlySpan<double> patiences)
        where TVector : struct, ILaneVector<TVector>
    {
        for (var lane = 0; lane < Lanes; lane += TVector.Width) Add<TVector>(lane, waits[lane..], services[lane..], patiences[lane..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    void Add<TVector>(int lane, ReadOnlySpan<double> waits, ReadOnlySpan<double> services, ReadOnlySpan<double> patiences)
        where TVector : struct, ILaneVector<TVector>
    {
        ref var sums = ref _sums[lane];
        var (one, zero, limit, brief) = (TVector.Create(1.0), TVector.Create(0.0), TVector.Create(target), TVector.Create(shortAbandon));
        TVector atOnce = TVector.Load(in sums, 0), answered = TVector.Load(in sums, Lanes), met = TVector.Load(in sums, 2 * Lanes);
        TVector early = TVector.Load(in sums, 3 * Lanes), brevity = TVector.Load(in sums, 4 * Lanes);
        TVector waitAnswered = TVector.Load(in sums, 5 * Lanes), waitAll = TVector.Load(in sums, 6 * Lanes);
        TVector handling = TVector.Load(in sums, 7 * Lanes), drawn = TVector.Load(in sums, 8 * Lanes), stamina = TVector.Load(in sums, 9 * Lanes);
        for (nuint i = 0; i < (nuint)waits.Length; i += Lanes)
        {
            var wait = TVector.Load(in MemoryMarshal.GetReference(waits), i);
            var patience = TVector.Load(in MemoryMarshal.GetReference(patiences), i);
            var service = TVector.Load(in MemoryMarshal.GetReference(services), i);
            var served = TVector.WhereAtMost(wait, patience, one);
            var given = one - served;
            atOnce += TVector.WhereAtMost(wait, zero, one);
            answered += served;
            met += TVector.WhereAtMost(wait, limit, served);
            early += TVector.WhereAtMost(patience, limit, given);
            brevity += TVector.WhereAtMost(patience, brief, given);
            waitAnswered += TVector.WhereAtMost(wait, patience, wait);
            waitAll += TVector.Min(wait, patience);
            handling += TVector.WhereAtMost(wait, patience, service);
            drawn += service;
            stamina += patience;
        }

        atOnce.Store(ref sums, 0);
        answered.Store(ref sums, Lanes);
        met.Store(ref sums, 2 * Lanes);
        early.Store(ref sums, 3 * Lanes);
        brevity.Store(ref sums, 4 * Lanes);
        waitAnswered.Store(ref sums, 5 * Lanes);
        waitAll.Store(ref sums, 6 * Lanes);
        handling.Store(ref sums, 7 * Lanes);
        drawn.Store(ref sums, 8 * Lanes);
        stamina.Store(ref sums, 9 * Lanes);
    }

    /// <summary>The totals of one lane since the last clearing.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="offered">Contacts offered in it.</param>
    /// <param name="elapsed">Seconds elapsed in it.</param>
    public BatchTotals Of(int lane, double offered, double elapsed)
    {
        double Sum(int figure) => _sums[figure * Lanes + lane];
        return new BatchTotals
        {
            Waited = offered - Sum(0),
            Answered = Sum(1),
            AnsweredInTarget = Sum(2),
            AbandonedInTarget = Sum(3),
            AbandonedShort = Sum(4),
            WaitAnswered = Sum(5),
            WaitAll = Sum(6),
            Handling = Sum(7),
            ServiceDrawn = Sum(8),
            PatienceDrawn = Sum(9),
            Offered = offered,
            Elapsed = elapsed,
        };
    }

    /// <summary>Starts a new batch.</summary>
    public void Clear() => Array.Clear(_sums);
}
