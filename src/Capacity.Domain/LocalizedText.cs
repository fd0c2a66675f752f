using System.ComponentModel;

namespace Capacity.Domain;

/// <summary>A name that a person reads, in French and in English; the other language stands in where one is missing.</summary>
public sealed record LocalizedText
{
    [Description("The name in French.")]
    public string Fr { get; init; } = "";

    [Description("The name in English.")]
    public string En { get; init; } = "";

    public static LocalizedText Of(string fr, string en) => new() { Fr = fr, En = en };

    /// <summary>The text in a language (two letters, "fr" or "en").</summary>
    public string In(string language) =>
        language.StartsWith("fr", StringComparison.OrdinalIgnoreCase) ? (Fr.Length > 0 ? Fr : En) : (En.Length > 0 ? En : Fr);

    public override string ToString() => In("en");
}
