using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Capacity.Numerics.Randomness;

/// <summary>
/// The counter-based generator Philox4x32 with ten rounds: a keyed bijection of 128-bit counters, so that draw number i of any
/// stream is found in constant time and streams with different counters can never overlap.
/// </summary>
/// <remarks>
/// J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, <i>Parallel random numbers: as easy as 1, 2, 3</i>, SC 2011, section 5.
/// Passes TestU01's BigCrush. Period of one key: 2^128 blocks of 128 bits. Only 32 × 32 → 64-bit products are used, which
/// every processor has, in scalars and in vectors, with one result.
/// </remarks>
public static partial class Philox
{
    internal const uint MultiplierEven = 0xD2511F53;
    internal const uint MultiplierOdd = 0xCD9E8D57;
    internal const uint WeylLow = 0x9E3779B9;
    internal const uint WeylHigh = 0xBB67AE85;
    internal const int Rounds = 10;

    /// <summary>The 128 random bits of one counter value, as two words.</summary>
    /// <param name="key">Key of the stream.</param>
    /// <param name="counterLow">Low 64 bits of the counter: the position within a stream.</param>
    /// <param name="counterHigh">High 64 bits of the counter: the stream's number.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (ulong First, ulong Second) Block(ulong key, ulong counterLow, ulong counterHigh) => Sse2.IsSupported
        ? BlockInPairs(key, counterLow, counterHigh)
        : BlockInWords(key, counterLow, counterHigh);

    /// <summary>The same block word by word: what processors without vectors of two products compute.</summary>
    /// <param name="key">Key of the stream.</param>
    /// <param name="counterLow">Low 64 bits of the counter.</param>
    /// <param name="counterHigh">High 64 bits of the counter.</param>
    public static (ulong First, ulong Second) BlockInWords(ulong key, ulong counterLow, ulong counterHigh)
    {
        ulong c0 = (uint)counterLow, c1 = counterLow >> 32, c2 = (uint)counterHigh, c3 = counterHigh >> 32;
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            Round(ref c0, ref c1, ref c2, ref c3, k0, k1, MultiplierEven, MultiplierOdd);
            (k0, k1) = (k0 + WeylLow, k1 + WeylHigh);
        }

        return (c0 | (c1 << 32), c2 | (c3 << 32));
    }

    /// <summary>One round; the upper halves of c1 and c3 keep remains of products, which nothing reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Round(ref ulong c0, ref ulong c1, ref ulong c2, ref ulong c3, ulong k0, ulong k1, ulong forEven, ulong forOdd)
    {
        var (even, odd) = (forEven * c0, forOdd * c2);
        (c0, c1) = ((uint)(odd >> 32) ^ ((uint)c1 ^ (uint)k0), odd);
        (c2, c3) = ((uint)(even >> 32) ^ ((uint)c3 ^ (uint)k1), even);
    }

    /// <summary>One block with both products of a round in one vector, which takes less than half the instructions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (ulong First, ulong Second) BlockInPairs(ulong key, ulong counterLow, ulong counterHigh)
    {
        // Lanes hold the words 0 and 2, and 1 and 3; their upper halves fill with remains of products, which no product reads.
        var multipliers = Vector128.Create((ulong)MultiplierEven, MultiplierOdd).AsUInt32();
        var weyl = Vector128.Create((ulong)WeylLow, WeylHigh);
        var keys = Vector128.Create(key, key >> 32);
        var even = Vector128.Create(counterLow, counterHigh);
        var odd = Vector128.ShiftRightLogical(even, 32);
        for (var round = 0; round < Rounds; round++)
        {
            var products = Sse2.Multiply(even.AsUInt32(), multipliers).AsUInt32();
            even = Sse2.Shuffle(products, 0b01_01_11_11).AsUInt64() ^ (odd ^ keys);
            odd = Sse2.Shuffle(products, 0b01_00_11_10).AsUInt64();
            keys += weyl;
        }

        return ((uint)even[0] | (odd[0] << 32), (uint)even[1] | (odd[1] << 32));
    }
}
