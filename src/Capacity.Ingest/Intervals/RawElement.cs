using System.Text.Json;

namespace Capacity.Ingest.Intervals;

/// <summary>One element of a request before it is judged.</summary>
/// <param name="Index">Position in the request, from 0.</param>
/// <param name="Pointer">JSON Pointer of the element; of a CSV row, its number.</param>
/// <param name="Fields">The fields by name; absent where the element is not an object.</param>
/// <param name="NumbersAsText">Numbers come as text.</param>
internal sealed record RawElement(int Index, string Pointer, IReadOnlyDictionary<string, JsonElement>? Fields, bool NumbersAsText);

/// <summary>A request as a whole cannot be read.</summary>
internal sealed class UnreadableBodyException(int status, string title, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Title { get; } = title;
}
