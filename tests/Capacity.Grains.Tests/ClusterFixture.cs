using Capacity.Grains.Engine;
using Capacity.Hosting;
using Capacity.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
#if ACTOR_RUNTIME_ORLEANS
using System.Net;
using System.Net.Sockets;
#endif

namespace Capacity.Grains.Tests;

/// <summary>A running cluster with the product's own composition, on a SQLite database of its own.</summary>
public class ClusterFixture : IAsyncLifetime
{
    private readonly List<IHost> _silos = [];
    private readonly string _directory = Directory.CreateTempSubdirectory("capacity-cluster-").FullName;
    private CapacityDatabase? _database;

    /// <summary>How grains are reached, as the product's pages and endpoints reach them.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The services of the first silo.</summary>
    public IServiceProvider Services => _silos[0].Services;

    public CapacityDatabase Database => _database!;

    /// <summary>Silos of the cluster; the embedded runtime is one process whatever is wanted.</summary>
    protected virtual int WantedSilos => 1;

    public async ValueTask InitializeAsync()
    {
        _database = await CapacityDatabase.OpenAsync(await StorageAsync(_directory));
#if ACTOR_RUNTIME_ORLEANS
        var ports = FreePorts(2 * WantedSilos);
        for (var silo = 0; silo < WantedSilos; silo++)
        {
            await StartAsync(new ActorRuntimeOptions { SiloPort = ports[2 * silo], GatewayPort = ports[(2 * silo) + 1], PrimarySiloPort = ports[0] });
        }
#else
        await StartAsync(new ActorRuntimeOptions { DeepCopyMessages = true });
#endif
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops every process of the cluster in good order and starts it again on the same database.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await InitializeAsync();
    }

    /// <summary>The database of the cluster: the same one again after a restart.</summary>
    protected virtual Task<StorageOptions> StorageAsync(string directory) => Task.FromResult(new StorageOptions { DataDirectory = directory });

    /// <summary>Changes the settings of each silo before it starts.</summary>
    protected virtual void Configure(ActorRuntimeOptions options)
    {
    }

    /// <summary>Adds services to each silo before it starts.</summary>
    protected virtual void Configure(IHostApplicationBuilder silo)
    {
    }

    private async Task StartAsync(ActorRuntimeOptions options)
    {
        Configure(options);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddCapacityStores(_database!);

        // The fixture's silos share the database: none may close it.
        builder.Services.AddSingleton(_database!);
        builder.AddActorRuntime(_database!, options);
        builder.Services.AddCapacityGrains(new ComputeOptions());
        Configure(builder);
        var silo = builder.Build();
        await silo.StartAsync();
        _silos.Add(silo);
    }

    private async Task StopAsync()
    {
        for (var silo = _silos.Count - 1; silo >= 0; silo--)
        {
            await _silos[silo].StopAsync();
            _silos[silo].Dispose();
        }

        _silos.Clear();
        await _database!.DisposeAsync();
    }

#if ACTOR_RUNTIME_ORLEANS
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, listener => listener.Start());
        var ports = Array.ConvertAll(listeners, listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        Array.ForEach(listeners, listener => listener.Stop());
        return ports;
    }
#endif
}
