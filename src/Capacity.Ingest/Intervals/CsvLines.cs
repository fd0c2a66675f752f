using CsvHelper;

namespace Capacity.Ingest.Intervals;

/// <summary>
/// Splits CSV text (RFC 4180, <c>,</c> or <c>;</c> as its first line shows) into lines of trimmed fields; empty lines are left out.
/// </summary>
internal static class CsvLines
{
    public static IEnumerable<IReadOnlyList<string>> Split(string text)
    {
        var firstLine = text.AsSpan(0, text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : text.Length);
        var dialect = new CsvReaderOptions
        {
            Separator = firstLine.Contains(';') ? ';' : ',',
            HasHeader = false,
            SkipEmptyLines = true,
            TrimWhitespace = true,
        };
        return Records(text, dialect);
    }

    private static IEnumerable<IReadOnlyList<string>> Records(string text, CsvReaderOptions dialect)
    {
        using var record = CsvReader.FromText(text, dialect);
        while (record.Read())
        {
            var fields = new string[record.FieldCount];
            for (var i = 0; i < fields.Length; i++) fields[i] = record.GetString(i);
            yield return fields;
        }
    }
}
