using System.Text;

namespace Capacity.Ingest.Intervals;

/// <summary>
/// Splits CSV text (RFC 4180, <c>,</c> or <c>;</c> as its first line shows) into lines of trimmed fields; empty lines are left out.
/// </summary>
internal static class CsvLines
{
    public static IEnumerable<IReadOnlyList<string>> Split(string text)
    {
        var firstLine = text.AsSpan(0, text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : text.Length);
        var separator = firstLine.Contains(';') ? ';' : ',';
        List<string> fields = [];
        StringBuilder field = new();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
            else if (c == '"') quoted = !quoted;
            else if (quoted || (c != separator && c != '\n')) field.Append(c);
            else
            {
                End(fields, field);
                if (c == '\n' && Finished(ref fields) is { } line) yield return line;
            }
        }

        End(fields, field);
        if (Finished(ref fields) is { } last) yield return last;
    }

    private static void End(List<string> fields, StringBuilder field)
    {
        fields.Add(field.ToString().Trim());
        field.Clear();
    }

    private static List<string>? Finished(ref List<string> fields)
    {
        var line = fields;
        fields = [];
        return line is [""] ? null : line;
    }
}
