using Capacity.Contracts;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;
using Capacity.Grains.Networks;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Capacity.Grains.Tests.Product;

/// <summary>A database of a program that kept the network as a value instead of events.</summary>
public sealed class EarlierNetworkTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    [Fact]
    public async Task Becomes_the_first_event_of_the_network_and_is_taken_over_once()
    {
        var changed = new DateTimeOffset(2020, 4, 2, 8, 30, 0, TimeSpan.Zero);
        var kept = new NetworkState { Version = 7, Json = NetworkJson.Write(Horizons.Network(1)), Author = "bruno", ChangedAt = changed };
        await cluster.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorageName.Capacity)
            .WriteStateAsync("network", cluster.Network.GetGrainId(), new GrainState<NetworkState>(kept));

        (await cluster.Network.Get()).ShouldBe(new VersionedJson { Version = 7, Json = kept.Json });
        var first = (await cluster.Network.History()).ShouldHaveSingleItem();
        (first.Version, first.Author, first.At).ShouldBe((7, "bruno", changed));
        (await cluster.Network.Define(kept.Json, 7, "anna", "next")).Version.ShouldBe(8);

        await cluster.RestartAsync();
        (await cluster.Network.History()).Select(version => version.Version).ShouldBe([8, 7]);
    }
}
