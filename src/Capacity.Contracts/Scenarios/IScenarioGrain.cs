using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Capacity.Contracts.Scenarios;

/// <summary>One scenario: the fold of its events. Key: <see cref="GrainKey.Scenario"/>.</summary>
/// <remarks>
/// What it is can be read while it is being changed: the queue whose history it takes over asks the published scenario for its plan.
/// </remarks>
[Alias("capacity.IScenarioGrain")]
public interface IScenarioGrain : IGrainWithStringKey
{
    /// <summary>The newest version; version 0 where the scenario does not exist.</summary>
    [Alias("Get"), AlwaysInterleave]
    Task<ScenarioView> Get();

    /// <summary>An earlier version, bit for bit; version 0 where there is none.</summary>
    [Alias("GetVersion"), AlwaysInterleave]
    Task<ScenarioView> GetVersion(long version);

    /// <summary>
    /// Creates the scenario, or replaces its content in a new version where nobody changed it meanwhile; otherwise the refusal says who
    /// changed what since. A new or changed announcement opens its version: cancelling the announcement leads back to the one before.
    /// </summary>
    [Alias("Save")]
    Task<CommandResult> Save(string scenarioJson, long expectedVersion, string author, string note);

    /// <summary>Carries a change that was made on an older version over to the newest one, unless both touched the same figure.</summary>
    [Alias("Merge")]
    Task<CommandResult> Merge(string scenarioJson, long basedOn, string author, string note);

    /// <summary>Creates this scenario from a version (0: the newest) of another, under other names; the version's finished run holds for it too.</summary>
    [Alias("CopyFrom")]
    Task<CommandResult> CopyFrom(string source, long version, string nameFr, string nameEn, string author);

    /// <summary>
    /// Cancels an announcement. Its version's predecessor comes back bit for bit; where others changed things since, only what the
    /// announcement brought is taken back. News that no version of its own brought stays, as cancelled and without effect.
    /// </summary>
    [Alias("CancelAnnouncement")]
    Task<CommandResult> CancelAnnouncement(string announcement, long expectedVersion, string author, string note);

    /// <summary>Makes an earlier content, bit for bit, the newest version.</summary>
    [Alias("Restore")]
    Task<CommandResult> Restore(long version, long expectedVersion, string author, string note);

    /// <summary>Writes a remark beside a version; its content stays.</summary>
    [Alias("AddNote")]
    Task<CommandResult> AddNote(long version, string note, string author);

    /// <summary>Enters into the decision log that an action of a plan was refused.</summary>
    [Alias("RefuseAction")]
    Task RefuseAction(string action, string recommendation, string author);

    /// <summary>What differs between two versions; empty where one of them is not there.</summary>
    [Alias("Changes")]
    Task<ImmutableArray<ScenarioChangeView>> Changes(long from, long to);

    /// <summary>Adds levers (JSON array of <c>Capacity.Domain.Levers.Lever</c>) that a plan recommended: a new version.</summary>
    [Alias("AcceptLevers")]
    Task<CommandResult> AcceptLevers(string leversJson, string recommendation, long expectedVersion, string author);

    /// <summary>Replaces a queue's baseline by the one computed from its imported history: a new version.</summary>
    [Alias("UseHistory")]
    Task<CommandResult> UseHistory(string queue, long expectedVersion, string author);

    /// <summary>Moves the scenario along draft, approved, published, where the person's roles allow it.</summary>
    [Alias("SetState")]
    Task<CommandResult> SetState(StateChange change);

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

    /// <summary>
    /// The version that everybody looks at: the newest published one that has a result, so that publishing blanks no page;
    /// where none has, the newest published one, else the newest.
    /// </summary>
    [Alias("Current")]
    Task<ScenarioView> Current();

    /// <summary>The newest published version, simulated or not; null where nothing is published.</summary>
    [Alias("Published")]
    Task<ScenarioView?> Published();
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

    /// <summary>What the event is about: announcements, an action, or the scenario and version that were copied; empty for others.</summary>
    [Id(5)] public string Subject { get; init; } = "";

    /// <summary>The earlier version whose content came back; 0 for others.</summary>
    [Id(6)] public long Restores { get; init; }
}

/// <summary>One difference between two versions; values are JSON texts, empty where there is none.</summary>
[GenerateSerializer, Immutable, Alias("capacity.scenario-change-view")]
public sealed record ScenarioChangeView
{
    /// <summary>The place by the ids of list entries.</summary>
    [Id(0)] public string Key { get; init; } = "";

    /// <summary>JSON Pointer into the later version, or into the earlier one for what was removed.</summary>
    [Id(1)] public string Path { get; init; } = "";
    [Id(2)] public ScenarioChangeKind Kind { get; init; }
    [Id(3)] public string Before { get; init; } = "";
    [Id(4)] public string After { get; init; } = "";
}

[GenerateSerializer, Alias("capacity.scenario-change-kind")]
public enum ScenarioChangeKind
{
    Changed,
    Added,
    Removed,
    Reordered,
}
