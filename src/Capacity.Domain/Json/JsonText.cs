using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Capacity.Domain.Json;

/// <summary>Reads a JSON text into a domain object: syntax, then shape, then the rules of the field, each error with its place.</summary>
internal static class JsonText
{
    public static Parsed<T> Parse<T>(string text, Func<T, IReadOnlyList<InputError>> rules)
        where T : class
    {
        var errors = new List<InputError>();
        var utf8 = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        var positions = JsonPositions.Read(utf8, errors);
        if (errors.Count > 0)
            return new Parsed<T>(null, errors);
        var documentOptions = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using var document = JsonDocument.Parse(utf8, documentOptions);
        new JsonShape(positions, errors).Check(document.RootElement, typeof(T), "");
        if (errors.Count > 0)
            return new Parsed<T>(null, errors);
        var value = HasSchema(document.RootElement) ? WithoutSchema(utf8, documentOptions).Deserialize<T>(CapacityJson.Options)
            : document.Deserialize<T>(CapacityJson.Options);
        if (value is null)
            return new Parsed<T>(null, [positions.At(
                "", "The document is empty.", "Write { … } with its properties.", "Le document est vide.", "Écrivez { … } avec ses propriétés.")]);
        errors.AddRange(rules(value).Select(error => positions.At(error.Path, error.Problem, error.Mend, error.ProblemFr, error.MendFr)));
        return new Parsed<T>(errors.Count == 0 ? value : null, errors);
    }

    private static bool HasSchema(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(JsonShape.SchemaReference, out _);

    private static JsonObject WithoutSchema(byte[] utf8, JsonDocumentOptions options)
    {
        var root = JsonNode.Parse(utf8, documentOptions: options)!.AsObject();
        root.Remove(JsonShape.SchemaReference);
        return root;
    }
}
