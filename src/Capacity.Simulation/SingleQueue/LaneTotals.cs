using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Capacity.Simulation.SingleQueue;

/// <summary>Adds up what became of the contacts of sixteen lanes, four lanes at a time.</summary>
sealed class LaneTotals(double target, double shortAbandon)
{
    const int Lanes = LaneDraws.Lanes;
    const int Width = LaneDraws.Width;
    const int Figures = 10;

    readonly Vector256<double>[] _sums = new Vector256<double>[Figures * Lanes / Width];

    /// <summary>Adds the contacts of one stretch.</summary>
    /// <param name="waits">Offered waits; contact i of lane l at i · 16 + l, as in all of these.</param>
    /// <param name="services">Handle times.</param>
    /// <param name="patiences">Patiences.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<double> waits, ReadOnlySpan<double> services, ReadOnlySpan<double> patiences)
    {
        var one = Vector256.Create(1.0);
        var (limit, brief) = (Vector256.Create(target), Vector256.Create(shortAbandon));
        for (var group = 0; group < Lanes / Width; group++)
        {
            var sums = _sums.AsSpan(group * Figures, Figures);
            Vector256<double> waited = sums[0], answered = sums[1], met = sums[2], early = sums[3];
            Vector256<double> brevity = sums[4], waitAnswered = sums[5], waitAll = sums[6], handling = sums[7];
            Vector256<double> drawn = sums[8], stamina = sums[9];
            for (var i = group * Width; i < waits.Length; i += Lanes)
            {
                var wait = Vector256.LoadUnsafe(in waits[i]);
                var patience = Vector256.LoadUnsafe(in patiences[i]);
                var served = Vector256.LessThanOrEqual(wait, patience);
                var given = Vector256.AndNot(one, served);
                waited += Vector256.GreaterThan(wait, Vector256<double>.Zero) & one;
                answered += served & one;
                met += served & Vector256.LessThanOrEqual(wait, limit) & one;
                early += given & Vector256.LessThanOrEqual(patience, limit);
                brevity += given & Vector256.LessThanOrEqual(patience, brief);
                waitAnswered += served & wait;
                waitAll += Vector256.MinNative(wait, patience);
                var service = Vector256.LoadUnsafe(in services[i]);
                handling += served & service;
                drawn += service;
                stamina += patience;
            }

            (sums[0], sums[1], sums[2], sums[3]) = (waited, answered, met, early);
            (sums[4], sums[5], sums[6], sums[7]) = (brevity, waitAnswered, waitAll, handling);
            (sums[8], sums[9]) = (drawn, stamina);
        }
    }

    /// <summary>The totals of one lane since the last clearing.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="offered">Contacts offered in it.</param>
    /// <param name="elapsed">Seconds elapsed in it.</param>
    public BatchTotals Of(int lane, double offered, double elapsed)
    {
        var sums = _sums.AsSpan(lane / Width * Figures, Figures);
        var at = lane % Width;
        return new BatchTotals
        {
            Waited = sums[0][at],
            Answered = sums[1][at],
            AnsweredInTarget = sums[2][at],
            AbandonedInTarget = sums[3][at],
            AbandonedShort = sums[4][at],
            WaitAnswered = sums[5][at],
            WaitAll = sums[6][at],
            Handling = sums[7][at],
            ServiceDrawn = sums[8][at],
            PatienceDrawn = sums[9][at],
            Offered = offered,
            Elapsed = elapsed,
        };
    }

    /// <summary>Starts a new batch.</summary>
    public void Clear() => Array.Clear(_sums);
}
