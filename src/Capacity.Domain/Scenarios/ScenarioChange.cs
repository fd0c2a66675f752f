using System.Text.Json.Nodes;

namespace Capacity.Domain.Scenarios;

/// <summary>One difference between two versions of a scenario.</summary>
/// <param name="Key">Where, stable under insertions: property names and, in lists, the entry's own id, as in <c>/cohorts/spring/customers</c>.</param>
/// <param name="Path">JSON Pointer into the later version, or into the earlier one for what was removed.</param>
/// <param name="Kind">What happened there.</param>
/// <param name="Before">The earlier value; absent where it was added.</param>
/// <param name="After">The later value; absent where it was removed.</param>
public sealed record ScenarioChange(string Key, string Path, ScenarioChangeKind Kind, JsonNode? Before, JsonNode? After)
{
    /// <summary>Whether two changes touch the same value, or one a part of the other's.</summary>
    public bool Touches(ScenarioChange other) =>
        Key == other.Key
        || Key.StartsWith(other.Key + "/", StringComparison.Ordinal)
        || other.Key.StartsWith(Key + "/", StringComparison.Ordinal);

    /// <summary>Whether both make the same value of the same place.</summary>
    public bool IsSameAs(ScenarioChange other) => Key == other.Key && JsonNode.DeepEquals(After, other.After);

    /// <summary>What leads back.</summary>
    public ScenarioChange Inverse() => new(
        Key, Path,
        Kind switch
        {
            ScenarioChangeKind.Added => ScenarioChangeKind.Removed,
            ScenarioChangeKind.Removed => ScenarioChangeKind.Added,
            _ => Kind,
        },
        After, Before);
}

public enum ScenarioChangeKind
{
    Changed,
    Added,
    Removed,

    /// <summary>The entries of a list stand in another order; the values are the lists of their keys.</summary>
    Reordered,
}
