using System.Collections.Immutable;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Networks;
using Capacity.Contracts.Queues;
using Capacity.Domain.Json;
using Capacity.Domain.Networks;

namespace Capacity.Grains.Networks;

/// <summary>Owns the network's definition and tells its parts of theirs.</summary>
public sealed class NetworkGrain(
    [PersistentState("network", GrainStorageName.Capacity)] IPersistentState<NetworkState> state, TimeProvider time) : Grain, INetworkGrain
{
    private StoredValue<NetworkState> stored = null!;
    private Network network = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stored = new StoredValue<NetworkState>(state);
        if (stored.Current.Version > 0)
            network = NetworkJson.Parse(stored.Current.Json).Value
                ?? throw new InvalidDataException(
                    $"The stored network, version {stored.Current.Version}, cannot be read: restore a backup, or define it anew.");
        return Task.CompletedTask;
    }

    public Task<VersionedJson> Get() => Task.FromResult(new VersionedJson { Version = stored.Current.Version, Json = stored.Current.Json });

    public Task<ImmutableArray<string>> Queues() => Task.FromResult(network.Queues.Select(queue => queue.Id).ToImmutableArray());

    public async Task<CommandResult> Define(string networkJson, long expectedVersion, string author)
    {
        var version = stored.Current.Version;
        if (expectedVersion != version)
            return CommandResult.Refused(Refusal.VersionConflict, version, Problem.Of(
                ($"The network is at version {version}, the change was made on version {expectedVersion}.",
                    $"Le réseau est à la version {version}, la modification a été faite sur la version {expectedVersion}."),
                ("Load the newest version and make the change again.", "Chargez la dernière version et refaites la modification.")));
        var parsed = NetworkJson.Parse(networkJson);
        if (!parsed.IsValid) return CommandResult.Refused(Refusal.Invalid, version, parsed.Errors.AsProblems());
        await stored.WriteAsync(
            new NetworkState { Version = version + 1, Json = networkJson, Author = author, ChangedAt = time.GetUtcNow() });
        network = parsed.Value;
        await Announce();
        return CommandResult.Done(version + 1);
    }

    public async Task Announce()
    {
        var version = stored.Current.Version;
        await Task.WhenAll(
        [
            .. network.Sites.Select(site => Site(site.Id).Define(Json(site), version)),
            .. network.Teams.Select(team => Team(team.Id).Define(Json(team), version)),
            .. network.Queues.Select(queue => Queue(queue.Id).Define(Json(queue), version)),
        ]);
    }

    public async Task<ImmutableArray<SnapshotVersion>> Parts()
    {
        var sites = network.Sites.Select(site => PartAsync(GrainKey.Site(site.Id), Site(site.Id).Get()));
        var teams = network.Teams.Select(team => PartAsync(GrainKey.Team(team.Id), Team(team.Id).Get()));
        var queues = network.Queues.Select(queue => PartAsync(GrainKey.Queue(queue.Id), Queue(queue.Id).Get()));
        var parts = await Task.WhenAll([.. sites, .. teams, .. queues]);
        return [new SnapshotVersion { Part = GrainKey.Network.ToString(), Version = stored.Current.Version }, .. parts];
    }

    private ISiteGrain Site(string id) => GrainFactory.GetGrain<ISiteGrain>(GrainKey.Site(id).ToString());

    private ITeamGrain Team(string id) => GrainFactory.GetGrain<ITeamGrain>(GrainKey.Team(id).ToString());

    private IQueueGrain Queue(string id) => GrainFactory.GetGrain<IQueueGrain>(GrainKey.Queue(id).ToString());

    private static string Json<T>(T part) => JsonSerializer.Serialize(part, CapacityJson.Options);

    private static async Task<SnapshotVersion> PartAsync(GrainKey key, Task<VersionedJson> part) =>
        new() { Part = key.ToString(), Version = (await part).Version };
}
