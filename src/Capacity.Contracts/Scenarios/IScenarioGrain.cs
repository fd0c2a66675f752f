using System.Collections.Immutable;

namespace Capacity.Contracts.Scenarios;

/// <summary>One scenario: the fold of its events. Key: <see cref="GrainKey.Scenario"/>.</summary>
[Alias("capacity.IScenarioGrain")]
public interface IScenarioGrain : IGrainWithStringKey
{
    /// <summary>The newest version; version 0 where the scenario does not exist.</summary>
    [Alias("Get")]
    Task<ScenarioView> Get();

    /// <summary>An earlier version, bit for bit; version 0 where there is none.</summary>
    [Alias("GetVersion")]
    Task<ScenarioView> GetVersion(long version);

    /// <summary>Creates the scenario, or replaces its content in a new version where nobody changed it meanwhile.</summary>
    [Alias("Save")]
    Task<CommandResult> Save(string scenarioJson, long expectedVersion, string author, string note);

    /// <summary>Adds levers (JSON array of <c>Capacity.Domain.Levers.Lever</c>) that a plan recommended: a new version.</summary>
    [Alias("AcceptLevers")]
    Task<CommandResult> AcceptLevers(string leversJson, string recommendation, long expectedVersion, string author);

    /// <summary>Replaces a queue's baseline by the one computed from its imported history: a new version.</summary>
    [Alias("UseHistory")]
    Task<CommandResult> UseHistory(string queue, long expectedVersion, string author);

    /// <summary>Moves the scenario along draft, approved, published.</summary>
    [Alias("SetState")]
    Task<CommandResult> SetState(ScenarioState state, long expectedVersion, string author);

    /// <summary>Remembers the newest finished run of a version, so that pages find its result.</summary>
    [Alias("AttachRun")]
    Task AttachRun(long version, string run);

    [Alias("AttachRecommendation")]
    Task AttachRecommendation(long version, string recommendation);

    [Alias("History")]
    Task<ImmutableArray<ScenarioEventView>> History();
}

/// <summary>The list of scenarios. Key: <see cref="GrainKey.Catalog"/>.</summary>
[Alias("capacity.IScenarioCatalogGrain")]
public interface IScenarioCatalogGrain : IGrainWithStringKey
{
    [Alias("List")]
    Task<ImmutableArray<ScenarioView>> List();

    /// <summary>The scenario that the overview shows: the newest published one, else the newest.</summary>
    [Alias("Current")]
    Task<ScenarioView> Current();
}

[GenerateSerializer, Alias("capacity.scenario-state")]
public enum ScenarioState
{
    Draft,
    Approved,
    Published,
}

/// <summary>A version of a scenario with what a list shows of it.</summary>
[GenerateSerializer, Immutable, Alias("capacity.scenario-view")]
public sealed record ScenarioView
{
    [Id(0)] public string Id { get; init; } = "";
    [Id(1)] public long Version { get; init; }
    [Id(2)] public string NameFr { get; init; } = "";
    [Id(3)] public string NameEn { get; init; } = "";
    [Id(4)] public ScenarioState State { get; init; }
    [Id(5)] public string Author { get; init; } = "";
    [Id(6)] public DateTimeOffset ChangedAt { get; init; }

    /// <summary>JSON of <c>Capacity.Domain.Scenarios.Scenario</c>; empty in lists.</summary>
    [Id(7)] public string Json { get; init; } = "";

    /// <summary>Newest finished run of this version, and newest recommendation; empty where there is none.</summary>
    [Id(8)] public string Run { get; init; } = "";
    [Id(9)] public string Recommendation { get; init; } = "";
    [Id(10)] public long PublishedVersion { get; init; }
}

/// <summary>One line of a scenario's history.</summary>
[GenerateSerializer, Immutable, Alias("capacity.scenario-event-view")]
public sealed record ScenarioEventView
{
    [Id(0)] public long Version { get; init; }
    [Id(1)] public string Kind { get; init; } = "";
    [Id(2)] public string Author { get; init; } = "";
    [Id(3)] public DateTimeOffset At { get; init; }
    [Id(4)] public string Note { get; init; } = "";
}
