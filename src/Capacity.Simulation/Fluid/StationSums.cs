using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Capacity.Simulation.Fluid;

/// <summary>Sums over a chain's states, in units of the weight of the state with all places taken and nobody waiting.</summary>
internal struct StationSums
{
    /// <summary>States with a free place, and minus their mean number of free places.</summary>
    public Lanes Below;
    public Lanes Moment;

    /// <summary>States with all places taken, their waiting contacts, the squares of these, and states with a line that offers a callback.</summary>
    public Lanes Waiting;
    public Lanes Line;
    public Lanes Square;
    public Lanes Far;
}

internal static partial class StationLaw
{
    const int MostStates = 4000;
    const float Negligible = 1e-6f;

    /// <summary>What the compiler decides once for each kind of station, not in every state.</summary>
    interface IAnswer
    {
        static abstract bool IsYes { get; }
    }

    readonly struct Yes : IAnswer
    {
        public static bool IsYes => true;
    }

    readonly struct No : IAnswer
    {
        public static bool IsYes => false;
    }

    static void Sum(in Station s, Lanes r, Lanes easy, out StationSums sums)
    {
        if (s.HasCallback)
            Sum<Yes, Yes>(s, r, easy, out sums);
        else if (s.HasSharedPlaces)
            Sum<Yes, No>(s, r, easy, out sums);
        else
            Sum<No, No>(s, r, easy, out sums);
    }

    // Not inlined: the caller's many values would push the loop's own out of registers.

    /// <summary>Goes down from all places taken and up from nobody waiting at once: two chains of products that do not wait for each other.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Sum<TShared, TCallback>(in Station s, Lanes r, Lanes easy, out StationSums sums)
        where TShared : struct, IAnswer
        where TCallback : struct, IAnswer
    {
        var (zero, one, negligible) = (Lanes.Zero, Lanes.One, Vector256.Create(Negligible));
        var inverse = Vector256.AndNot(one / r, easy);
        var join = Vector256.AndNot(r * s.Joining * (one - s.Balking), easy);
        var (full, fullStep) = (s.FullRate * inverse, s.SharedStepRate * inverse);
        var (upper, upperStep) = (full, s.StepRate * inverse);
        if (TShared.IsYes)
            upper += (upperStep - fullStep) * s.SharedPlaces;
        var (free, leaves, giveUp) = (s.Places, s.WaitingRate, s.GiveUpRate);
        var (down, below, moment) = (one - s.Kept, zero, zero);
        var (up, waiting, line, square) = (one, one, zero, zero);
        var arrivals = join;
        var far = zero;
        if (TCallback.IsYes)
        {
            far = Vector256.LessThanOrEqual(s.LeavingFrom, zero) & one;
            arrivals = join * (one - far * s.Leaving);
        }

        var length = one;
        for (var j = 1; j < MostStates; j++)
        {
            var completions = TShared.IsYes ? Vector256.MinNative(full, upper) : upper;
            down *= Vector256.MaxNative(zero, completions) * Vector256.MaxNative(zero, Vector256.MinNative(one, free));
            below += down;
            moment = Vector256.FusedMultiplyAdd(length, down, moment);
            leaves += giveUp;
            up *= arrivals / leaves;
            waiting += up;
            var waits = length * up;
            line += waits;
            square = Vector256.FusedMultiplyAdd(length, waits, square);
            if (TCallback.IsYes)
            {
                var isLong = Vector256.LessThanOrEqual(s.LeavingFrom, length) & one;
                far += up * isLong;
                arrivals = join * (one - isLong * s.Leaving);
            }

            if ((j & 3) == 0)
            {
                // Lanes that are done stop at 0: products of ever smaller numbers are slow.
                down &= Vector256.GreaterThan(down, negligible * below);
                up &= Vector256.GreaterThan(up, negligible * waiting);
                if ((down | up).AsInt32() == Vector256<int>.Zero)
                    break;
            }

            length += one;
            upper -= upperStep;
            free -= one;
            if (TShared.IsYes)
                full -= fullStep;
        }

        sums = new StationSums { Below = below, Moment = -moment, Waiting = waiting, Line = line, Square = square, Far = far };
    }
}
