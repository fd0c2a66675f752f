using System.Globalization;

namespace Capacity.Dashboard.Views;

/// <summary>Which column of a file is read as what, as a planner chooses it; what is left open is found by the reader itself.</summary>
public sealed class ColumnChoice
{
    private readonly SortedDictionary<string, int> _chosen = new(StringComparer.Ordinal);

    /// <summary>The roles that a column can have, in the order in which they are asked.</summary>
    public static IReadOnlyList<string> Roles { get; } =
        ["start", "date", "time", "count", "handle", "answered", "abandoned", "blocked", "persons", "queue"];

    /// <summary>Number of the column chosen for a role, from 1; 0 where none is.</summary>
    public int Of(string role) => _chosen.GetValueOrDefault(role);

    /// <summary>Chooses a column by its number from 1; 0 leaves it to the reader again.</summary>
    public void Choose(string role, int column)
    {
        if (column <= 0)
            _chosen.Remove(role);
        else
            _chosen[role] = column;
    }

    /// <summary>The mapping as the reader takes it, <c>count=4,start=1</c>; empty where nothing is chosen.</summary>
    public string Mapping => string.Join(',', _chosen.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));

    /// <summary>Takes over a mapping by which a file was read; names of columns are looked up in its header, unknown parts are left out.</summary>
    public static ColumnChoice Of(string mapping, IReadOnlyList<string> header)
    {
        ColumnChoice choice = new();
        foreach (var part in mapping.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (role, column) = part.IndexOf('=', StringComparison.Ordinal) is var sign and > 0 ? (part[..sign], part[(sign + 1)..]) : ("", "");
            if (Roles.Contains(role))
                choice.Choose(role, int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number : header.ToList().FindIndex(name => string.Equals(name, column, StringComparison.OrdinalIgnoreCase)) + 1);
        }

        return choice;
    }
}
