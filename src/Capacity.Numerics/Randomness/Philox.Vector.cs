using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Capacity.Numerics.Randomness;

/// <content>Blocks of four lanes side by side.</content>
public static partial class Philox
{
    /// <summary>Four blocks at once, one per lane; lane i equals <see cref="Block(ulong, ulong, ulong)"/> of its own counter.</summary>
    /// <param name="key">Key shared by the four lanes.</param>
    /// <param name="counterLow">Low 64 bits of the four counters.</param>
    /// <param name="counterHigh">High 64 bits of the four counters.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<ulong> First, Vector256<ulong> Second) Block(
        ulong key, Vector256<ulong> counterLow, Vector256<ulong> counterHigh)
    {
        var (k0, k1) = (Vector256.Create(key), Vector256.Create(key >> 32));
        var (c0, c1) = (counterLow, Vector256.ShiftRightLogical(counterLow, 32));
        var (c2, c3) = (counterHigh, Vector256.ShiftRightLogical(counterHigh, 32));
        for (var round = 0; round < Rounds; round++)
        {
            Round(k0, k1, ref c0, ref c1, ref c2, ref c3);
            (k0, k1) = (k0 + Vector256.Create((ulong)WeylLow), k1 + Vector256.Create((ulong)WeylHigh));
        }

        return (Joined(c0, c1), Joined(c2, c3));
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
        var (k0, k1) = (Vector256.Create(key), Vector256.Create(key >> 32));
        var (a0, a1) = (counterLow, Vector256.ShiftRightLogical(counterLow, 32));
        var (a2, a3) = (Vector256.Create(one), Vector256.Create(one >> 32));
        var (b0, b1) = (a0, a1);
        var (b2, b3) = (Vector256.Create(other), Vector256.Create(other >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            Round(k0, k1, ref a0, ref a1, ref a2, ref a3);
            Round(k0, k1, ref b0, ref b1, ref b2, ref b3);
            (k0, k1) = (k0 + Vector256.Create((ulong)WeylLow), k1 + Vector256.Create((ulong)WeylHigh));
        }

        (first, second) = (Joined(a0, a1), Joined(a2, a3));
        (third, fourth) = (Joined(b0, b1), Joined(b2, b3));
    }

    /// <summary>
    /// Two successive blocks in each of four lanes, which differ in their stream; lane i equals <see cref="Block(ulong, ulong, ulong)"/> of its
    /// own counter. The rounds are written out, so that words stay in their registers.
    /// </summary>
    /// <param name="roundKeys">Key shared by the lanes, from <see cref="RoundKeys"/>.</param>
    /// <param name="position">Low 64 bits of the first counter, in every lane; the second is the next.</param>
    /// <param name="number">High 64 bits of the four counters.</param>
    /// <param name="first">Receives the four words of each lane, in the order of the stream.</param>
    /// <param name="second">The second word.</param>
    /// <param name="third">The third word.</param>
    /// <param name="fourth">The fourth word.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blocks(
        ReadOnlySpan<ulong> roundKeys, ulong position, Vector256<ulong> number,
        out Vector256<ulong> first, out Vector256<ulong> second, out Vector256<ulong> third, out Vector256<ulong> fourth)
    {
        var keys = roundKeys[..(2 * Rounds)];
        var (a0, a1) = (Vector256.Create(position), Vector256.Create(position >> 32));
        var (b0, b1) = (Vector256.Create(position + 1), Vector256.Create((position + 1) >> 32));
        var (a2, a3) = (number, Vector256.ShiftRightLogical(number, 32));
        var (b2, b3) = (a2, a3);
        RoundPair(keys[0], keys[1], ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        RoundPair(keys[2], keys[3], ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        RoundPair(keys[4], keys[5], ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        RoundPair(keys[6], keys[7], ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        RoundPair(keys[8], keys[9], ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        RoundPair(keys[10], keys[11], ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        RoundPair(keys[12], keys[13], ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        RoundPair(keys[14], keys[15], ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        RoundPair(keys[16], keys[17], ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        RoundPair(keys[18], keys[19], ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        (first, second) = (Joined(a0, a1), Joined(a2, a3));
        (third, fourth) = (Joined(b0, b1), Joined(b2, b3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void RoundPair(
        ulong low, ulong high,
        ref Vector256<ulong> a0, ref Vector256<ulong> a1, ref Vector256<ulong> a2, ref Vector256<ulong> a3,
        ref Vector256<ulong> b0, ref Vector256<ulong> b1, ref Vector256<ulong> b2, ref Vector256<ulong> b3)
    {
        var (k0, k1) = (Vector256.Create(low), Vector256.Create(high));
        Round(k0, k1, ref a0, ref a1, ref a2, ref a3);
        Round(k0, k1, ref b0, ref b1, ref b2, ref b3);
    }

    /// <summary>One round, a word a lane; the words' upper halves fill with remains of products, which no product reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Round(
        Vector256<ulong> k0, Vector256<ulong> k1,
        ref Vector256<ulong> c0, ref Vector256<ulong> c1, ref Vector256<ulong> c2, ref Vector256<ulong> c3)
    {
        var (even, odd) = (Product(c0, MultiplierEven), Product(c2, MultiplierOdd));
        (c0, c1) = (Vector256.ShiftRightLogical(odd, 32) ^ (c1 ^ k0), odd);
        (c2, c3) = (Vector256.ShiftRightLogical(even, 32) ^ (c3 ^ k1), even);
    }

    /// <summary>Two words of each lane, the lower and the upper one, as one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<ulong> Joined(Vector256<ulong> lower, Vector256<ulong> upper)
    {
        var moved = Vector256.ShiftLeft(upper, 32);
        return Avx2.IsSupported
            ? Avx2.Blend(lower.AsUInt32(), moved.AsUInt32(), 0b10_10_10_10).AsUInt64()
            : (lower & Vector256.Create(0xFFFFFFFFUL)) | moved;
    }

    /// <summary>32 × 32 → 64-bit products of the lanes' lower halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<ulong> Product(Vector256<ulong> words, uint multiplier) => Avx2.IsSupported
        ? Avx2.Multiply(words.AsUInt32(), Vector256.Create((ulong)multiplier).AsUInt32())
        : (words & Vector256.Create(0xFFFFFFFFUL)) * Vector256.Create((ulong)multiplier);
}
