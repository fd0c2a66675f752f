namespace Capacity.Domain.Json;

/// <summary>Finds the known name that a mistyped one was probably meant to be.</summary>
public static class NearestName
{
    /// <summary>The nearest candidate within a third of its letters (Levenshtein distance, case ignored); null where none is near.</summary>
    public static string? Of(string typed, IEnumerable<string> candidates)
    {
        var best = candidates
            .Select(name => (name, distance: Distance(typed.ToUpperInvariant(), name.ToUpperInvariant())))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.name is not null && best.distance <= Math.Max(2, best.name.Length / 3) ? best.name : null;
    }

    /// <summary>A sentence that offers the nearest name, or lists the known ones where none is near.</summary>
    public static string Suggest(string typed, IReadOnlyCollection<string> candidates)
    {
        if (Of(typed, candidates) is { } near)
            return $"Did you mean '{near}'?";
        const int shown = 15;
        return candidates.Count == 0
            ? "None is known here."
            : $"Known here: {string.Join(", ", candidates.Take(shown))}{(candidates.Count > shown ? ", …" : "")}.";
    }

    /// <summary>The same sentence in French.</summary>
    public static string SuggestInFrench(string typed, IReadOnlyCollection<string> candidates)
    {
        if (Of(typed, candidates) is { } near)
            return $"Vouliez-vous dire « {near} » ?";
        const int shown = 15;
        return candidates.Count == 0
            ? "Aucun nom n’est connu ici."
            : $"Noms connus ici : {string.Join(", ", candidates.Take(shown))}{(candidates.Count > shown ? ", …" : "")}.";
    }

    private static int Distance(string a, string b)
    {
        if (a.Length > 128)
            return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
