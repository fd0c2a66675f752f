using System.Collections.Immutable;
using Capacity.Contracts;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;
using Capacity.Domain.Scenarios;

namespace Capacity.Dashboard.Desk;

/// <summary>What the pages ask about versions of a scenario: what changed, what others did meanwhile, notes, copies, decisions.</summary>
public sealed class VersionDesk(IGrainFactory grains)
{
    /// <summary>Carries a change of an older version over to the newest.</summary>
    public Task<CommandResult> MergeAsync(Scenario scenario, long basedOn, string author, string note) =>
        Scenario(scenario.Id).Merge(ScenarioJson.Write(scenario), basedOn, author, note);

    /// <summary>Creates a scenario from a version of another.</summary>
    public Task<CommandResult> CopyAsync(string source, long version, string id, string nameFr, string nameEn, string author) =>
        Scenario(id).CopyFrom(source, version, nameFr, nameEn, author);

    /// <summary>Cancels an announcement, which leads back to the version before it.</summary>
    public Task<CommandResult> CancelAnnouncementAsync(string id, string announcement, long expectedVersion, string author, string note) =>
        Scenario(id).CancelAnnouncement(announcement, expectedVersion, author, note);

    /// <summary>Makes an earlier version the newest again.</summary>
    public Task<CommandResult> RestoreAsync(string id, long version, long expectedVersion, string author) =>
        Scenario(id).Restore(version, expectedVersion, author, "");

    /// <summary>Writes a remark beside a version.</summary>
    public Task<CommandResult> AddNoteAsync(string id, long version, string note, string author) => Scenario(id).AddNote(version, note, author);

    /// <summary>Moves a scenario along draft, approved, published.</summary>
    public Task<CommandResult> SetStateAsync(string id, StateChange change) => Scenario(id).SetState(change);

    /// <summary>What differs between two versions.</summary>
    public async Task<ImmutableArray<ScenarioChangeView>> ChangesAsync(string id, long from, long to) => await Scenario(id).Changes(from, to);

    private IScenarioGrain Scenario(string id) => grains.GetGrain<IScenarioGrain>(GrainKey.Scenario(id).ToString());
}
