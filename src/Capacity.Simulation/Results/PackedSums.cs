using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Results;

/// <summary>Whole-number sums as bytes: seven bits a byte, and a run of zeros as a zero and its length.</summary>
internal static class PackedSums
{
    /// <summary>Packs the sums of each subject over the first so many days.</summary>
    public static byte[][] Pack(Tallies tallies, int subjects, int days) => Pack(tallies, subjects, days, tallies.Fields, null);

    /// <summary>Packs the sums of each queue over the first so many days, each day's followed by its open cases by age.</summary>
    /// <param name="tallies">Sums by queue and day.</param>
    /// <param name="ages">Open cases by age; absent: nobody counted them.</param>
    /// <param name="queues">Queues.</param>
    /// <param name="days">Days.</param>
    public static byte[][] Pack(Tallies tallies, OpenAges? ages, int queues, int days) =>
        Pack(tallies, queues, days, ContactDaySums.Fields, ages);

    static byte[][] Pack(Tallies tallies, int subjects, int days, int width, OpenAges? ages)
    {
        var parts = new byte[subjects][];
        var buffer = new List<byte>(1 << 16);
        var sums = new long[days * width];
        for (var subject = 0; subject < subjects; subject++)
        {
            buffer.Clear();
            Array.Clear(sums);
            for (var day = 0; day < days; day++)
                tallies.Values.Slice(tallies.RowOf(subject, day), tallies.Fields).CopyTo(sums.AsSpan(day * width));
            ages?.CopyTo(subject, sums, width);
            Pack(sums, buffer);
            parts[subject] = [.. buffer];
        }

        return parts;
    }

    static void Pack(ReadOnlySpan<long> sums, List<byte> to)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            Write((ulong)sums[i], to);
            if (sums[i] != 0)
                continue;
            var first = i;
            while (i + 1 < sums.Length && sums[i + 1] == 0)
                i++;
            Write((ulong)(i - first), to);
        }
    }

    static void Write(ulong value, List<byte> to)
    {
        for (; value >= 0x80; value >>= 7)
            to.Add((byte)(value | 0x80));
        to.Add((byte)value);
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

    static ulong Read(ReadOnlySpan<byte> packed, ref int at)
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
