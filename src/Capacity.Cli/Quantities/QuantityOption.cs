using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Cli.Quantities;

/// <summary>Options whose values carry units or bounds; a wrong value says what was expected.</summary>
internal static class QuantityOption
{
    public static Option<Duration?> Duration(string name, string description) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = result => Parse<Duration>(result, Quantities.Duration.TryParse, Quantities.Duration.Form),
    };

    public static Option<Rate?> Rate(string name, string description) => new(name)
    {
        HelpName = "RATE",
        Description = description,
        CustomParser = result => Parse<Rate>(result, Quantities.Rate.TryParse, Quantities.Rate.Form),
    };

    public static Option<LocalDate?> Date(string name, string description) => new(name)
    {
        HelpName = "YYYY-MM-DD",
        Description = description,
        CustomParser = result => Parse<LocalDate>(result, TryDate, "a date like 2020-03-20"),
    };

    /// <summary>A number within bounds, both included.</summary>
    public static Option<double?> Number(string name, string description, double least, double most) => new(name)
    {
        HelpName = "X",
        Description = description,
        CustomParser = result => Parse<double>(
            result,
            (string text, out double value) =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= least && value <= most,
            FormattableString.Invariant($"a number from {least} to {most}")),
    };

    /// <summary>A whole number within bounds, both included, with a default.</summary>
    public static Option<long> Count(string name, string description, long least, long most, long given) => new(name)
    {
        HelpName = "N",
        Description = description,
        DefaultValueFactory = _ => given,
        CustomParser = result => Parse<long>(
            result,
            (string text, out long value) =>
                long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least
                && value <= most,
            FormattableString.Invariant($"a whole number from {least} to {most}")) ?? given,
    };

    public static Option<ulong> Seed() => new("--seed")
    {
        HelpName = "N",
        Description = "Seed of the random streams: equal seeds give equal figures.",
        DefaultValueFactory = _ => 1,
        CustomParser = result => Parse<ulong>(
            result,
            (string text, out ulong value) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value),
            "a whole number, 0 or more") ?? 1,
    };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document to standard output and nothing else." };

    private delegate bool Reader<T>(string text, out T value);

    private static bool TryDate(string text, out LocalDate date) => LocalDatePattern.Iso.Parse(text).TryGetValue(default, out date);

    private static T? Parse<T>(ArgumentResult result, Reader<T> read, string form)
        where T : struct
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (read(text, out var value))
            return value;
        var name = (result.Parent as OptionResult)?.Option.Name ?? "The value";
        result.AddError($"{name}: '{text}' is not {form}.");
        return null;
    }
}
