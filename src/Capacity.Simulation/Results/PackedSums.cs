using System.Buffers;
using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Results;

/// <summary>Whole-number sums as bytes: seven bits a byte, and a run of zeros as a zero and its length.</summary>
internal static class PackedSums
{
    /// <summary>Packs the sums of each subject over the first so many days.</summary>
    public static byte[][] Pack(Tallies tallies, int subjects, int days) => Pack(tallies, subjects, days, tallies.Fields, (_, _) => { });

    /// <summary>Packs the sums of each queue over the first so many days, each day's followed by its open cases by age and its waits.</summary>
    /// <param name="tallies">Sums by queue and day.</param>
    /// <param name="ages">Open cases by age.</param>
    /// <param name="waits">Waits of each queue.</param>
    /// <param name="days">Days.</param>
    public static byte[][] Pack(Tallies tallies, OpenAges ages, IReadOnlyList<WaitCounts> waits, int days) =>
        Pack(tallies, waits.Count, days, ContactDaySums.Fields, (queue, rows) =>
        {
            ages.CopyTo(queue, rows, ContactDaySums.Fields, ContactDaySums.FirstAge);
            waits[queue].AddTo(tallies, rows, ContactDaySums.Fields, ContactDaySums.FirstWait);
        });

    static byte[][] Pack(Tallies tallies, int subjects, int days, int width, Action<int, long[]> fill)
    {
        var parts = new byte[subjects][];
        var sums = new long[days * width];
        for (var subject = 0; subject < subjects; subject++)
        {
            Array.Clear(sums);
            for (var day = 0; day < days; day++)
                tallies.Values.Slice(tallies.RowOf(subject, day), tallies.Fields).CopyTo(sums.AsSpan(day * width));
            fill(subject, sums);
            parts[subject] = Pack(sums);
        }

        return parts;
    }

    /// <summary>Packs sums, none of which is below 0.</summary>
    public static byte[] Pack(ReadOnlySpan<long> sums)
    {
        // Each sum takes ten bytes at most, and a zero two.
        var room = ArrayPool<byte>.Shared.Rent(10 * sums.Length);
        var count = 0;
        for (var i = 0; i < sums.Length; i++)
        {
            Write((ulong)sums[i], room, ref count);
            if (sums[i] != 0)
                continue;
            var others = sums[(i + 1)..].IndexOfAnyExcept(0);
            var zeros = others < 0 ? sums.Length - i - 1 : others;
            Write((ulong)zeros, room, ref count);
            i += zeros;
        }

        var packed = room.AsSpan(0, count).ToArray();
        ArrayPool<byte>.Shared.Return(room);
        return packed;
    }

    /// <summary>Appends a number, seven bits a byte.</summary>
    public static void Write(ulong value, List<byte> to)
    {
        for (; value >= 0x80; value >>= 7)
            to.Add((byte)(value | 0x80));
        to.Add((byte)value);
    }

    static void Write(ulong value, Span<byte> to, ref int count)
    {
        for (; value >= 0x80; value >>= 7)
            to[count++] = (byte)(value | 0x80);
        to[count++] = (byte)value;
    }

    /// <summary>Adds packed sums to sums.</summary>
    public static void AddTo(ReadOnlySpan<byte> packed, Span<long> sums)
    {
        var at = 0;
        for (var i = 0; i < sums.Length; i++)
        {
            var value = Read(packed, ref at);
            if (value == 0)
                i += (int)Read(packed, ref at);
            else
                sums[i] += (long)value;
        }
    }

    /// <summary>Adds packed sums up over days.</summary>
    /// <param name="packed">Sums by day and field.</param>
    /// <param name="totals">Receives the sum of each field over all days.</param>
    public static void AddUp(ReadOnlySpan<byte> packed, Span<long> totals)
    {
        var field = 0;
        for (var at = 0; at < packed.Length;)
        {
            var value = Read(packed, ref at);
            totals[field] += (long)value;
            field += value == 0 ? 1 + (int)Read(packed, ref at) : 1;
            if (field >= totals.Length)
                field %= totals.Length;
        }
    }

    /// <summary>Reads the number at a place, and passes it.</summary>
    public static ulong Read(ReadOnlySpan<byte> packed, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = packed[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
