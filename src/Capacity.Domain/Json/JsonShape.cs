using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Capacity.Domain.Rules;
using NodaTime;

namespace Capacity.Domain.Json;

/// <summary>Compares a JSON document with the type that it is to become, and reports every difference instead of the first.</summary>
internal sealed class JsonShape(JsonPositions positions, List<InputError> errors)
{
    /// <summary>What editors want at the top of a file; it is no part of the object.</summary>
    public const string SchemaReference = "$schema";

    private static readonly JsonSerializerOptions Options = CapacityJson.Options;

    public void Check(JsonElement element, Type type, string pointer)
    {
        var nullable = Nullable.GetUnderlyingType(type);
        if (nullable is not null && element.ValueKind == JsonValueKind.Null)
            return;
        var info = Options.GetTypeInfo(nullable ?? type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object:
                CheckObject(element, info, pointer);
                break;
            case JsonTypeInfoKind.Enumerable:
                CheckList(element, info.ElementType!, pointer);
                break;
            default:
                CheckValue(element, info.Type, pointer);
                break;
        }
    }

    private void CheckObject(JsonElement element, JsonTypeInfo info, string pointer)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Add(pointer, $"Here stands {Name(element)} where an object is expected.", "Write { … } with its properties.");
            return;
        }
        string? discriminator = null;
        if (info.PolymorphismOptions is { } polymorphism)
        {
            discriminator = polymorphism.TypeDiscriminatorPropertyName;
            if (Derived(element, polymorphism, pointer) is not { } derived)
                return;
            info = Options.GetTypeInfo(derived);
        }
        var known = info.Properties.Where(property => property.Set is not null).ToDictionary(property => property.Name,
            StringComparer.OrdinalIgnoreCase);
        foreach (var member in element.EnumerateObject())
        {
            var at = $"{pointer}/{JsonPositions.Escape(member.Name)}";
            if (member.Name == discriminator || (pointer.Length == 0 && member.Name == SchemaReference))
                continue;
            if (!known.TryGetValue(member.Name, out var property))
                Add(at, $"'{member.Name}' is not a property here.",
                    NearestName.Suggest(member.Name, [.. known.Values.Select(p => p.Name)]));
            else if (member.Value.ValueKind == JsonValueKind.Null && property.IsSetNullable && !property.PropertyType.IsValueType)
                continue;
            else if (member.Value.ValueKind == JsonValueKind.Null && Nullable.GetUnderlyingType(property.PropertyType) is null)
                Add(at, $"'{member.Name}' may not be null.", "Give it a value, or leave the property out for its default.");
            else
                Check(member.Value, property.PropertyType, at);
        }
    }

    private Type? Derived(JsonElement element, JsonPolymorphismOptions polymorphism, string pointer)
    {
        var name = polymorphism.TypeDiscriminatorPropertyName;
        var kinds = polymorphism.DerivedTypes.ToDictionary(derived => (string)derived.TypeDiscriminator!, derived => derived.DerivedType);
        if (!element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            Add(pointer, $"The property '{name}' that says what this is, is missing.",
                $"Add \"{name}\" with one of: {string.Join(", ", kinds.Keys)}.");
        else if (kinds.TryGetValue(value.GetString()!, out var type))
            return type;
        else
            Add($"{pointer}/{name}", $"'{value.GetString()}' is not a {name} that is known.",
                NearestName.Suggest(value.GetString()!, kinds.Keys));
        return null;
    }

    private void CheckList(JsonElement element, Type item, string pointer)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Add(pointer, $"Here stands {Name(element)} where a list is expected.", "Write [ … ], also around a single entry.");
            return;
        }
        var index = 0;
        foreach (var entry in element.EnumerateArray())
            Check(entry, item, $"{pointer}/{index++}");
    }

    private void CheckValue(JsonElement element, Type type, string pointer)
    {
        if (IsPlain(element, type))
            return;
        try
        {
            if (element.ValueKind != JsonValueKind.Null && element.Deserialize(type, Options) is not null)
                return;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or NotSupportedException)
        {
            // Said below in the words of the field; the serializer's own name types of the program.
        }
        var expected = type.IsEnum
            ? $"one of: {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}"
            : Expected(type);
        var mend = type.IsEnum && element.ValueKind == JsonValueKind.String
            ? NearestName.Suggest(element.GetString()!, [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)])
            : $"Write {expected}.";
        Add(pointer, $"{Name(element)} is not {(type.IsEnum ? "a value that is known here" : expected)}.", mend);
    }

    /// <summary>The common values, told without the serializer.</summary>
    private static bool IsPlain(JsonElement element, Type type) =>
        (type == typeof(double) && element.ValueKind == JsonValueKind.Number)
            || (type == typeof(string) && element.ValueKind == JsonValueKind.String);

    private void Add(string pointer, string problem, string mend)
    {
        if (errors.Count < RuleBook.MostErrors)
            errors.Add(positions.At(pointer, char.ToUpperInvariant(problem[0]) + problem[1..], mend));
    }

    private static string Expected(Type type) =>
        type == typeof(string) ? "a text in quotes"
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) || type == typeof(long) || type == typeof(ulong) ? "a whole number"
        : type == typeof(double) ? "a number"
        : type == typeof(LocalDate) ? "a date like \"2020-03-16\""
        : type == typeof(LocalTime) ? "a time of day like \"08:30\""
        : type == typeof(LocalDateTime) ? "a date and time like \"2020-03-16T08:30:00\""
        : type == typeof(Instant) ? "a moment like \"2020-03-16T08:30:00Z\""
        : $"a {type.Name}";

    private static string Name(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        JsonValueKind.String => $"the text \"{Shorten(element.GetString()!)}\"",
        _ => Shorten(element.GetRawText()),
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..39] + "…";
}
