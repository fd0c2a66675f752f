using System.Globalization;

namespace Capacity.Dashboard.Preferences;

/// <summary>The two cultures of the pages: French of France and English with European dates.</summary>
public static class SupportedCultures
{
    /// <summary>English, with days before months and weeks from Monday; the language of the neutral resources.</summary>
    public const string English = "en-GB";

    /// <summary>French of France.</summary>
    public const string French = "fr-FR";

    /// <summary>Both names, the default first.</summary>
    public static string[] Names { get; } = [English, French];

    /// <summary>The two-letter language of the current page, for the <c>lang</c> attribute.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
}
