using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Capacity.Numerics.Randomness;

namespace Capacity.Simulation.Contacts;

/// <summary>
/// The random draws of one replication. What belongs to a contact is found by the contact's key and the purpose, so that a change of
/// staffing or of rules leaves every other draw as it was (common random numbers).
/// </summary>
internal readonly struct ContactDraws(ulong seed, int replication)
{
    readonly ulong _key = StreamKey.For(seed, (ulong)replication, StreamPurpose.Arrivals).Key;

    /// <summary>Two independent uniform numbers in (0, 1) of a contact and a purpose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (double First, double Second) Pair(StreamPurpose purpose, ulong contact)
    {
        var (first, second) = Philox.Block(_key, contact, ((ulong)purpose << 32) | 0xFFFFFFFFUL);
        return (RandomStream.ToUnit(first), RandomStream.ToUnit(second));
    }

    /// <summary>
    /// The pairs of many contacts for two purposes, several at a time, each equal to <see cref="Pair"/>. Two, since neither waits for the
    /// other's products.
    /// </summary>
    /// <param name="one">What is drawn.</param>
    /// <param name="other">What is drawn besides.</param>
    /// <param name="contacts">Keys; this array and the others have a multiple of eight elements.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="forOne">Receive the first and the second number of each for the one purpose, and up to seven more.</param>
    /// <param name="forOther">The same for the other purpose.</param>
    public void Pairs(
        StreamPurpose one, StreamPurpose other, ulong[] contacts, int count, (double[] First, double[] Second) forOne,
        (double[] First, double[] Second) forOther)
    {
        var (highOne, highOther) = (HighOf(one), HighOf(other));
        if (Vector512.IsHardwareAccelerated)
        {
            for (var at = 0; at < count; at += Vector512<ulong>.Count)
            {
                var keys = Vector512.LoadUnsafe(ref contacts[at]);
                var (first, second) = Philox.Block(_key, keys, Vector512.Create(highOne));
                var (third, fourth) = Philox.Block(_key, keys, Vector512.Create(highOther));
                RandomStream.ToUnit(first).StoreUnsafe(ref forOne.First[at]);
                RandomStream.ToUnit(second).StoreUnsafe(ref forOne.Second[at]);
                RandomStream.ToUnit(third).StoreUnsafe(ref forOther.First[at]);
                RandomStream.ToUnit(fourth).StoreUnsafe(ref forOther.Second[at]);
            }
        }
        else
        {
            for (var at = 0; at < count; at += Vector256<ulong>.Count)
            {
                var keys = Vector256.LoadUnsafe(ref contacts[at]);
                Philox.BlockPair(_key, keys, highOne, highOther, out var first, out var second, out var third, out var fourth);
                RandomStream.ToUnit(first).StoreUnsafe(ref forOne.First[at]);
                RandomStream.ToUnit(second).StoreUnsafe(ref forOne.Second[at]);
                RandomStream.ToUnit(third).StoreUnsafe(ref forOther.First[at]);
                RandomStream.ToUnit(fourth).StoreUnsafe(ref forOther.Second[at]);
            }
        }
    }

    static ulong HighOf(StreamPurpose purpose) => ((ulong)purpose << 32) | 0xFFFFFFFFUL;

    /// <summary>The uniform numbers of many queues' interval or day, four at a time, each equal to <see cref="Unit"/>.</summary>
    /// <param name="purpose">What is drawn.</param>
    /// <param name="position">The interval or day.</param>
    /// <param name="queues">Receives the number of each queue; its length is a multiple of four.</param>
    public void Units(StreamPurpose purpose, int position, double[] queues)
    {
        var targets = MemoryMarshal.Cast<double, Vector256<double>>(queues.AsSpan());
        var high = Vector256.Create((ulong)purpose << 32) + Vector256.Create(0UL, 1, 2, 3);
        for (var four = 0; four < targets.Length; four++)
        {
            targets[four] = RandomStream.ToUnit(Philox.Block(_key, Vector256.Create((ulong)position), high).First);
            high += Vector256.Create(4UL);
        }
    }

    /// <summary>The uniform number of a queue's interval or day.</summary>
    public double Unit(StreamPurpose purpose, int queue, int position) =>
        RandomStream.ToUnit(Philox.Block(_key, (ulong)position, ((ulong)purpose << 32) | (uint)queue).First);

    /// <summary>Key of the n-th contact that comes by itself to a queue in an interval.</summary>
    public static ulong FreshKey(int queue, int interval, int number) => Mix(FreshNumber(queue, interval, number));

    /// <summary>What <see cref="Mix(ulong)"/> makes the key of the n-th contact that comes by itself to a queue in an interval.</summary>
    public static ulong FreshNumber(int queue, int interval, int number) =>
        ((ulong)(uint)queue << 52) | ((ulong)(uint)interval << 28) | (uint)number;

    /// <summary>Key of the n-th chaser that the overdue cases of a queue make in an interval.</summary>
    public static ulong ChaserKey(int queue, int interval, int number) => ChildKey(FreshKey(queue, interval, number), 11);

    /// <summary>Key of the contact that follows another for a kind of reason.</summary>
    public static ulong ChildKey(ulong parent, int kind) => Mix(parent + (ulong)(kind + 1) * 0x9E3779B97F4A7C15UL);

    /// <summary>The finalizer of SplitMix64 (Steele, Lea and Flood 2014): mixes all bits, one to one.</summary>
    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Eight mixed at once.</summary>
    public static Vector512<ulong> Mix(Vector512<ulong> z)
    {
        z = (z ^ Vector512.ShiftRightLogical(z, 30)) * Vector512.Create(0xBF58476D1CE4E5B9UL);
        z = (z ^ Vector512.ShiftRightLogical(z, 27)) * Vector512.Create(0x94D049BB133111EBUL);
        return z ^ Vector512.ShiftRightLogical(z, 31);
    }
}
