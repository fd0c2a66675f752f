using System.Globalization;
using System.Text.RegularExpressions;

namespace Capacity.Cli.Quantities;

/// <summary>A length of time as it is typed: 500ms, 180s, 3m, 24h, 14d.</summary>
internal readonly partial record struct Duration(double Seconds)
{
    public const string Form = "a duration with its unit, like 180s, 3m or 24h";

    public static bool TryParse(string text, out Duration duration)
    {
        duration = default;
        var match = Parts().Match(text);
        if (!match.Success || !double.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number))
            return false;
        duration = new Duration(number * match.Groups[2].Value switch
        {
            "ms" => 0.001,
            "m" or "min" => 60,
            "h" => 3600,
            "d" => 86_400,
            _ => 1,
        });
        return double.IsFinite(duration.Seconds);
    }

    [GeneratedRegex("^([0-9]+(?:\\.[0-9]+)?)(ms|s|m|min|h|d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
