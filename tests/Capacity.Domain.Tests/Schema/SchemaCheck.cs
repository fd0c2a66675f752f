using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Capacity.Domain.Tests.Schema;

/// <summary>The part of JSON Schema 2020-12 that the published schema uses; an unknown keyword is an error.</summary>
internal sealed class SchemaCheck(JsonNode root)
{
    private static readonly string[] Annotations = ["$schema", "title", "description", "default", "format", "x-unit", "x-source"];

    public List<string> Errors { get; } = [];

    public void Check(JsonNode? value, JsonNode schemaNode, string at)
    {
        var schema = schemaNode.AsObject();
        foreach (var (keyword, rule) in schema)
        {
            switch (keyword)
            {
                case "type": Require(TypeFits(value, rule!), at, $"is not {rule}"); break;
                case "properties": Properties(value, schema, at); break;
                case "items": Items(value, rule!, at); break;
                case "required": Required(value, rule!, at); break;
                case "enum": Require(rule!.AsArray().Any(one => JsonNode.DeepEquals(one, value)), at, $"is none of {rule}"); break;
                case "const": Require(JsonNode.DeepEquals(rule, value), at, $"is not {rule}"); break;
                case "pattern": Require(Regex.IsMatch(value!.GetValue<string>(), rule!.GetValue<string>()), at, $"does not match {rule}"); break;
                case "anyOf": Require(rule!.AsArray().Any(one => Fits(value, one!)), at, "fits no alternative"); break;
                case "$ref": Check(value, Resolve(rule!.GetValue<string>()), at); break;
                case "additionalProperties": Require(rule!.GetValueKind() == JsonValueKind.False, at, "allows unknown properties"); break;
                default: Require(Annotations.Contains(keyword), at, $"uses the unknown keyword {keyword}"); break;
            }
        }
    }

    private void Properties(JsonNode? value, JsonObject schema, string at)
    {
        var known = schema["properties"]!.AsObject();
        foreach (var (name, member) in value as JsonObject ?? [])
            if (known[name] is { } rule)
                Check(member, rule, $"{at}/{name}");
            else
                Require(schema["additionalProperties"] is null, $"{at}/{name}", "is unknown");
    }

    private void Items(JsonNode? value, JsonNode rule, string at)
    {
        foreach (var (item, index) in (value as JsonArray ?? []).Select((item, index) => (item, index)))
            Check(item, rule, $"{at}/{index}");
    }

    private void Required(JsonNode? value, JsonNode names, string at)
    {
        foreach (var name in names.AsArray())
            Require(value is JsonObject whole && whole.ContainsKey(name!.GetValue<string>()), at, $"lacks {name}");
    }

    private bool Fits(JsonNode? value, JsonNode rule)
    {
        var trial = new SchemaCheck(root);
        trial.Check(value, rule, "");
        return trial.Errors.Count == 0;
    }

    private JsonNode Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (node, step) => node is JsonArray list ? list[int.Parse(step)]! : node[step]!);

    private static bool TypeFits(JsonNode? value, JsonNode rule) => rule is JsonArray any
        ? any.Any(one => TypeFits(value, one!))
        : (rule.GetValue<string>(), value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("null", JsonValueKind.Null) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
            ("integer", JsonValueKind.Number) => value!.GetValue<double>() % 1 == 0,
            _ => false,
        };

    private void Require(bool holds, string at, string problem)
    {
        if (!holds)
            Errors.Add($"{at} {problem}");
    }
}
