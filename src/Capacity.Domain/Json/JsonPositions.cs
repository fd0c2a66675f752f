using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Capacity.Domain.Json;

/// <summary>Where each value of a JSON text stands: line and column, both from 1, by JSON Pointer (RFC 6901).</summary>
internal sealed class JsonPositions
{
    private static readonly JsonReaderOptions ReaderOptions = new() { CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true };

    private readonly byte[] _utf8;
    private readonly Dictionary<string, long> _offsets = [];

    private JsonPositions(byte[] utf8) => _utf8 = utf8;

    /// <summary>Reads the positions; every error found adds to the list: syntax (the first only), repeated properties, broken strings.</summary>
    public static JsonPositions Read(byte[] utf8, List<InputError> errors)
    {
        var positions = new JsonPositions(utf8);
        try
        {
            positions.Walk(errors);
        }
        catch (JsonException broken)
        {
            errors.Add(positions.SyntaxError(broken));
        }
        return positions;
    }

    /// <summary>An error at a pointer; where the value is absent, at the nearest thing around it that is there.</summary>
    public InputError At(string pointer, string problem, string mend, string problemFr, string mendFr)
    {
        var there = pointer;
        long offset;
        while (!_offsets.TryGetValue(there, out offset) && there.Length > 0)
            there = there[..there.LastIndexOf('/')];
        var (line, column) = LineAndColumn(offset);
        return new InputError(pointer, line, column, problem, mend) { ProblemFr = problemFr, MendFr = mendFr };
    }

    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private void Walk(List<InputError> errors)
    {
        var reader = new Utf8JsonReader(_utf8, ReaderOptions);
        var open = new Stack<Container>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                Property(ref reader, open.Peek(), errors);
                continue;
            }
            var pointer = open.TryPeek(out var parent) ? parent.Next() : "";
            _offsets[pointer] = reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.String && Text(ref reader) is null)
                errors.Add(At(pointer, "The text has an escape that is no character.",
                    "Write the character itself, or both halves of its \\u pair.",
                    "Le texte a une séquence d’échappement qui n’est pas un caractère.",
                    "Écrivez le caractère lui-même, ou les deux moitiés de sa paire \\u."));
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push(new Container(pointer, reader.TokenType == JsonTokenType.StartArray));
        }
    }

    private void Property(ref Utf8JsonReader reader, Container container, List<InputError> errors)
    {
        var name = Text(ref reader);
        container.Name = name ?? "?";
        var pointer = $"{container.Pointer}/{Escape(container.Name)}";
        _offsets[pointer] = reader.TokenStartIndex;
        if (name is null)
            errors.Add(At(pointer, "The property's name has an escape that is no character.", "Write the name in plain letters.",
                "Le nom de la propriété a une séquence d’échappement qui n’est pas un caractère.", "Écrivez le nom en lettres simples."));
        else if (!container.Names.Add(name))
            errors.Add(At(pointer, $"The property '{name}' is there twice.", "Remove one of the two.",
                $"La propriété « {name} » y est deux fois.", "Retirez l’une des deux."));
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private InputError SyntaxError(JsonException broken)
    {
        var line = (int)(broken.LineNumber ?? 0);
        var start = LineStart(line);
        var length = (int)Math.Min(broken.BytePositionInLine ?? 0, _utf8.Length - start);
        var column = Encoding.UTF8.GetCharCount(_utf8, start, Math.Max(0, length)) + 1;
        var reason = broken.Message.Split(" LineNumber:")[0].Trim();
        return new InputError("", line + 1, column, $"This is not well-formed JSON: {reason}",
            "Look just before this place for a missing quote, comma or bracket.")
        {
            ProblemFr = $"Ce n’est pas du JSON bien formé : {reason}",
            MendFr = "Cherchez juste avant cet endroit un guillemet, une virgule ou un crochet qui manque.",
        };
    }

    private int LineStart(int line)
    {
        var start = 0;
        for (var i = 0; i < line; i++)
        {
            var next = Array.IndexOf(_utf8, (byte)'\n', start);
            if (next < 0)
                return start;
            start = next + 1;
        }
        return start;
    }

    private (int Line, int Column) LineAndColumn(long offset)
    {
        var before = _utf8.AsSpan(0, (int)Math.Min(offset, _utf8.Length));
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }

    /// <summary>An object or array that the reader is inside.</summary>
    private sealed class Container(string pointer, bool isArray)
    {
        private int _index;

        public string Pointer => pointer;
        public string Name { get; set; } = "";
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public string Next() => isArray
            ? string.Create(CultureInfo.InvariantCulture, $"{pointer}/{_index++}")
            : $"{pointer}/{Escape(Name)}";
    }
}
