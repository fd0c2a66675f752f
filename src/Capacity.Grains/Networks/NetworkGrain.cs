using System.Collections.Immutable;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Networks;
using Capacity.Contracts.Queues;
using Capacity.Domain.Json;
using Capacity.Domain.Networks;
using Capacity.Storage;

namespace Capacity.Grains.Networks;

/// <summary>Owns the network's definition, the fold of its events, and tells its parts of theirs.</summary>
/// <param name="state">What earlier programs kept instead of events; read once, where there are none.</param>
/// <param name="events">Every version.</param>
/// <param name="time">The clock.</param>
public sealed class NetworkGrain(
    [PersistentState("network", GrainStorageName.Capacity)] IPersistentState<NetworkState> state, INetworkEventStore events, TimeProvider time)
    : Grain, INetworkGrain
{
    private NetworkFact current = new();
    private Network network = new();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await LoadAsync();
        if (current.Version > 0 || state.State is not { Version: > 0 } kept) return;
        NetworkFact first = new() { Version = kept.Version, Author = kept.Author, At = kept.ChangedAt, Json = kept.Json };
        await events.AppendAsync(first.Version, first.Write(), cancellationToken);
        await LoadAsync();
    }

    public Task<VersionedJson> Get() => Task.FromResult(new VersionedJson { Version = current.Version, Json = current.Json });

    public async Task<VersionedJson> GetVersion(long version) =>
        (await FactsAsync()).FirstOrDefault(fact => fact.Version == version) is { } fact ? new VersionedJson { Version = version, Json = fact.Json } : new VersionedJson();

    public async Task<ImmutableArray<NetworkVersionView>> History() =>
    [
        .. (await FactsAsync()).Reverse().Select(fact => new NetworkVersionView { Version = fact.Version, Author = fact.Author, At = fact.At, Note = fact.Note }),
    ];

    public Task<ImmutableArray<string>> Queues() => Task.FromResult(network.Queues.Select(queue => queue.Id).ToImmutableArray());

    public async Task<CommandResult> Define(string networkJson, long expectedVersion, string author, string note)
    {
        if (expectedVersion != current.Version) return Conflict(expectedVersion);
        var parsed = NetworkJson.Parse(networkJson);
        if (!parsed.IsValid) return CommandResult.Refused(Refusal.Invalid, current.Version, parsed.Errors.AsProblems());
        NetworkFact next = new() { Version = current.Version + 1, Author = author, At = time.GetUtcNow(), Note = note.Trim(), Json = networkJson };
        if (!await events.AppendAsync(next.Version, next.Write()))
        {
            await LoadAsync();
            return Conflict(expectedVersion);
        }

        (current, network) = (next, parsed.Value);
        await Announce();
        return CommandResult.Done(next.Version);
    }

    public async Task Announce()
    {
        var version = current.Version;
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
        return [new SnapshotVersion { Part = GrainKey.Network.ToString(), Version = current.Version }, .. parts];
    }

    private CommandResult Conflict(long expected) => CommandResult.Refused(Refusal.VersionConflict, current.Version, Problem.Of(
        ($"The network is at version {current.Version}, the change was made on version {expected}.",
            $"Le réseau est à la version {current.Version}, la modification a été faite sur la version {expected}."),
        ("Load the newest version and make the change again.", "Chargez la dernière version et refaites la modification.")));

    private async Task<NetworkFact[]> FactsAsync() => [.. (await events.ReadAsync()).Select(row => NetworkFact.Read(row.Json))];

    private async Task LoadAsync()
    {
        if ((await FactsAsync()).LastOrDefault() is not { } newest) return;
        network = NetworkJson.Parse(newest.Json).Value
            ?? throw new InvalidDataException($"The stored network, version {newest.Version}, cannot be read: restore a backup, or define it anew.");
        current = newest;
    }

    private ISiteGrain Site(string id) => GrainFactory.GetGrain<ISiteGrain>(GrainKey.Site(id).ToString());

    private ITeamGrain Team(string id) => GrainFactory.GetGrain<ITeamGrain>(GrainKey.Team(id).ToString());

    private IQueueGrain Queue(string id) => GrainFactory.GetGrain<IQueueGrain>(GrainKey.Queue(id).ToString());

    private static string Json<T>(T part) => JsonSerializer.Serialize(part, CapacityJson.Options);

    private static async Task<SnapshotVersion> PartAsync(GrainKey key, Task<VersionedJson> part) =>
        new() { Part = key.ToString(), Version = (await part).Version };
}
