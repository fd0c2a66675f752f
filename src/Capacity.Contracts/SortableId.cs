using System.Security.Cryptography;

namespace Capacity.Contracts;

/// <summary>Identifiers of runs, plans and batches: 26 letters and digits that sort by the time of their making and never repeat.</summary>
/// <remarks>48 bits of milliseconds, then 80 random bits, in Crockford's base 32 without i, l, o and u, in lower case.</remarks>
public static class SortableId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string At(DateTimeOffset moment)
    {
        var milliseconds = (ulong)moment.ToUnixTimeMilliseconds();
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        Span<char> text = stackalloc char[26];
        for (var i = 9; i >= 0; i--, milliseconds >>= 5) text[i] = Alphabet[(int)(milliseconds & 31)];
        for (var i = 0; i < 16; i++) text[10 + i] = Alphabet[random[i] & 31];
        return new string(text);
    }
}
