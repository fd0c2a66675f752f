using System.Runtime.CompilerServices;

namespace Capacity.Numerics.Randomness;

/// <summary>
/// The address of one random stream: seed, replication, purpose and owner (a queue, a team). Equal addresses give equal draws on
/// every machine and whatever else is drawn; different ones never share a block.
/// </summary>
/// <remarks>
/// Seed and replication are mixed into the 64-bit Philox key (for one seed the mixing is a bijection of the replication number);
/// purpose and owner are the high half of the counter, so that within a replication streams are disjoint by construction.
/// The low half is the position: <see cref="At"/> gives each contact its own 65,536 blocks (131,072 draws), for up to 2^48 contacts.
/// The default value is the stream of key 0 and counter 0; use the factory.
/// </remarks>
public readonly record struct StreamKey
{
    const ulong Golden = 0x9E3779B97F4A7C15UL;
    const int BlocksPerContactBits = 16;

    StreamKey(ulong key, ulong number)
    {
        Key = key;
        Number = number;
    }

    /// <summary>The Philox key, made of seed and replication.</summary>
    public ulong Key { get; }

    /// <summary>The high half of the counter, made of purpose and owner.</summary>
    public ulong Number { get; }

    /// <summary>The stream of one purpose and owner in one replication.</summary>
    /// <param name="seed">Seed of the whole run.</param>
    /// <param name="replication">Number of the replication, from 0.</param>
    /// <param name="purpose">What is drawn.</param>
    /// <param name="owner">Number of the queue, team or branch the draws belong to.</param>
    public static StreamKey For(ulong seed, ulong replication, StreamPurpose purpose, uint owner = 0) =>
        new(Mix(Mix(seed + Golden) + Golden * (replication + 1)), ((ulong)purpose << 32) | owner);

    /// <summary>A stream by its Philox key and the high half of its counter, as <see cref="Key"/> and <see cref="Number"/> give them.</summary>
    /// <param name="key">The Philox key.</param>
    /// <param name="number">The high half of the counter.</param>
    public static StreamKey OfParts(ulong key, ulong number) => new(key, number);

    /// <summary>The stream as a sequence, from its beginning.</summary>
    public RandomStream Start() => new(Key, Number, 0);

    /// <summary>The stream as a sequence from draw 2·<paramref name="block"/> on: kernels that draw many lanes at once resume here.</summary>
    /// <param name="block">Number of blocks to skip; each is two draws.</param>
    public RandomStream FromBlock(ulong block) => new(Key, Number, block);

    /// <summary>
    /// The draws that belong to one contact, found in constant time: they do not depend on how many contacts came before, so that
    /// a change of staffing leaves every contact's patience and handle time as they were.
    /// </summary>
    /// <param name="contact">Number of the contact, from 0, below 2^48.</param>
    public RandomStream At(ulong contact) => new(Key, Number, contact << BlocksPerContactBits);

    /// <summary>The first uniform draw of a contact: equals <c>At(contact).NextUnit()</c>, without making the stream.</summary>
    /// <param name="contact">Number of the contact, from 0, below 2^48.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double UnitAt(ulong contact) =>
        RandomStream.ToUnit(Philox.Block(Key, contact << BlocksPerContactBits, Number).First);

    /// <summary>The first two uniform draws of a contact, at the price of one.</summary>
    /// <param name="contact">Number of the contact, from 0, below 2^48.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (double First, double Second) UnitPairAt(ulong contact)
    {
        var (first, second) = Philox.Block(Key, contact << BlocksPerContactBits, Number);
        return (RandomStream.ToUnit(first), RandomStream.ToUnit(second));
    }

    /// <summary>The finalizer of SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014): a bijection that mixes all bits.</summary>
    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
