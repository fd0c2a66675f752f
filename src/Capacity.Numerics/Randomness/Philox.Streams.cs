using System.Runtime.CompilerServices;

namespace Capacity.Numerics.Randomness;

/// <content>Many successive draws of a stream.</content>
public static partial class Philox
{
    /// <summary>The uniform draws of successive blocks, two a block: what a random stream gives one by one.</summary>
    /// <param name="roundKeys">Key of the stream, from <see cref="RoundKeys"/>.</param>
    /// <param name="position">Low 64 bits of the first counter.</param>
    /// <param name="number">High 64 bits of the counters: the stream's number.</param>
    /// <param name="target">Receives the draws.</param>
    public static void FillUnits(ReadOnlySpan<ulong> roundKeys, ulong position, ulong number, Span<double> target)
    {
        // Blocks whose counters differ in the lowest word only share a part of their first two rounds.
        var blocks = (target.Length + 1) / 2;
        var alike = (int)Math.Min((ulong)blocks, 0x1_0000_0000UL - (uint)position);
        FillAlike(roundKeys, position, number, target[..Math.Min(target.Length, alike * 2)], MultiplierEven, MultiplierOdd);
        if (alike < blocks)
            FillAlike(roundKeys, position + (ulong)alike, number, target[(alike * 2)..], MultiplierEven, MultiplierOdd);
    }

    /// <summary>
    /// Draws of blocks whose counters differ in the lowest word only. The ten rounds are written out, so that several blocks are under way at
    /// once; what the other three words make of the first two rounds is computed once. The multipliers come as arguments: as constants they
    /// would be loaded again before every product.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void FillAlike(
        ReadOnlySpan<ulong> roundKeys, ulong position, ulong number, Span<double> target, ulong forEven, ulong forOdd)
    {
        var keys = roundKeys[..(2 * Rounds)];
        var odd = forOdd * (uint)number;
        var even = forEven * ((uint)(odd >> 32) ^ (uint)(position >> 32) ^ (uint)keys[0]);
        var (first0, first2) = ((uint)odd ^ (uint)keys[2], (uint)(number >> 32) ^ (uint)keys[1]);
        var (second2, second3) = ((uint)(even >> 32) ^ (uint)keys[3], (uint)even);
        for (var i = 0; i < target.Length; i += 2, position++)
        {
            even = forEven * (uint)position;
            odd = forOdd * ((uint)(even >> 32) ^ first2);
            ulong c0 = (uint)(odd >> 32) ^ first0, c1 = odd, c2 = (uint)even ^ second2, c3 = second3;
            Round(ref c0, ref c1, ref c2, ref c3, keys[4], keys[5], forEven, forOdd);
            Round(ref c0, ref c1, ref c2, ref c3, keys[6], keys[7], forEven, forOdd);
            Round(ref c0, ref c1, ref c2, ref c3, keys[8], keys[9], forEven, forOdd);
            Round(ref c0, ref c1, ref c2, ref c3, keys[10], keys[11], forEven, forOdd);
            Round(ref c0, ref c1, ref c2, ref c3, keys[12], keys[13], forEven, forOdd);
            Round(ref c0, ref c1, ref c2, ref c3, keys[14], keys[15], forEven, forOdd);
            Round(ref c0, ref c1, ref c2, ref c3, keys[16], keys[17], forEven, forOdd);
            Round(ref c0, ref c1, ref c2, ref c3, keys[18], keys[19], forEven, forOdd);
            target[i] = RandomStream.ToUnit(c0 | (c1 << 32));
            if (i + 1 < target.Length) target[i + 1] = RandomStream.ToUnit(c2 | (c3 << 32));
        }
    }

    /// <summary>
    /// The round keys of a stream's key, low and high of each round, as blocks side by side want them: made once, read in every block.
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
}
