using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Capacity.Contracts.Scenarios;
using Capacity.Domain;
using Capacity.Domain.Json;
using Capacity.Domain.Levers;
using Capacity.Domain.Scenarios;
using Microsoft.Extensions.Localization;
using NodaTime.Text;

namespace Capacity.Dashboard.Views;

/// <summary>A difference between two versions as a person reads it.</summary>
/// <param name="Where">The place, from the whole to the part.</param>
/// <param name="Path">The place as a JSON Pointer.</param>
/// <param name="Before">What was there.</param>
/// <param name="After">What is there now.</param>
public sealed record ChangeLine(string Where, string Path, string Before, string After);

/// <summary>Puts differences into words: property names in the reader's language, entries by the names that people gave them.</summary>
public sealed partial class ChangeWords(Scenario before, Scenario after, IStringLocalizer text)
{
    private readonly Dictionary<string, LocalizedText> names = Named(before).Concat(Named(after))
        .GroupBy(named => named.Id).ToDictionary(group => group.Key, group => group.Last().Name);

    private static string Language => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The differences of two contents as they would cross from the grain.</summary>
    public static IReadOnlyList<ScenarioChangeView> Between(Scenario before, Scenario after) =>
    [
        .. ScenarioDifference.Between(before, after).Select(change => new ScenarioChangeView
        {
            Key = change.Key, Path = change.Path, Kind = (Contracts.Scenarios.ScenarioChangeKind)(int)change.Kind,
            Before = change.Before?.ToJsonString(CapacityJson.Options) ?? "", After = change.After?.ToJsonString(CapacityJson.Options) ?? "",
        }),
    ];

    /// <summary>One difference in words.</summary>
    public ChangeLine Line(ScenarioChangeView change) => new(
        string.Join(" › ", change.Key.Split('/').Skip(1).Where(step => step != "*").Select(Step)), change.Path,
        change.Kind == Contracts.Scenarios.ScenarioChangeKind.Reordered ? text["Order"] : Value(change, change.Before),
        change.Kind == Contracts.Scenarios.ScenarioChangeKind.Reordered ? text["Reordered"] : Value(change, change.After));

    private string Step(string step)
    {
        if (names.TryGetValue(step, out LocalizedText? name) && name.In(Language) is { Length: > 0 } known) return known;
        if (step.Contains('+', StringComparison.Ordinal)) return string.Join(" · ", step.Split('+').Select(Step));
        return text["Field." + step] is { ResourceNotFound: false } field ? field : Humps().Replace(step, match => " " + match.Value.ToLowerInvariant());
    }

    private string Value(ScenarioChangeView change, string json)
    {
        if (json.Length == 0) return "–";
        JsonNode? node = JsonNode.Parse(json);
        return node switch
        {
            JsonObject => Entry(change),
            JsonArray list => text["Entries", list.Count],
            JsonValue value => Plain(value, change.Key[(change.Key.LastIndexOf('/') + 1)..]),
            _ => "–",
        };
    }

    private string Entry(ScenarioChangeView change) => Step(change.Key[(change.Key.LastIndexOf('/') + 1)..]);

    private string Plain(JsonValue value, string property) => value.GetValueKind() switch
    {
        JsonValueKind.Number when IsShare(property) => Figures.Percent(value.GetValue<double>(), value.GetValue<double>() * 100 % 1 == 0 ? 0 : 1),
        JsonValueKind.Number => value.GetValue<double>() is var number && number % 1 == 0 ? Figures.Number(number) : Figures.Number(number, 3).TrimEnd('0'),
        JsonValueKind.True => text["Yes"],
        JsonValueKind.False => text["No"],
        _ when LocalDatePattern.Iso.Parse(value.GetValue<string>()) is { Success: true } date => Figures.Date(date.Value),
        _ => value.GetValue<string>() is { Length: > 0 } words ? (text["Value." + words] is { ResourceNotFound: false } known ? known : Step(words)) : "–",
    };

    private static bool IsShare(string property) => property.EndsWith("Share", StringComparison.OrdinalIgnoreCase)
        || property.EndsWith("robability", StringComparison.Ordinal) || property is "emotion" or "change" or "breaks" or "meetings" or "training" or "cohesion" or "serviceLevel" or "occupancyCeiling";

    private static IEnumerable<(string Id, LocalizedText Name)> Named(Scenario scenario) =>
    [
        .. scenario.Announcements.Select(one => (one.Id, one.Name)), .. scenario.Cohorts.Select(one => (one.Id, one.Name)),
        .. scenario.Obligations.Select(one => (one.Id, one.Name)), .. scenario.Events.Select(one => (one.Id, one.Name)),
        .. scenario.Network.Queues.Select(one => (one.Id, one.Name)), .. scenario.Network.Teams.Select(one => (one.Id, one.Name)),
        .. scenario.Levers.Select(one => (one.Id, LeverTitle.Of(scenario.Network, one))),
        .. scenario.Network.Sites.Select(one => (one.Id, one.Name)), .. scenario.Network.Reasons.Select(one => (one.Id, one.Name)),
    ];

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Humps();
}
