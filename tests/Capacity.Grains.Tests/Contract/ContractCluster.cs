using Capacity.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace Capacity.Grains.Tests.Contract;

/// <summary>A cluster with short time-outs and a storage that fails on demand.</summary>
public sealed class ContractCluster : ClusterFixture
{
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(6);

    /// <summary>Fails the next writes of the keys that it is told.</summary>
    public StorageFaults Faults { get; } = new();

    protected override void Configure(ActorRuntimeOptions options)
    {
        options.ResponseTimeout = ResponseTimeout;
        options.CollectionAge = TimeSpan.FromSeconds(1.5);
        options.CollectionQuantum = TimeSpan.FromSeconds(0.5);
    }

    protected override void Configure(IHostApplicationBuilder silo)
    {
        silo.Services.AddSingleton(Faults);
        silo.Services.AddKeyedSingleton<IGrainStorage>(
            FaultyGrainStorage.Name,
            (services, _) => new FaultyGrainStorage(
                services.GetRequiredKeyedService<IGrainStorage>(ActorRuntimeComposition.GrainStorageName), Faults));
    }
}
