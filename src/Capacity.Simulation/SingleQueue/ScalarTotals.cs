using System.Runtime.CompilerServices;

namespace Capacity.Simulation.SingleQueue;

/// <summary>Adds up what became of the contacts of one lane, in scalar code without branches.</summary>
/// <param name="target">Target of the service level, seconds.</param>
/// <param name="shortAbandon">Short-abandon threshold, seconds.</param>
sealed class ScalarTotals(double target, double shortAbandon)
{
    long _atOnce, _answered, _met, _early, _brief;
    double _waitAnswered, _waitAll, _handling, _drawn, _stamina;

    /// <summary>Adds the contacts of one stretch.</summary>
    /// <param name="waits">Offered waits.</param>
    /// <param name="services">Handle times.</param>
    /// <param name="patiences">Patiences.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Add(ReadOnlySpan<double> waits, ReadOnlySpan<double> services, ReadOnlySpan<double> patiences)
    {
        var (limit, shortest) = (BitConverter.DoubleToInt64Bits(target), BitConverter.DoubleToInt64Bits(shortAbandon));
        long atOnce = 0, answered = 0, met = 0, early = 0, brief = 0;
        var (waitAnswered, waitAll, handling, drawn, stamina) = (_waitAnswered, _waitAll, _handling, _drawn, _stamina);
        for (var i = 0; i < waits.Length; i++)
        {
            // Times are zero or above: their bits compare as whole numbers do.
            var (wait, patience) = (BitConverter.DoubleToInt64Bits(waits[i]), BitConverter.DoubleToInt64Bits(patiences[i]));
            var served = One(wait <= patience);
            atOnce += One(wait == 0);
            answered += served;
            met += served & One(wait <= limit);
            early += (served ^ 1) & One(patience <= limit);
            brief += (served ^ 1) & One(patience <= shortest);
            waitAnswered += BitConverter.Int64BitsToDouble(wait & -served);
            waitAll += double.MinNative(waits[i], patiences[i]);
            handling += BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(services[i]) & -served);
            drawn += services[i];
            stamina += patiences[i];
        }

        _atOnce += atOnce;
        _answered += answered;
        _met += met;
        _early += early;
        _brief += brief;
        (_waitAnswered, _waitAll, _handling, _drawn, _stamina) = (waitAnswered, waitAll, handling, drawn, stamina);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static long One(bool holds) => holds ? 1 : 0;

    /// <summary>The totals since the last call, which start anew.</summary>
    /// <param name="offered">Contacts offered.</param>
    /// <param name="elapsed">Seconds elapsed.</param>
    public BatchTotals Take(double offered, double elapsed)
    {
        var totals = new BatchTotals
        {
            Waited = offered - _atOnce,
            Answered = _answered,
            AnsweredInTarget = _met,
            AbandonedInTarget = _early,
            AbandonedShort = _brief,
            WaitAnswered = _waitAnswered,
            WaitAll = _waitAll,
            Handling = _handling,
            ServiceDrawn = _drawn,
            PatienceDrawn = _stamina,
            Offered = offered,
            Elapsed = elapsed,
        };
        (_atOnce, _answered, _met, _early, _brief) = (0, 0, 0, 0, 0);
        (_waitAnswered, _waitAll, _handling, _drawn, _stamina) = (0, 0, 0, 0, 0);
        return totals;
    }
}
