using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Capacity.Ingest.Intervals;

/// <summary>Reads named fields of one element and remembers the first thing that is wrong with them.</summary>
/// <param name="fields">The element's fields by name.</param>
/// <param name="pointer">JSON Pointer of the element.</param>
/// <param name="numbersAsText">Numbers may come as text, as they do from CSV.</param>
internal sealed class FieldReader(IReadOnlyDictionary<string, JsonElement> fields, string pointer, bool numbersAsText)
{
    // Beyond this no contact center counts; it keeps every sum far from overflow.
    private const double Largest = 1e12;

    public FieldProblem? Problem { get; private set; }

    public string RequiredText(string name, int longest)
    {
        var text = Text(name, longest);
        if (text is null) Refuse(name, "missing", $"'{name}' is required: give it as text.");
        return text ?? "";
    }

    public string? Text(string name, int longest)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 } text)
            return Refuse<string>(name, "type", $"'{name}' is {Shown(value)}: it must be text that is not empty.");
        return text.Length <= longest
            ? text
            : Refuse<string>(name, "range", $"'{name}' has {text.Length} characters: at most {longest} are allowed.");
    }

    public string? OneOf(string name, bool required, params string[] allowed)
    {
        if (Find(name) is not { } value)
            return required ? Refuse<string>(name, "missing", $"'{name}' is required: one of {string.Join(", ", allowed)}.") : null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return Array.IndexOf(allowed, text) >= 0
            ? text
            : Refuse<string>(name, "value", $"'{name}' is {Shown(value)}: it must be one of {string.Join(", ", allowed)}.");
    }

    public long RequiredCount(string name)
    {
        if (Count(name) is { } count) return count;
        Refuse(name, "missing", $"'{name}' is required: give it as a whole number, 0 where there was none.");
        return 0;
    }

    public long? Count(string name)
    {
        if (Number(name) is not { } number) return null;
        return number == Math.Floor(number)
            ? (long)number
            : Refuse<long?>(name, "type", $"'{name}' is {Text(number)}: counts are whole numbers.");
    }

    public double? Seconds(string name) => Number(name);

    public double? Number(string name)
    {
        if (Find(name) is not { } value) return null;
        double number;
        if (value.ValueKind == JsonValueKind.Number) number = value.GetDouble();
        else if (!numbersAsText || !double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            return Refuse<double?>(name, "type", $"'{name}' is {Shown(value)}: it must be a number.");
        return number is >= 0 and <= Largest
            ? number
            : Refuse<double?>(name, "range", $"'{name}' is {Text(number)}: it must lie between 0 and {Text(Largest)}.");
    }

    public DateTimeOffset RequiredMoment(string name)
    {
        if (Find(name) is not { } value)
        {
            Refuse(name, "missing", $"'{name}' is required: a moment like 2020-03-16T08:30:00Z.");
            return default;
        }

        // Without an offset a moment is ambiguous twice a year.
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        var time = text.IndexOf('T', StringComparison.Ordinal);
        if (time > 0 && text.AsSpan(time).IndexOfAny("Z+-") > 0
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
            return moment.ToUniversalTime();
        Refuse(name, "type", $"'{name}' is {Shown(value)}: write it with its offset, like 2020-03-16T08:30:00Z.");
        return default;
    }

    public ImmutableDictionary<string, long> Counts(string name)
    {
        var counts = ImmutableDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        if (Find(name) is not { } value) return counts.ToImmutable();
        if (value.ValueKind != JsonValueKind.Object)
        {
            Refuse(name, "type", $"'{name}' is {Shown(value)}: it must be an object of counts by code.");
            return counts.ToImmutable();
        }

        foreach (var property in value.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt64(out var count) && count >= 0)
                counts[property.Name] = count;
            else
                Refuse($"{name}/{Escaped(property.Name)}", "type",
                    $"'{property.Name}' is {Shown(property.Value)}: counts are whole numbers, 0 or more.");
        }

        return counts.ToImmutable();
    }

    public void Refuse(string name, string code, string detail) =>
        Problem ??= new FieldProblem(code, name.Length > 0 ? $"{pointer}/{name}" : pointer, detail);

    private T? Refuse<T>(string name, string code, string detail)
    {
        Refuse(name, code, detail);
        return default;
    }

    private JsonElement? Find(string name) =>
        fields.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    private static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}

/// <summary>Why an element is refused: a short code, where, and what to do.</summary>
internal sealed record FieldProblem(string Code, string Pointer, string Detail);
