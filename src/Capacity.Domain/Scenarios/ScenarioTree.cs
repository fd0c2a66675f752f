using System.Globalization;
using System.Text.Json.Nodes;

namespace Capacity.Domain.Scenarios;

/// <summary>A scenario's JSON as a tree whose list entries are found by what names them, not by their number.</summary>
internal static class ScenarioTree
{
    /// <summary>Properties that name an entry of a list, the first that is there; contacts are named by queue and reason together.</summary>
    private static readonly string[] Names = ["id", "queue", "day", "reason", "site", "team"];

    /// <summary>The keys of a list's entries; null where entries are plain values or share a key.</summary>
    public static List<string>? Keys(JsonArray list)
    {
        List<string> keys = [.. list.Select(Key).OfType<string>()];
        return keys.Count == list.Count && keys.Distinct(StringComparer.Ordinal).Count() == keys.Count ? keys : null;
    }

    /// <summary>Makes a change in a tree in which its place, or the place around it, is there.</summary>
    public static void Apply(JsonNode tree, ScenarioChange change)
    {
        var steps = change.Key[1..].Split('/');
        var parent = steps[..^1].Aggregate(tree, Child);
        if (change.Kind == ScenarioChangeKind.Reordered)
            Reorder(parent.AsArray(), change.After!.AsArray());
        else if (parent is JsonArray list)
            Replace(list, steps[^1], change);
        else if (change.After is null)
            parent.AsObject().Remove(steps[^1]);
        else
            parent.AsObject()[steps[^1]] = change.After.DeepClone();
    }

    private static string? Key(JsonNode? entry)
    {
        if (entry is not JsonObject item)
            return null;
        if (item["perCustomer"] is not null)
            return $"{item["queue"]}+{item["reason"]}";
        return Names.Select(name => item[name]?.ToString()).FirstOrDefault(name => !string.IsNullOrEmpty(name));
    }

    private static JsonNode Child(JsonNode node, string step) => node switch
    {
        JsonArray list => list[IndexOf(list, step)]!,
        _ => node[step]!,
    };

    private static int IndexOf(JsonArray list, string key)
    {
        for (var i = 0; i < list.Count; i++)
            if (Key(list[i]) == key)
                return i;
        return -1;
    }

    /// <summary>Removed entries go, changed ones are replaced, and added ones stand at their place, or last where the list is shorter.</summary>
    private static void Replace(JsonArray list, string key, ScenarioChange change)
    {
        var at = IndexOf(list, key);
        if (at >= 0)
            list.RemoveAt(at);
        if (change.After is null)
            return;
        var wanted = int.Parse(change.Path[(change.Path.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);
        list.Insert(Math.Min(at >= 0 ? at : wanted, list.Count), change.After.DeepClone());
    }

    private static void Reorder(JsonArray list, JsonArray order)
    {
        var wanted = order.Select(key => key!.GetValue<string>()).ToList();
        var entries = list.ToList();
        list.Clear();
        foreach (var entry in entries.OrderBy(entry => wanted.IndexOf(Key(entry)!) is var place && place < 0 ? int.MaxValue : place))
            list.Add(entry);
    }
}
