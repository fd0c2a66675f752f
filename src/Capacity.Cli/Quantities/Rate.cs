using System.Globalization;
using System.Text.RegularExpressions;

namespace Capacity.Cli.Quantities;

/// <summary>Contacts per time as it is typed: 600/h, 10/min, 0.2/s, 5000/d.</summary>
internal readonly partial record struct Rate(double PerSecond)
{
    public const string Form = "contacts per time, like 600/h or 10/min";

    public static bool TryParse(string text, out Rate rate)
    {
        rate = default;
        var match = Parts().Match(text);
        if (!match.Success || !double.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number))
            return false;
        rate = new Rate(number / match.Groups[2].Value switch
        {
            "m" or "min" => 60,
            "h" => 3600,
            "d" => 86_400,
            _ => 1.0,
        });
        return double.IsFinite(rate.PerSecond);
    }

    [GeneratedRegex("^([0-9]+(?:\\.[0-9]+)?)/(s|m|min|h|d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
