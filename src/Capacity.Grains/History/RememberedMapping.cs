using System.Text.Json.Nodes;
using Capacity.Storage;

namespace Capacity.Grains.History;

/// <summary>What imports left behind for the next one: the mapping of a header, and the corrections that a queue's planner refused.</summary>
internal static class RememberedMapping
{
    private const string Header = "header";
    private const string Mapping = "mapping";
    private const string Refused = "refused";
    private const string Queue = "queue";

    /// <summary>Adds them to the note of an import.</summary>
    public static void Keep(JsonObject note, string mapping, IEnumerable<string> refused)
    {
        note[Mapping] = mapping;
        note[Refused] = new JsonArray([.. refused.Select(id => JsonValue.Create(id))]);
    }

    /// <summary>The mapping with which the latest file of the same header was read; empty where there is none.</summary>
    public static string For(IReadOnlyList<string> header, IEnumerable<HistoryImport> latestFirst) => header.Count == 0 ? "" : latestFirst
        .Select(Note)
        .Where(note => (string?)note[Mapping] is { Length: > 0 } && Texts(note[Header]).SequenceEqual(header))
        .Select(note => (string?)note[Mapping])
        .FirstOrDefault() ?? "";

    /// <summary>Every correction that was refused for a queue, over the imports that still count.</summary>
    public static IReadOnlyList<string> RefusedFor(string queue, IEnumerable<HistoryImport> imports) =>
    [
        .. imports.Where(import => import.UndoneAt is null).Select(Note).Where(note => (string?)note[Queue] == queue)
            .SelectMany(note => Texts(note[Refused])).Distinct(StringComparer.Ordinal),
    ];

    private static JsonObject Note(HistoryImport import) => JsonNode.Parse(import.ReportJson)!.AsObject();

    private static IEnumerable<string> Texts(JsonNode? node) => node?.AsArray().Select(text => (string?)text ?? "") ?? [];
}
