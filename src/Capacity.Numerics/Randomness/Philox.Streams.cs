using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Capacity.Numerics.Randomness;

/// <content>Many successive draws of a stream, or of eight streams side by side.</content>
public static partial class Philox
{
    /// <summary>The uniform draws of successive blocks, two a block: what a random stream gives one by one.</summary>
    /// <param name="key">Key of the stream.</param>
    /// <param name="position">Low 64 bits of the first counter.</param>
    /// <param name="number">High 64 bits of the counters: the stream's number.</param>
    /// <param name="target">Receives the draws, at every <paramref name="stride"/>-th place; the rest is left as it is.</param>
    /// <param name="stride">Distance of two draws, at least 1.</param>
    public static void FillUnits(ulong key, ulong position, ulong number, Span<double> target, int stride = 1)
    {
        // Blocks whose counters differ in the lowest word only share a part of their first two rounds.
        var blocks = (target.Length + 2 * stride - 1) / (2 * stride);
        var alike = (int)Math.Min((ulong)blocks, 0x1_0000_0000UL - (uint)position);
        FillAlike(key, position, number, target[..Math.Min(target.Length, alike * 2 * stride)], stride);
        if (alike < blocks) FillAlike(key, position + (ulong)alike, number, target[(alike * 2 * stride)..], stride);
    }

    /// <summary>
    /// Draws of blocks whose counters differ in the lowest word only. The ten rounds are written out, so that several blocks are under way at
    /// once; what the other three words make of the first two rounds and the keys of the others are computed once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void FillAlike(ulong key, ulong position, ulong number, Span<double> target, int stride)
    {
        var (k0, k1, highest) = ((uint)key, (uint)(key >> 32), (uint)(number >> 32));
        var odd = (ulong)MultiplierOdd * (uint)number;
        var even = (ulong)MultiplierEven * ((uint)(odd >> 32) ^ (uint)(position >> 32) ^ k0);
        var (first0, first2) = ((uint)odd ^ (k0 + WeylLow), highest ^ k1);
        var (second2, second3) = ((uint)(even >> 32) ^ (k1 + WeylHigh), (uint)even);
        for (var i = 0; i < target.Length; i += 2 * stride, position++)
        {
            even = (ulong)MultiplierEven * (uint)position;
            odd = (ulong)MultiplierOdd * ((uint)(even >> 32) ^ first2);
            var (c0, c1, c2, c3) = ((uint)(odd >> 32) ^ first0, (uint)odd, (uint)even ^ second2, second3);
            Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(2 * WeylLow), k1 + unchecked(2 * WeylHigh));
            Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(3 * WeylLow), k1 + unchecked(3 * WeylHigh));
            Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(4 * WeylLow), k1 + unchecked(4 * WeylHigh));
            Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(5 * WeylLow), k1 + unchecked(5 * WeylHigh));
            Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(6 * WeylLow), k1 + unchecked(6 * WeylHigh));
            Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(7 * WeylLow), k1 + unchecked(7 * WeylHigh));
            Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(8 * WeylLow), k1 + unchecked(8 * WeylHigh));
            Round(ref c0, ref c1, ref c2, ref c3, k0 + unchecked(9 * WeylLow), k1 + unchecked(9 * WeylHigh));
            target[i] = RandomStream.ToUnit(c0 | ((ulong)c1 << 32));
            if (i + stride < target.Length) target[i + stride] = RandomStream.ToUnit(c2 | ((ulong)c3 << 32));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Round(ref uint c0, ref uint c1, ref uint c2, ref uint c3, uint k0, uint k1)
    {
        var even = (ulong)MultiplierEven * c0;
        var odd = (ulong)MultiplierOdd * c2;
        (c0, c1) = ((uint)(odd >> 32) ^ c1 ^ k0, (uint)odd);
        (c2, c3) = ((uint)(even >> 32) ^ c3 ^ k1, (uint)even);
    }

    /// <summary>
    /// The round keys of a stream's key, low and high of each round, as <see cref="Blocks"/> wants them: made once, read in every block.
    /// </summary>
    /// <param name="key">Key of the stream.</param>
    public static ulong[] RoundKeys(ulong key)
    {
        var keys = new ulong[2 * Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            keys[2 * round] = (uint)key + (uint)round * WeylLow;
            keys[2 * round + 1] = (uint)(key >> 32) + (uint)round * WeylHigh;
        }

        for (var i = 0; i < keys.Length; i++) keys[i] &= 0xFFFFFFFFUL;
        return keys;
    }

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
