using System.Security.Cryptography;
using System.Text;

namespace Capacity.Hosting.Identity;

/// <summary>The secret of the link that signs the first administrator in: one use, thirty minutes, this process only.</summary>
public sealed class FirstStartLink(TimeProvider time)
{
    /// <summary>How long a printed link may be followed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly Lock _gate = new();
    private byte[]? _hash;
    private DateTimeOffset _expires;

    /// <summary>Makes a new secret, which replaces any earlier one.</summary>
    public string Open()
    {
        string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        lock (_gate)
        {
            _hash = Hash(token);
            _expires = time.GetUtcNow() + Lifetime;
        }

        return token;
    }

    /// <summary>True once, for the right secret before it expires.</summary>
    public bool Use(string? token)
    {
        if (string.IsNullOrEmpty(token)) return false;
        lock (_gate)
        {
            bool fits = _hash is not null && time.GetUtcNow() < _expires && CryptographicOperations.FixedTimeEquals(_hash, Hash(token));
            if (fits) _hash = null;
            return fits;
        }
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
