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
            Add(pointer, $"Here stands {Name(element).En} where an object is expected.", "Write { … } with its properties.",
                $"Ici se trouve {Name(element).Fr} là où un objet est attendu.", "Écrivez { … } avec ses propriétés.");
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
                Add(at, $"'{member.Name}' is not a property here.", NearestName.Suggest(member.Name, [.. known.Values.Select(p => p.Name)]),
                    $"« {member.Name} » n’est pas une propriété ici.",
                    NearestName.SuggestInFrench(member.Name, [.. known.Values.Select(p => p.Name)]));
            else if (member.Value.ValueKind == JsonValueKind.Null && property.IsSetNullable && !property.PropertyType.IsValueType)
                continue;
            else if (member.Value.ValueKind == JsonValueKind.Null && Nullable.GetUnderlyingType(property.PropertyType) is null)
                Add(at, $"'{member.Name}' may not be null.", "Give it a value, or leave the property out for its default.",
                    $"« {member.Name} » ne peut pas être null.", "Donnez-lui une valeur, ou omettez la propriété pour son défaut.");
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
                $"Add \"{name}\" with one of: {string.Join(", ", kinds.Keys)}.",
                $"La propriété « {name} », qui dit ce que c’est, manque.", $"Ajoutez « {name} » avec l’un de : {string.Join(", ", kinds.Keys)}.");
        else if (kinds.TryGetValue(value.GetString()!, out var type))
            return type;
        else
            Add($"{pointer}/{name}", $"'{value.GetString()}' is not a {name} that is known.", NearestName.Suggest(value.GetString()!, kinds.Keys),
                $"« {value.GetString()} » n’est pas connu pour « {name} ».", NearestName.SuggestInFrench(value.GetString()!, kinds.Keys));
        return null;
    }

    private void CheckList(JsonElement element, Type item, string pointer)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Add(pointer, $"Here stands {Name(element).En} where a list is expected.", "Write [ … ], also around a single entry.",
                $"Ici se trouve {Name(element).Fr} là où une liste est attendue.", "Écrivez [ … ], même autour d’une seule entrée.");
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
        if (type.IsEnum)
            Add(element, type, pointer);
        else
            Add(pointer, $"{Name(element).En} is not {Expected(type).En}.", $"Write {Expected(type).En}.",
                $"{Name(element).Fr} n’est pas {Expected(type).Fr}.", $"Écrivez {Expected(type).Fr}.");
    }

    /// <summary>A value that is none of an enumeration's names.</summary>
    private void Add(JsonElement element, Type type, string pointer)
    {
        string[] names = [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];
        var (what, quoi) = ($"{Name(element).En} is not a value that is known here.", $"{Name(element).Fr} n’est pas une valeur connue ici.");
        if (element.ValueKind == JsonValueKind.String)
            Add(pointer, what, NearestName.Suggest(element.GetString()!, names), quoi, NearestName.SuggestInFrench(element.GetString()!, names));
        else
            Add(pointer, what, $"Write one of: {string.Join(", ", names)}.", quoi, $"Écrivez l’un de : {string.Join(", ", names)}.");
    }

    /// <summary>The common values, told without the serializer.</summary>
    private static bool IsPlain(JsonElement element, Type type) =>
        (type == typeof(double) && element.ValueKind == JsonValueKind.Number)
            || (type == typeof(string) && element.ValueKind == JsonValueKind.String);

    private void Add(string pointer, string problem, string mend, string problemFr, string mendFr)
    {
        if (errors.Count < RuleBook.MostErrors)
            errors.Add(positions.At(pointer, Sentence(problem), mend, Sentence(problemFr), mendFr));
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static (string En, string Fr) Expected(Type type) =>
        type == typeof(string) ? ("a text in quotes", "un texte entre guillemets")
        : type == typeof(bool) ? ("true or false", "true ou false")
        : type == typeof(int) || type == typeof(long) || type == typeof(ulong) ? ("a whole number", "un nombre entier")
        : type == typeof(double) ? ("a number", "un nombre")
        : type == typeof(LocalDate) ? ("a date like \"2020-03-16\"", "une date comme \"2020-03-16\"")
        : type == typeof(LocalTime) ? ("a time of day like \"08:30\"", "une heure comme \"08:30\"")
        : type == typeof(LocalDateTime) ? ("a date and time like \"2020-03-16T08:30:00\"", "une date et heure comme \"2020-03-16T08:30:00\"")
        : type == typeof(Instant) ? ("a moment like \"2020-03-16T08:30:00Z\"", "un instant comme \"2020-03-16T08:30:00Z\"")
        : ($"a {type.Name}", $"une valeur de type {type.Name}");

    private static (string En, string Fr) Name(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ("an object", "un objet"),
        JsonValueKind.Array => ("a list", "une liste"),
        JsonValueKind.Null => ("null", "null"),
        JsonValueKind.String => ($"the text \"{Shorten(element.GetString()!)}\"", $"le texte \"{Shorten(element.GetString()!)}\""),
        _ => (Shorten(element.GetRawText()), Shorten(element.GetRawText())),
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..39] + "…";
}
