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
            History = History.Add(new ScenarioEventView
            {
                Version = fact.Version,
                Kind = fact.Kind == ScenarioEventKind.StateChanged ? fact.State.ToString()! : fact.Kind.ToString(),
                Author = fact.Author,
                At = fact.At,
                Note = fact.Note.Length > 0 ? fact.Note : fact.Attached ?? "",
            }),
        };
    }

    private ScenarioView NewVersion(ScenarioFact fact)
    {
        var name = ScenarioJson.Parse(fact.Json!).Value?.Name;
        return new ScenarioView
        {
            Id = Id, Version = fact.Version, NameFr = name?.In("fr") ?? Id, NameEn = name?.In("en") ?? Id, Author = fact.Author,
                ChangedAt = fact.At,
        };
    }

    private static ScenarioView Changed(ScenarioView version, ScenarioFact fact) => fact.Kind switch
    {
        ScenarioEventKind.StateChanged => version with { State = fact.State ?? version.State, ChangedAt = fact.At },
        ScenarioEventKind.RunAttached => version with { Run = fact.Attached ?? "" },
        ScenarioEventKind.RecommendationAttached => version with { Recommendation = fact.Attached ?? "" },
        _ => version,
    };
}
