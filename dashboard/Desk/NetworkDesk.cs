using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Networks;
using Capacity.Domain.Json;
using Capacity.Domain.Networks;

namespace Capacity.Dashboard.Desk;

/// <summary>What the pages ask about the network.</summary>
public sealed class NetworkDesk(IGrainFactory grains)
{
    private INetworkGrain Grain => grains.GetGrain<INetworkGrain>(GrainKey.Network.ToString());

    /// <summary>The network and its version; absent before the first definition.</summary>
    public async Task<(Network Network, long Version)?> GetAsync()
    {
        VersionedJson known = await Grain.Get();
        return known.Json.Length == 0 ? null : (JsonSerializer.Deserialize<Network>(known.Json, CapacityJson.Options)!, known.Version);
    }

    /// <summary>The network as an indented document, for people who keep it in a file.</summary>
    public async Task<string?> ExportAsync() =>
        await GetAsync() is { } known ? JsonSerializer.Serialize(known.Network, CapacityJson.Indented) : null;

    /// <summary>Replaces the network where nobody changed it meanwhile.</summary>
    public Task<CommandResult> DefineAsync(string json, long expectedVersion, string author, string note = "") => Grain.Define(json, expectedVersion, author, note);

    /// <summary>Every version of the network, the newest first.</summary>
    public async Task<IReadOnlyList<NetworkVersionView>> HistoryAsync() => await Grain.History();

    /// <summary>An earlier network; absent where there is no such version.</summary>
    public async Task<Network?> VersionAsync(long version) =>
        await Grain.GetVersion(version) is { Json.Length: > 0 } known ? JsonSerializer.Deserialize<Network>(known.Json, CapacityJson.Options) : null;
}
