using System.Text;
using System.Text.Json;

namespace Capacity.Ingest.Intervals;

/// <summary>Splits a request's body into elements: a JSON object, a JSON array of objects, or CSV with a header.</summary>
internal static class IntervalBodies
{
    public const int MostRecords = 5_000;

    public static IReadOnlyList<RawElement> Read(byte[] body, string mediaType) => mediaType switch
    {
        "application/json" => Json(body),
        "text/csv" => Csv(body),
        _ => throw new UnreadableBodyException(
            415, "Unsupported media type", $"The body is '{mediaType}': send application/json or text/csv."),
    };

    private static List<RawElement> Json(byte[] body)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(body);
            root = document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new UnreadableBodyException(
                422, "The body is not JSON",
                $"Line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: the text cannot be read as JSON. "
                + "Send one interval record, or an array of them.");
        }

        if (root.ValueKind == JsonValueKind.Object) return [new RawElement(0, "", Fields(root), false)];
        if (root.ValueKind != JsonValueKind.Array)
            throw new UnreadableBodyException(
                422, "The body holds no records", "Send one interval record as a JSON object, or an array of them.");
        Bound(root.GetArrayLength());
        return [.. root.EnumerateArray().Select((element, index) => new RawElement(
            index, $"/{index}", element.ValueKind == JsonValueKind.Object ? Fields(element) : null, false))];
    }

    private static Dictionary<string, JsonElement> Fields(JsonElement element)
    {
        Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject()) fields[property.Name] = property.Value;
        return fields;
    }

    private static List<RawElement> Csv(byte[] body)
    {
        using var lines = CsvLines.Split(Encoding.UTF8.GetString(body).TrimStart('\uFEFF')).GetEnumerator();
        if (!lines.MoveNext())
            throw new UnreadableBodyException(
                422, "The body holds no records",
                    "Send a header line with the field names of an interval record, then one line per record.");
        var header = lines.Current;
        List<RawElement> rows = [];
        while (lines.MoveNext())
        {
            Bound(rows.Count + 1);
            Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
            for (var column = 0; column < Math.Min(header.Count, lines.Current.Count); column++)
            {
                if (lines.Current[column].Length > 0) fields[header[column]] = JsonSerializer.SerializeToElement(lines.Current[column]);
            }

            rows.Add(new RawElement(rows.Count, $"/{rows.Count}", fields, true));
        }

        return rows;
    }

    private static void Bound(int records)
    {
        if (records > MostRecords)
            throw new UnreadableBodyException(
                413, "Too many records", $"A request may hold {MostRecords} records: send them in several requests.");
    }
}
