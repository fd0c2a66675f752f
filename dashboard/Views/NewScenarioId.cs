using System.Globalization;
using System.Text;
using Capacity.Domain;

namespace Capacity.Dashboard.Views;

/// <summary>Makes the identifier of a new scenario from the name that a person types.</summary>
public static class NewScenarioId
{
    /// <summary>The name in lower-case letters without accents, digits and hyphens; empty where nothing is left that may be one.</summary>
    public static string Of(string name)
    {
        StringBuilder id = new();
        foreach (char letter in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsAsciiLetterLower(letter) || (char.IsAsciiDigit(letter) && id.Length > 0)) id.Append(letter);
            else if (id.Length > 0 && id[^1] != '-') id.Append('-');
        }

        string cut = id.ToString(0, Math.Min(64, id.Length)).Trim('-');
        return Slug.IsValid(cut) ? cut : "";
    }
}
