using System.Text.Json;
using System.Text.Json.Nodes;
using Capacity.Domain.Json;

namespace Capacity.Domain.Scenarios;

/// <summary>
/// Compares versions of a scenario, and carries changes from one version over to another. Texts are compared as what they mean:
/// comments, formatting, order of properties and defaults written out make no difference.
/// </summary>
public static class ScenarioDifference
{
    /// <summary>Everything that differs, in the order of the later version.</summary>
    public static IReadOnlyList<ScenarioChange> Between(Scenario before, Scenario after)
    {
        var changes = new List<ScenarioChange>();
        Compare(Tree(before), Tree(after), "", "", changes);
        return changes;
    }

    /// <summary>
    /// Carries what was changed on a common version over to what others made of it meanwhile. Where both touched the same value
    /// differently, nothing is carried over and the places are told.
    /// </summary>
    /// <param name="common">The version that both started from.</param>
    /// <param name="mine">What one made of it.</param>
    /// <param name="theirs">What became of it meanwhile.</param>
    public static ScenarioMerge Merge(Scenario common, Scenario mine, Scenario theirs) => Carry(Between(common, mine), Between(common, theirs), theirs);

    /// <summary>Takes changes back from a version that others have changed since, where they left the changed values alone.</summary>
    public static ScenarioMerge TakeBack(Scenario before, Scenario after, Scenario now) =>
        Carry([.. Between(before, after).Reverse().Select(change => change.Inverse())], Between(after, now), now);

    private static ScenarioMerge Carry(IReadOnlyList<ScenarioChange> mine, IReadOnlyList<ScenarioChange> theirs, Scenario onto)
    {
        var conflicts = theirs.Where(their => mine.Any(my => my.Touches(their) && !my.IsSameAs(their))).ToList();
        if (conflicts.Count > 0)
            return new ScenarioMerge(null, conflicts);
        JsonNode tree = Tree(onto);
        foreach (var change in mine.Where(my => !theirs.Any(my.IsSameAs)))
            ScenarioTree.Apply(tree, change);
        return new ScenarioMerge(ScenarioJson.Write(tree.Deserialize<Scenario>(CapacityJson.Options)!), []);
    }

    private static JsonObject Tree(Scenario scenario) => JsonNode.Parse(ScenarioJson.Write(scenario))!.AsObject();

    private static void Compare(JsonNode? before, JsonNode? after, string key, string path, List<ScenarioChange> changes)
    {
        if (before is JsonObject one && after is JsonObject other)
            CompareObjects(one, other, key, path, changes);
        else if (before is JsonArray first && after is JsonArray second && ScenarioTree.Keys(first) is { } left && ScenarioTree.Keys(second) is { } right)
            CompareLists((first, left), (second, right), key, path, changes);
        else if (!JsonNode.DeepEquals(before, after))
            changes.Add(new ScenarioChange(key, path, KindOf(before, after), before?.DeepClone(), after?.DeepClone()));
    }

    private static ScenarioChangeKind KindOf(JsonNode? before, JsonNode? after) =>
        before is null ? ScenarioChangeKind.Added : after is null ? ScenarioChangeKind.Removed : ScenarioChangeKind.Changed;

    private static void CompareObjects(JsonObject before, JsonObject after, string key, string path, List<ScenarioChange> changes)
    {
        foreach (var name in after.Select(member => member.Key).Union(before.Select(member => member.Key)))
            Compare(before[name], after[name], $"{key}/{name}", $"{path}/{name}", changes);
    }

    private static void CompareLists(
        (JsonArray Items, List<string> Keys) before, (JsonArray Items, List<string> Keys) after, string key, string path,
        List<ScenarioChange> changes)
    {
        for (var i = 0; i < before.Keys.Count; i++)
            if (!after.Keys.Contains(before.Keys[i]))
                Compare(before.Items[i], null, $"{key}/{before.Keys[i]}", $"{path}/{i}", changes);
        for (var i = 0; i < after.Keys.Count; i++)
        {
            var was = before.Keys.IndexOf(after.Keys[i]);
            Compare(was < 0 ? null : before.Items[was], after.Items[i], $"{key}/{after.Keys[i]}", $"{path}/{i}", changes);
        }

        var stayed = before.Keys.Where(after.Keys.Contains).ToList();
        var stays = after.Keys.Where(before.Keys.Contains).ToList();
        if (!stayed.SequenceEqual(stays))
            changes.Add(new ScenarioChange(key + "/*", path, ScenarioChangeKind.Reordered, List(before.Keys), List(after.Keys)));
    }

    private static JsonArray List(IEnumerable<string> keys) => [.. keys.Select(name => JsonValue.Create(name))];
}

/// <summary>What became of carrying changes over: the new content, or the changes of others that stand in the way.</summary>
public sealed record ScenarioMerge(string? Json, IReadOnlyList<ScenarioChange> Conflicts);
