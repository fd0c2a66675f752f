using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Capacity.Contracts.Networks;

/// <summary>
/// Owns the network's definition and its version, and tells sites, teams and queues of theirs. Key: <see cref="GrainKey.Network"/>.
/// </summary>
[Alias("capacity.INetworkGrain")]
public interface INetworkGrain : IGrainWithStringKey
{
    /// <summary>
    /// The network as published JSON (<c>Capacity.Domain.Networks.Network</c>); version 0 and empty before the first definition.
    /// </summary>
    [Alias("Get")]
    Task<VersionedJson> Get();

    /// <summary>Replaces the definition where nobody changed it since <paramref name="expectedVersion"/>.</summary>
    [Alias("Define")]
    Task<CommandResult> Define(string networkJson, long expectedVersion, string author, string note);

    /// <summary>An earlier definition, whole; version 0 where there is no such version.</summary>
    [Alias("GetVersion")]
    Task<VersionedJson> GetVersion(long version);

    /// <summary>Every version, the newest first.</summary>
    [Alias("History")]
    Task<ImmutableArray<NetworkVersionView>> History();

    /// <summary>Identifiers of the queues; empty before the first definition.</summary>
    [Alias("Queues"), AlwaysInterleave]
    Task<ImmutableArray<string>> Queues();

    /// <summary>Tells every site, team and queue of its definition again, where one of them was not reached.</summary>
    [Alias("Announce")]
    Task Announce();

    /// <summary>The parts of the network by grain key, each with the network version that it has heard of.</summary>
    [Alias("Parts")]
    Task<ImmutableArray<SnapshotVersion>> Parts();
}

/// <summary>Who made a version of the network, when and why.</summary>
[GenerateSerializer, Immutable, Alias("capacity.network-version-view")]
public sealed record NetworkVersionView
{
    [Id(0)] public long Version { get; init; }
    [Id(1)] public string Author { get; init; } = "";
    [Id(2)] public DateTimeOffset At { get; init; }
    [Id(3)] public string Note { get; init; } = "";
}

/// <summary>The version of one part of a network, as in <c>team:refunds-lille</c> at 3.</summary>
[GenerateSerializer, Immutable, Alias("capacity.snapshot-version")]
public sealed record SnapshotVersion
{
    [Id(0)] public string Part { get; init; } = "";
    [Id(1)] public long Version { get; init; }
}

/// <summary>A site: its calendar, seats, and the roll-up of its teams and queues. Key: <see cref="GrainKey.Site"/>.</summary>
[Alias("capacity.ISiteGrain")]
public interface ISiteGrain : IGrainWithStringKey
{
    [Alias("Define")]
    Task Define(string siteJson, long networkVersion);

    /// <summary>The definition as JSON of <c>Capacity.Domain.Networks.Site</c>, with the network version that it comes from.</summary>
    [Alias("Get")]
    Task<VersionedJson> Get();
}

/// <summary>A team: its people and skills. Key: <see cref="GrainKey.Team"/>.</summary>
[Alias("capacity.ITeamGrain")]
public interface ITeamGrain : IGrainWithStringKey
{
    [Alias("Define")]
    Task Define(string teamJson, long networkVersion);

    /// <summary>The definition as JSON of <c>Capacity.Domain.Networks.Team</c>, with the network version that it comes from.</summary>
    [Alias("Get")]
    Task<VersionedJson> Get();
}
