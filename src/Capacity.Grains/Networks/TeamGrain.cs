using Capacity.Contracts;
using Capacity.Contracts.Networks;

namespace Capacity.Grains.Networks;

/// <summary>A team as the network last defined it.</summary>
public sealed class TeamGrain([PersistentState("team", GrainStorageName.Capacity)] IPersistentState<PartState> state) : Grain, ITeamGrain
{
    private StoredValue<PartState> stored = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stored = new StoredValue<PartState>(state);
        return Task.CompletedTask;
    }

    public Task<VersionedJson> Get() => Task.FromResult(new VersionedJson { Version = stored.Current.Version, Json = stored.Current.Json });

    public Task Define(string teamJson, long networkVersion) =>
        networkVersion > stored.Current.Version
            ? stored.WriteAsync(new PartState { Version = networkVersion, Json = teamJson })
            : Task.CompletedTask;
}
