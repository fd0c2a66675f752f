using Capacity.Hosting;
using Capacity.Storage;
using Microsoft.Extensions.Hosting;

namespace Capacity.Grains.Tests;

public class Composition(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    [Fact(Timeout = 180_000)]
    public async Task A_program_outside_a_cluster_does_not_run_beside_another_on_one_database()
    {
        StorageOptions options = new() { DataDirectory = Directory.CreateTempSubdirectory("capacity-composition-").FullName };
        await using var first = await CapacityDatabase.OpenAsync(options);
        await using var taken = (await InstallationLease.TryTakeAsync(first, CancellationToken.None)).ShouldNotBeNull();
        await using var again = await CapacityDatabase.OpenAsync(options);
        using var second = Compose(again, new ActorRuntimeOptions()).Build();

        var refusal = await Should.ThrowAsync<StorageException>(second.StartAsync());

        refusal.Message.ShouldContain("must be alone");
        refusal.Message.ShouldContain(first.Location);
    }

    [Fact]
    public void A_client_without_a_cluster_is_refused()
    {
        Refusal(new ActorRuntimeOptions { Role = ActorRole.Client }).ShouldContain("ActorRuntime:Role is Client");
    }

    [Fact]
    public void A_cluster_on_SQLite_is_refused()
    {
        Refusal(new ActorRuntimeOptions { Cluster = true }).ShouldContain("set Storage:Provider to PostgreSql");
    }

    [Fact]
    public void An_address_that_is_none_is_refused()
    {
        Refusal(new ActorRuntimeOptions { Address = "silo-1" }).ShouldContain("ActorRuntime:Address is 'silo-1'");
    }

    private static HostApplicationBuilder Compose(CapacityDatabase database, ActorRuntimeOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddActorRuntime(database, options);
        return builder;
    }

    private string Refusal(ActorRuntimeOptions options) =>
        Should.Throw<StorageOptionsException>(() => Compose(cluster.Database, options)).Message;
}
