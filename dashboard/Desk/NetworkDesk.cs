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

    /// <summary>The newest versions of the network, the newest first.</summary>
    public async Task<IReadOnlyList<(NetworkVersionView Version, Network Network)>> VersionsAsync(int most = 20)
    {
        List<(NetworkVersionView Version, Network Network)> versions = [];
        foreach (NetworkVersionView version in (await Grain.History()).Take(most))
            versions.Add((version, JsonSerializer.Deserialize<Network>((await Grain.GetVersion(version.Version)).Json, CapacityJson.Options)!));
        return versions;
    }
}
