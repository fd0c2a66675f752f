using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Capacity.Domain.Json;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Domain.Schema;

/// <summary>The published JSON Schema (draft 2020-12) of a scenario, derived from the types that read it.</summary>
public static partial class ScenarioSchema
{
    private static readonly JsonSerializerOptions StrictNumbers = new(CapacityJson.Options)
    {
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Lazy<string> Published = new(() => Build().ToJsonString(Indented) + "\n");

    public static string Text() => Published.Value;

    private static JsonObject Build()
    {
        var exporterOptions = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };
        var body = StrictNumbers.GetJsonSchemaAsNode(typeof(Scenario), exporterOptions).AsObject();
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Capacity scenario",
            ["description"] = "One assumed future of a contact network: demand, supply and decisions. Dates are ISO 8601, shares go from 0 to 1, "
                + "durations carry their unit in the name; 'x-unit' repeats it, 'x-source' tells where a default comes from and its grade. Comments and trailing commas are allowed; a property that is left out has its default.",
        };
        foreach (var (name, value) in body.ToList())
        {
            body.Remove(name);
            schema[name] = value;
        }
        schema["properties"]!.AsObject()["$schema"] = new JsonObject { ["type"] = "string",
            ["description"] = "Where this schema is, for editors." };
        schema["required"] = new JsonArray("id", "asOf", "start", "network");
        return schema;
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var schema = node as JsonObject ?? Text(type);
        if (context.PropertyInfo is not { } property)
            return schema;
        var described = new JsonObject { ["title"] = Words(property.Name) };
        if (property.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute),
            inherit: true).OfType<DescriptionAttribute>().FirstOrDefault() is { } description)
        {
            described["description"] = description.Description;
            if (SchemaFigure.Source(description.Description) is { } source)
                described["x-source"] = source;
        }

        if (SchemaFigure.Unit(type, property) is { } unit)
            described["x-unit"] = unit;
        foreach (var (name, value) in schema.ToList())
        {
            schema.Remove(name);
            described[name] = value;
        }
        if (Default(property) is { } given)
            described["default"] = given;
        return described;
    }

    /// <summary>What a value looks like whose converter writes a text.</summary>
    private static JsonObject Text(Type type)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (type == typeof(LocalDate))
            schema["format"] = "date";
        else if (type == typeof(LocalTime))
            schema["pattern"] = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
        return schema;
    }

    private static JsonNode? Default(JsonPropertyInfo property)
    {
        if (property.Get is null || property.DeclaringType.IsAbstract)
            return null;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (!type.IsPrimitive && !type.IsEnum && type != typeof(string) && type != typeof(LocalTime))
            return null;
        var value = property.Get(Activator.CreateInstance(property.DeclaringType)!);
        return value is null or "" ? null : JsonSerializer.SerializeToNode(value, type, CapacityJson.Options);
    }

    /// <summary>"handleTimeFactor" as "Handle time factor".</summary>
    private static string Words(string name)
    {
        var words = Humps().Replace(name, match => " " + match.Value.ToLowerInvariant());
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    [GeneratedRegex("[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Humps();
}
