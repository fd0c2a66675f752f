using System.Collections.Immutable;
using Capacity.Contracts;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;
using Capacity.Domain.Scenarios;
using Change = Capacity.Domain.Scenarios.ScenarioChange;

namespace Capacity.Grains.Scenarios;

/// <summary>The contents of a scenario's versions, and what follows from comparing them.</summary>
internal sealed class ScenarioVersions
{
    private readonly SortedDictionary<long, ScenarioFact> versions = [];

    public ScenarioVersions(IEnumerable<ScenarioFact> facts)
    {
        foreach (var fact in facts.Where(fact => fact.MakesVersion)) versions[fact.Version] = fact;
    }

    /// <summary>The content as it was given; null where there is no such version.</summary>
    public string? Json(long version) => versions.GetValueOrDefault(version)?.Json;

    public ImmutableArray<ScenarioChangeView> Changes(long from, long to) =>
    [
        .. Between(from, to).Select(change => new ScenarioChangeView
        {
            Key = change.Key, Path = change.Path, Kind = (Contracts.Scenarios.ScenarioChangeKind)(int)change.Kind,
            Before = change.Before?.ToJsonString(CapacityJson.Options) ?? "", After = change.After?.ToJsonString(CapacityJson.Options) ?? "",
        }),
    ];

    /// <summary>Who changed what since a version: one problem for the conflict, then one for each later version.</summary>
    public CommandResult Conflict(string id, long expected, long current) => CommandResult.Refused(
        Refusal.VersionConflict,
        current,
        [
            Problem.Of(
                ($"Scenario '{id}' is at version {current}, the change was made on version {expected}.",
                    $"Le scénario « {id} » est à la version {current}, la modification a été faite sur la version {expected}."),
                ("See what others changed, then apply your change again on the newest version.",
                    "Voyez ce que les autres ont modifié, puis appliquez à nouveau votre modification sur la dernière version.")),
            .. versions.Values.Where(fact => fact.Version > expected).Select(Told),
        ]);

    /// <summary>Carries a change made on an older version over to the newest.</summary>
    public (string? Json, Problem[] Problems) Merge(string mine, long basedOn, long current)
    {
        if (Content(basedOn) is not { } common || Content(current) is not { } theirs)
            return (null, [Problem.Of(
                ($"There is no version {basedOn} to start from.", $"Il n’y a pas de version {basedOn} d’où partir."),
                ("Load the newest version and make the change again.", "Chargez la dernière version et refaites la modification."))]);
        var parsed = ScenarioJson.Parse(mine);
        return parsed.IsValid
            ? Outcome(ScenarioDifference.Merge(common, parsed.Value, theirs), basedOn)
            : (null, parsed.Errors.AsProblems());
    }

    /// <summary>The content without what a version brought: the text of the version before it where nothing else was changed since.</summary>
    public (string? Json, long? Restores, Problem[] Problems) Without(long opened, long current)
    {
        var before = versions.Keys.Last(version => version < opened);
        if (Between(opened, current).Count == 0) return (Json(before), before, []);
        var (json, problems) = Outcome(ScenarioDifference.TakeBack(Content(before)!, Content(opened)!, Content(current)!), opened);
        return (json, null, problems);
    }

    private Scenario? Content(long version) => Json(version) is { } json ? ScenarioJson.Parse(json).Value : null;

    private IReadOnlyList<Change> Between(long from, long to) =>
        Content(from) is { } before && Content(to) is { } after ? ScenarioDifference.Between(before, after) : [];

    private (string? Json, Problem[] Problems) Outcome(ScenarioMerge merge, long since)
    {
        if (merge.Json is null) return (null, [.. merge.Conflicts.Select(conflict => Clash(conflict, since))]);
        var parsed = ScenarioJson.Parse(merge.Json);
        return parsed.IsValid ? (merge.Json, []) : (null, parsed.Errors.AsProblems());
    }

    private Problem Clash(Change change, long since)
    {
        var by = versions.Values.LastOrDefault(fact => fact.Version > since && Between(Before(fact.Version), fact.Version).Any(change.Touches));
        var (from, to) = (change.Before?.ToJsonString() ?? "–", change.After?.ToJsonString() ?? "–");
        return Problem.Of(
            ($"{by?.Author} changed this in version {by?.Version}, from {Shorten(from)} to {Shorten(to)}.",
                $"{by?.Author} l’a modifié dans la version {by?.Version}, de {Shorten(from)} à {Shorten(to)}."),
            ("Decide which of both holds, and make that change on the newest version.",
                "Décidez laquelle des deux valeurs vaut, et faites cette modification sur la dernière version."),
            change.Key);
    }

    private Problem Told(ScenarioFact fact)
    {
        var changes = Between(Before(fact.Version), fact.Version);
        var places = string.Join(", ", changes.Take(6).Select(change => change.Key)) + (changes.Count > 6 ? ", …" : "");
        var note = fact.Note.Length > 0 ? $" ({fact.Note})" : "";
        return Problem.Of(
            ($"Version {fact.Version} is by {fact.Author}, {fact.At:yyyy-MM-dd HH:mm} UTC{note}: {changes.Count} changes, {places}.",
                $"La version {fact.Version} est de {fact.Author}, {fact.At:yyyy-MM-dd HH:mm} UTC{note} : {changes.Count} modifications, {places}."),
            ("", ""));
    }

    private long Before(long version) => versions.Keys.LastOrDefault(earlier => earlier < version);

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..59] + "…";
}
