using System.IO.Compression;
using Capacity.Ingest.Intervals;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Capacity.Ingest.Http;

/// <summary>Reads a request's body into memory within a bound that holds after decompression.</summary>
internal static class RequestBody
{
    public const int MostBytes = 5 * 1024 * 1024;

    /// <summary>The bytes of the body, inflated where it is compressed with gzip.</summary>
    /// <exception cref="UnreadableBodyException">The body is too large, or compressed in another way.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, int mostBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > mostBytes) throw TooLarge(mostBytes);
        var encoding = request.Headers.ContentEncoding.ToString();
        try
        {
            if (encoding is "" or "identity") return await BoundedAsync(request.Body, mostBytes, cancellationToken);
            if (encoding != "gzip")
                throw new UnreadableBodyException(
                    415, "Unsupported content encoding", $"The body is compressed with '{encoding}': send it plain or with gzip.");
            await using GZipStream inflated = new(request.Body, CompressionMode.Decompress);
            return await BoundedAsync(inflated, mostBytes, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new UnreadableBodyException(
                422, "The body cannot be decompressed", "Content-Encoding says gzip, but the bytes are not gzip.");
        }
    }

    /// <summary>The media type without parameters, in lower case.</summary>
    public static string MediaType(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.ToString().ToLowerInvariant() : "";

    private static async Task<byte[]> BoundedAsync(Stream body, int mostBytes, CancellationToken cancellationToken)
    {
        using MemoryStream kept = new();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + read > mostBytes) throw TooLarge(mostBytes);
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    private static UnreadableBodyException TooLarge(int mostBytes) => new(
        413, "The body is too large", $"A request may hold {mostBytes / (1024 * 1024)} MiB: send the records in several requests.");
}
