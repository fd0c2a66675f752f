using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Values that travel with a call and with the calls it makes, one way.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Values = new();

    public static IEnumerable<string> Keys => Current.Keys;

    public static IEnumerable<KeyValuePair<string, object>> Entries => Current;

    internal static ImmutableDictionary<string, object> Current => Values.Value ?? ImmutableDictionary<string, object>.Empty;

    public static object? Get(string key) => Current.GetValueOrDefault(key);

    public static void Set(string key, object value) => Values.Value = Current.SetItem(key, value);

    public static bool Remove(string key)
    {
        var before = Current;
        var after = before.Remove(key);
        Values.Value = after;
        return !ReferenceEquals(before, after);
    }

    public static void Clear() => Values.Value = null;

    /// <summary>What a message carries away: null where nothing is set.</summary>
    internal static ImmutableDictionary<string, object>? Export() => Values.Value is { IsEmpty: false } values ? values : null;

    internal static void Import(ImmutableDictionary<string, object>? values)
    {
        if (!ReferenceEquals(Values.Value, values))
        {
            Values.Value = values;
        }
    }
}
