using System.Collections.Immutable;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;

namespace Capacity.Grains.Scenarios;

/// <summary>A scenario as the fold of its facts: never changed, each fact makes the next.</summary>
internal sealed record ScenarioFold(string Id)
{
    /// <summary>Facts folded so far: the version of the event rows.</summary>
    public int Events { get; init; }

    /// <summary>The newest version of the content with what is attached to it.</summary>
    public ScenarioView View { get; init; } = new() { Id = Id };

    /// <summary>What each version was, without its content.</summary>
    public ImmutableSortedDictionary<long, ScenarioView> Versions { get; init; } = ImmutableSortedDictionary<long, ScenarioView>.Empty;

    public ImmutableArray<ScenarioEventView> History { get; init; } = [];

    /// <summary>Versions that news of an announcement opened and that no cancellation took back, the newest last.</summary>
    public ImmutableDictionary<string, ImmutableArray<long>> Opened { get; init; } = ImmutableDictionary<string, ImmutableArray<long>>.Empty;

    /// <summary>The version that the newest standing news of an announcement opened; null where none did.</summary>
    public long? OpenedBy(string announcement) =>
        Opened.TryGetValue(announcement, out var versions) && versions.Length > 0 ? versions[^1] : null;

    public ScenarioFold With(ScenarioFact fact)
    {
        var changed = fact.MakesVersion ? NewVersion(fact) : Changed(Versions[fact.Version], fact);
        var published = fact.State == ScenarioState.Published ? fact.Version : View.PublishedVersion;
        var newest = changed.Version >= View.Version ? changed with { Json = fact.Json ?? View.Json } : View;
        return this with
        {
            Events = Events + 1,
            View = newest with { PublishedVersion = published },
            Versions = Versions.SetItem(fact.Version, changed),
            Opened = OpenedAfter(fact),
            History = History.Add(new ScenarioEventView
            {
                Version = fact.Version,
                Kind = fact.Kind == ScenarioEventKind.StateChanged ? fact.State.ToString()! : fact.Kind.ToString(),
                Author = fact.Author,
                At = fact.At,
                Note = fact.Note.Length > 0 ? fact.Note : fact.Attached ?? "",
                Subject = fact.Subject ?? string.Join(", ", fact.Announcements ?? []),
                Restores = fact.Restores ?? 0,
            }),
        };
    }

    private ScenarioView NewVersion(ScenarioFact fact)
    {
        var name = ScenarioJson.Parse(fact.Json!).Value?.Name;
        var restored = fact.Restores is { } earlier ? Versions[earlier] : null;
        return new ScenarioView
        {
            Id = Id, Version = fact.Version, NameFr = name?.In("fr") ?? Id, NameEn = name?.In("en") ?? Id, Author = fact.Author,
            ChangedAt = fact.At,

            // The same content has the same result, to the last bit.
            Run = fact.Run ?? restored?.Run ?? "", Recommendation = restored?.Recommendation ?? "",
        };
    }

    private ImmutableDictionary<string, ImmutableArray<long>> OpenedAfter(ScenarioFact fact) => (fact.Announcements ?? []).Aggregate(
        Opened,
        (opened, announcement) =>
        {
            var versions = opened.GetValueOrDefault(announcement, []);
            return opened.SetItem(
                announcement,
                fact.Kind != ScenarioEventKind.AnnouncementCancelled ? versions.Add(fact.Version)
                : versions.Length > 0 ? versions.RemoveAt(versions.Length - 1) : versions);
        });

    private static ScenarioView Changed(ScenarioView version, ScenarioFact fact) => fact.Kind switch
    {
        ScenarioEventKind.StateChanged => version with { State = fact.State ?? version.State, ChangedAt = fact.At },
        ScenarioEventKind.RunAttached => version with { Run = fact.Attached ?? "" },
        ScenarioEventKind.RecommendationAttached => version with { Recommendation = fact.Attached ?? "" },
        _ => version,
    };
}
