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
        var (c0, c1) = ((uint)counterLow, (uint)(counterLow >> 32));
        var (c2, c3) = ((uint)counterHigh, (uint)(counterHigh >> 32));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        Round(ref c0, ref c1, ref c2, ref c3, k0, k1);
        Round(ref c0, ref c1, ref c2, ref c3, k0 + WeylLow, k1 + WeylHigh);
        Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(2 * WeylLow), k1 + unchecked(2 * WeylHigh));
        Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(3 * WeylLow), k1 + unchecked(3 * WeylHigh));
        Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(4 * WeylLow), k1 + unchecked(4 * WeylHigh));
        Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(5 * WeylLow), k1 + unchecked(5 * WeylHigh));
        Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(6 * WeylLow), k1 + unchecked(6 * WeylHigh));
        Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(7 * WeylLow), k1 + unchecked(7 * WeylHigh));
        Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(8 * WeylLow), k1 + unchecked(8 * WeylHigh));
        Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(9 * WeylLow), k1 + unchecked(9 * WeylHigh));
        return (c0 | ((ulong)c1 << 32), c2 | ((ulong)c3 << 32));
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

    /// <summary>Four blocks at once, one per lane; lane i equals <see cref="Block(ulong, ulong, ulong)"/> of its own counter.</summary>
    /// <param name="key">Key shared by the four lanes.</param>
    /// <param name="counterLow">Low 64 bits of the four counters.</param>
    /// <param name="counterHigh">High 64 bits of the four counters.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<ulong> First, Vector256<ulong> Second) Block(
        ulong key, Vector256<ulong> counterLow, Vector256<ulong> counterHigh)
    {
        // Each 64-bit lane carries one 32-bit word. The words' upper halves fill with remains of products, which no product reads:
        // they are cleared once, at the end.
        var low = Vector256.Create(0xFFFFFFFFUL);
        var (c0, c1) = (counterLow, Vector256.ShiftRightLogical(counterLow, 32));
        var (c2, c3) = (counterHigh, Vector256.ShiftRightLogical(counterHigh, 32));
        var k0 = (uint)key;
        var k1 = (uint)(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var even = Product(c0, MultiplierEven);
            var odd = Product(c2, MultiplierOdd);
            c0 = Vector256.ShiftRightLogical(odd, 32) ^ c1 ^ Vector256.Create((ulong)k0);
            c1 = odd;
            c2 = Vector256.ShiftRightLogical(even, 32) ^ c3 ^ Vector256.Create((ulong)k1);
            c3 = even;
            k0 += WeylLow;
            k1 += WeylHigh;
        }

        return ((c0 & low) | Vector256.ShiftLeft(c1, 32), (c2 & low) | Vector256.ShiftLeft(c3, 32));
    }

    /// <summary>
    /// Two blocks in each of four lanes, which differ in their stream; lane i of each equals <see cref="Block(ulong, ulong, ulong)"/> of its own
    /// counter. Two, since neither waits for the other's products.
    /// </summary>
    /// <param name="key">Key shared by the lanes.</param>
    /// <param name="counterLow">Low 64 bits of the four counters, in both blocks.</param>
    /// <param name="one">High 64 bits of the first blocks' counters.</param>
    /// <param name="other">High 64 bits of the second blocks' counters.</param>
    /// <param name="first">Receives the first word of the first blocks.</param>
    /// <param name="second">Their second word.</param>
    /// <param name="third">The first word of the second blocks.</param>
    /// <param name="fourth">Their second word.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BlockPair(
        ulong key, Vector256<ulong> counterLow, ulong one, ulong other,
        out Vector256<ulong> first, out Vector256<ulong> second, out Vector256<ulong> third, out Vector256<ulong> fourth)
    {
        var low = Vector256.Create(0xFFFFFFFFUL);
        var (k0, k1) = (Vector256.Create(key), Vector256.Create(key >> 32));
        var (a0, a1) = (counterLow, Vector256.ShiftRightLogical(counterLow, 32));
        var (a2, a3) = (Vector256.Create(one), Vector256.Create(one >> 32));
        var (b0, b1) = (a0, a1);
        var (b2, b3) = (Vector256.Create(other), Vector256.Create(other >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var (evenA, oddA) = (Product(a0, MultiplierEven), Product(a2, MultiplierOdd));
            var (evenB, oddB) = (Product(b0, MultiplierEven), Product(b2, MultiplierOdd));
            (a0, a1) = (Vector256.ShiftRightLogical(oddA, 32) ^ a1 ^ k0, oddA);
            (a2, a3) = (Vector256.ShiftRightLogical(evenA, 32) ^ a3 ^ k1, evenA);
            (b0, b1) = (Vector256.ShiftRightLogical(oddB, 32) ^ b1 ^ k0, oddB);
            (b2, b3) = (Vector256.ShiftRightLogical(evenB, 32) ^ b3 ^ k1, evenB);
            (k0, k1) = (k0 + Vector256.Create((ulong)WeylLow), k1 + Vector256.Create((ulong)WeylHigh));
        }

        first = (a0 & low) | Vector256.ShiftLeft(a1, 32);
        second = (a2 & low) | Vector256.ShiftLeft(a3, 32);
        third = (b0 & low) | Vector256.ShiftLeft(b1, 32);
        fourth = (b2 & low) | Vector256.ShiftLeft(b3, 32);
    }

    /// <summary>32 × 32 → 64-bit products of the lanes' lower halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<ulong> Product(Vector256<ulong> words, uint multiplier) => Avx2.IsSupported
        ? Avx2.Multiply(words.AsUInt32(), Vector256.Create((ulong)multiplier).AsUInt32())
        : (words & Vector256.Create(0xFFFFFFFFUL)) * Vector256.Create((ulong)multiplier);
}
