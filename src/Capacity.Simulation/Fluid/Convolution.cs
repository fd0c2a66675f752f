using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Capacity.Simulation.Fluid;

/// <summary>Sums of earlier values by their age.</summary>
internal static class Convolution
{
    /// <summary>Σ values[n − 1 − j] · shares[j]: the last value has the first share.</summary>
    /// <param name="values">Values in order of time.</param>
    /// <param name="shares">As many shares, in order of age.</param>
    public static Lanes Of(ReadOnlySpan<Lanes> values, ReadOnlySpan<float> shares)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(shares.Length, values.Length);
        ref var share = ref MemoryMarshal.GetReference(shares);
        ref var value = ref Unsafe.Add(ref MemoryMarshal.GetReference(values), values.Length);
        Lanes a = Lanes.Zero, b = Lanes.Zero, c = Lanes.Zero, d = Lanes.Zero;
        var left = values.Length;
        for (; left >= 4; left -= 4)
        {
            a = Vector256.FusedMultiplyAdd(Unsafe.Add(ref value, -1), Vector256.Create(share), a);
            b = Vector256.FusedMultiplyAdd(Unsafe.Add(ref value, -2), Vector256.Create(Unsafe.Add(ref share, 1)), b);
            c = Vector256.FusedMultiplyAdd(Unsafe.Add(ref value, -3), Vector256.Create(Unsafe.Add(ref share, 2)), c);
            d = Vector256.FusedMultiplyAdd(Unsafe.Add(ref value, -4), Vector256.Create(Unsafe.Add(ref share, 3)), d);
            value = ref Unsafe.Add(ref value, -4);
            share = ref Unsafe.Add(ref share, 4);
        }

        for (; left > 0; left--)
        {
            value = ref Unsafe.Add(ref value, -1);
            a = Vector256.FusedMultiplyAdd(value, Vector256.Create(share), a);
            share = ref Unsafe.Add(ref share, 1);
        }

        return a + b + (c + d);
    }
}
