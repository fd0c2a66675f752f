using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Capacity.Numerics.Randomness;

/// <content>Blocks of eight lanes side by side.</content>
public static partial class Philox
{
    /// <summary>
    /// Two successive blocks in each of eight lanes; lane i equals <see cref="Block(ulong, ulong, ulong)"/> of its own counter. Two, since
    /// neither waits for the other's products.
    /// </summary>
    /// <param name="roundKeys">Key shared by the lanes, from <see cref="RoundKeys"/>.</param>
    /// <param name="position">Low 64 bits of the first counter, in every lane; the second is the next.</param>
    /// <param name="number">High 64 bits of the eight counters.</param>
    /// <param name="first">Receives the four words of each lane, in the order of the stream.</param>
    /// <param name="second">The second word.</param>
    /// <param name="third">The third word.</param>
    /// <param name="fourth">The fourth word.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blocks(
        ReadOnlySpan<ulong> roundKeys, ulong position, Vector512<ulong> number,
        out Vector512<ulong> first, out Vector512<ulong> second, out Vector512<ulong> third, out Vector512<ulong> fourth)
    {
        // Each 64-bit lane carries one 32-bit word. The words' upper halves fill with remains of products, which no product reads:
        // they are cleared once, at the end.
        var low = Vector512.Create(0xFFFFFFFFUL);
        var (a0, a1) = (Vector512.Create(position), Vector512.Create(position >> 32));
        var (b0, b1) = (Vector512.Create(position + 1), Vector512.Create((position + 1) >> 32));
        var (a2, a3) = (number, HighWords(number));
        var (b2, b3) = (a2, a3);
        for (var round = 0; round < 2 * Rounds; round += 2)
        {
            var (k0, k1) = (Vector512.Create(roundKeys[round]), Vector512.Create(roundKeys[round + 1]));
            var (evenA, oddA) = (Product(a0, MultiplierEven), Product(a2, MultiplierOdd));
            var (evenB, oddB) = (Product(b0, MultiplierEven), Product(b2, MultiplierOdd));
            (a0, a1) = (HighWords(oddA) ^ a1 ^ k0, oddA);
            (a2, a3) = (HighWords(evenA) ^ a3 ^ k1, evenA);
            (b0, b1) = (HighWords(oddB) ^ b1 ^ k0, oddB);
            (b2, b3) = (HighWords(evenB) ^ b3 ^ k1, evenB);
        }

        first = (a0 & low) | Vector512.ShiftLeft(a1, 32);
        second = (a2 & low) | Vector512.ShiftLeft(a3, 32);
        third = (b0 & low) | Vector512.ShiftLeft(b1, 32);
        fourth = (b2 & low) | Vector512.ShiftLeft(b3, 32);
    }

    /// <summary>Eight blocks at once, one per lane; lane i equals <see cref="Block(ulong, ulong, ulong)"/> of its own counter.</summary>
    /// <param name="key">Key shared by the eight lanes.</param>
    /// <param name="counterLow">Low 64 bits of the eight counters.</param>
    /// <param name="counterHigh">High 64 bits of the eight counters.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<ulong> First, Vector512<ulong> Second) Block(
        ulong key, Vector512<ulong> counterLow, Vector512<ulong> counterHigh)
    {
        var low = Vector512.Create(0xFFFFFFFFUL);
        var (c0, c1) = (counterLow, HighWords(counterLow));
        var (c2, c3) = (counterHigh, HighWords(counterHigh));
        var (k0, k1) = (Vector512.Create((ulong)(uint)key), Vector512.Create(key >> 32));
        for (var round = 0; round < Rounds; round += 2)
        {
            var (even, odd) = (Product(c0, MultiplierEven), Product(c2, MultiplierOdd));
            (c0, c1) = (HighWords(odd) ^ c1 ^ k0, odd);
            (c2, c3) = (HighWords(even) ^ c3 ^ k1, even);
            (even, odd) = (Product(c0, MultiplierEven), Product(c2, MultiplierOdd));
            (k0, k1) = (k0 + Vector512.Create((ulong)WeylLow), k1 + Vector512.Create((ulong)WeylHigh));
            (c0, c1) = (HighWords(odd) ^ c1 ^ k0, odd);
            (c2, c3) = (HighWords(even) ^ c3 ^ k1, even);
            (k0, k1) = (k0 + Vector512.Create((ulong)WeylLow), k1 + Vector512.Create((ulong)WeylHigh));
        }

        return ((c0 & low) | Vector512.ShiftLeft(c1, 32), (c2 & low) | Vector512.ShiftLeft(c3, 32));
    }

    /// <summary>The upper halves of the lanes, moved to their lower halves; a shuffle leaves the multiplier's port free.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<ulong> HighWords(Vector512<ulong> words) => Avx512F.IsSupported
        ? Avx512F.Shuffle(words.AsUInt32(), 0b11_11_01_01).AsUInt64()
        : Vector512.ShiftRightLogical(words, 32);

    /// <summary>32 × 32 → 64-bit products of the lanes' lower halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<ulong> Product(Vector512<ulong> words, uint multiplier)
    {
        var factor = Vector512.Create((ulong)multiplier);
        if (Avx512F.IsSupported) return Avx512F.Multiply(words.AsUInt32(), factor.AsUInt32());
        if (!Avx2.IsSupported) return (words & Vector512.Create(0xFFFFFFFFUL)) * factor;
        return Vector512.Create(
            Avx2.Multiply(words.GetLower().AsUInt32(), factor.GetLower().AsUInt32()),
            Avx2.Multiply(words.GetUpper().AsUInt32(), factor.GetUpper().AsUInt32()));
    }
}
