namespace Capacity.Storage;

/// <summary>One event of a scenario: the first has version 1, and each follows the one before.</summary>
public sealed record ScenarioEvent(string Scenario, int Version, string Json, DateTimeOffset RecordedAt);

/// <summary>What became of an append: whether it happened, and the scenario's version afterwards.</summary>
public readonly record struct AppendResult(bool Appended, int CurrentVersion);

/// <summary>A scenario by its number of events.</summary>
public sealed record ScenarioSummary(string Scenario, int Version, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt);

/// <summary>The events of scenarios, in order of version.</summary>
public interface IScenarioEventStore
{
    /// <summary>
    /// Adds events after <paramref name="expectedVersion"/> (0 for a new scenario), all or none. When another writer was
    /// faster, nothing is added and the result tells the version that is there.
    /// </summary>
    Task<AppendResult> AppendAsync(
        string scenario, int expectedVersion, IReadOnlyList<string> events, CancellationToken cancellationToken = default);

    /// <summary>The events from a version on, that version included.</summary>
    Task<IReadOnlyList<ScenarioEvent>> ReadAsync(string scenario, int fromVersion = 1, CancellationToken cancellationToken = default);

    /// <summary>All scenarios, by name.</summary>
    Task<IReadOnlyList<ScenarioSummary>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes a scenario with its runs and their results.</summary>
    Task DeleteAsync(string scenario, CancellationToken cancellationToken = default);
}
