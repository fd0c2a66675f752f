using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Capacity.Domain.Schema;

/// <summary>The unit of a figure, which its name tells, and the source of its default, which its description tells.</summary>
public static partial class SchemaFigure
{
    private static readonly (string Ending, string Unit)[] Endings =
    [
        ("seconds", "s"), ("minutes", "min"), ("perweek", "h per week"), ("hours", "h per week"), ("days", "days"), ("day", "days"), ("months", "months"),
        ("weeks", "weeks"), ("share", "share 0–1"), ("probability", "share 0–1"), ("resolution", "share 0–1"), ("variation", "standard deviation ÷ mean"),
        ("factor", "multiplier"), ("sigma", "standard deviation of the natural logarithm"), ("premium", "share 0–1"), ("rate", "share 0–1"),
        ("lossperabandonment", "EUR per contact"), ("hourlycost", "EUR per h"), ("cost", "EUR"), ("seatcost", "EUR per seat and month"), ("costperhead", "EUR per head"), ("month", "months"), ("percustomer", "contacts per customer"),
        ("customers", "customers"), ("contacts", "contacts per day"), ("cases", "cases"), ("heads", "heads"), ("headcount", "heads"), ("seats", "seats"),
        ("lines", "lines"), ("attempts", "attempts"), ("tries", "calls"), ("secondspertry", "s"),
        ("perdayfirstweek", "contacts per case and day"), ("perdaylater", "contacts per case and day"), ("perminutewaited", "share 0–1 per min"),
        ("overtimeceiling", "h per head and week"), ("priority", "rank"), ("idlereserve", "agents"), ("maximum", "contacts"), ("amplification", "ratio"), ("weight", "relative weight"),
    ];

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["limit"] = "unit of the rule's kind", ["per"] = "unit of the rule's kind", ["orLimit"] = "unit of the rule's kind", ["orPer"] = "unit of the rule's kind",
        ["intensity"] = "share 0–1", ["ceilingFromContacts"] = "contacts per agent and day", ["strainFromContacts"] = "contacts per agent and day",
        ["low"] = "multiplier", ["high"] = "multiplier", ["mode"] = "multiplier", ["mean"] = "multiplier",
        ["estimate"] = "unit of the figure", ["lowEnd"] = "unit of the figure", ["highEnd"] = "unit of the figure", ["before"] = "unit of the figure",
        ["observed"] = "contacts",
        ["intradayCorrelation"] = "share 0–1",
        ["waiting"] = "contacts", ["inService"] = "contacts", ["returning"] = "contacts",
    };

    private static readonly HashSet<string> Shares = new(StringComparer.OrdinalIgnoreCase)
    {
        "abandonment", "absence", "acceptance", "adherence", "balking", "breaks", "change", "cohesion", "emotion", "fromThirdContact", "leave",
        "meetings", "notReached", "occupancyCeiling", "perYear", "serviceLevel", "startEfficiency", "training", "unpaidAbsence",
    };

    /// <summary>The unit of a number; null for what is no number, and for a name that tells none.</summary>
    public static string? Unit(Type type, JsonPropertyInfo property)
    {
        if (type != typeof(double) && type != typeof(int) && type != typeof(long))
            return null;
        if (Names.TryGetValue(property.Name, out var known))
            return known;
        var name = property.Name.ToLowerInvariant();
        var units = Endings.Where(pair => name.EndsWith(pair.Ending, StringComparison.Ordinal)).OrderByDescending(pair => pair.Ending.Length);
        return Shares.Contains(property.Name) ? "share 0–1" : units.Select(pair => pair.Unit).FirstOrDefault();
    }

    /// <summary>What a description says of where a figure comes from; null where it says nothing.</summary>
    public static string? Source(string description)
    {
        var found = Remark().Match(description);
        return found.Success ? found.Groups[1].Value : null;
    }

    [GeneratedRegex(@"\(((?:[^()]*\b(?:FIELD|assumption|grade|\[[AVS2KC]\]))[^()]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Remark();
}
