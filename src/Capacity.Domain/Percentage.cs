using System.Globalization;

namespace Capacity.Domain;

/// <summary>Writes shares as percentages, the same way in figures, titles and sentences: “36 %”, with a space that never breaks.</summary>
public static class Percentage
{
    /// <summary>Writes a share.</summary>
    /// <param name="share">The share, as a part of 1; “–” where it is no finite number.</param>
    /// <param name="culture">The reader's culture; French takes the narrow space of its typography.</param>
    /// <param name="format">Format of the number in front of the sign.</param>
    public static string Of(double share, CultureInfo culture, string format = "N0") =>
        double.IsFinite(share) ? (share * 100).ToString(format, culture) + (culture.TwoLetterISOLanguageName == "fr" ? "\u202f%" : "\u00a0%") : "–";
}
