using System.Text.RegularExpressions;

namespace Capacity.Domain;

/// <summary>The form of identifiers that people give: lower-case letters, digits and single hyphens, 1 to 64 characters, beginning with a letter.</summary>
public static partial class Slug
{
    public static bool IsValid(string? text) => text is { Length: > 0 and <= 64 } && Form().IsMatch(text);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
