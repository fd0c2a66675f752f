using System.Globalization;

namespace Capacity.Storage;

/// <summary>One numbered script that brings a database from the schema before it to its own number.</summary>
internal sealed record SchemaScript(int Number, string Name, string Sql)
{
    /// <summary>The embedded scripts of one folder, such as <c>Sqlite</c> or <c>Sqlite/Identity</c>, in order.</summary>
    public static IReadOnlyList<SchemaScript> In(string folder)
    {
        var assembly = typeof(SchemaScript).Assembly;
        var prefix = $"Schema/{folder}/";
        return [.. assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && !n[prefix.Length..].Contains('/'))
            .Select(n =>
            {
                using StreamReader reader = new(assembly.GetManifestResourceStream(n)!);
                var file = n[prefix.Length..^".sql".Length];
                return new SchemaScript(int.Parse(file[..4], CultureInfo.InvariantCulture), file[5..], reader.ReadToEnd());
            })
            .OrderBy(s => s.Number)];
    }
}
