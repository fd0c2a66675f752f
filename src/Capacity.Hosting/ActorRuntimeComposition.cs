using System.Net;
using Capacity.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
#if ACTOR_RUNTIME_ORLEANS
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;
#else
using System.Reflection;
using Capacity.ActorRuntime;
#endif

namespace Capacity.Hosting;

/// <summary>Adds the actor runtime that the program was built with. Beside the cluster fixture, only this file knows which.</summary>
public static class ActorRuntimeComposition
{
    /// <summary>The grain storage provider that grain classes name in <c>[PersistentState]</c>.</summary>
    public const string GrainStorageName = "capacity";

    /// <summary>The name of the runtime that this program was built with: <c>Orleans</c> or <c>Embedded</c>.</summary>
    public static string RuntimeName =>
#if ACTOR_RUNTIME_ORLEANS
        "Orleans";
#else
        "Embedded";
#endif

    /// <summary>Adds silo or client, and grain storage in the database. Call it before adding whatever calls grains.</summary>
    public static IHostApplicationBuilder AddActorRuntime(
        this IHostApplicationBuilder builder, CapacityDatabase database, ActorRuntimeOptions options)
    {
        var problems = Problems(database, options).ToArray();
        if (problems.Length > 0)
        {
            throw new StorageOptionsException(problems);
        }

        // Orleans binds ports that another silo has bound already: they keep nobody apart. A primary port means several silos on purpose.
        if (RuntimeName == "Embedded" || (!options.Cluster && options.PrimarySiloPort is null))
        {
            builder.Services.AddHostedService(_ => new AloneOnDatabase(database));
        }

        Add(builder, database, options);
        return builder;
    }

    private static IEnumerable<string> Problems(CapacityDatabase database, ActorRuntimeOptions options)
    {
        if (options.Role == ActorRole.Client && !options.Cluster)
        {
            yield return $"{ActorRuntimeOptions.SectionName}:Role is Client but {ActorRuntimeOptions.SectionName}:Cluster is false: "
                + "set Cluster to true, or Role to Silo.";
        }

        if (options.Cluster && database.Provider != StorageProvider.PostgreSql)
        {
            yield return $"{ActorRuntimeOptions.SectionName}:Cluster is true but {StorageOptions.SectionName}:Provider is Sqlite, "
                + $"which serves one process: set {StorageOptions.SectionName}:Provider to PostgreSql.";
        }

        if (options.Address is { Length: > 0 } address && !IPAddress.TryParse(address, out _))
        {
            yield return $"{ActorRuntimeOptions.SectionName}:Address is '{address}': set it to an IP address of this machine, "
                + "such as 127.0.0.1, or leave it out.";
        }

#if ACTOR_RUNTIME_EMBEDDED
        if (options.Cluster)
        {
            yield return $"{ActorRuntimeOptions.SectionName}:Cluster is true, but this program was built with the embedded actor runtime, "
                + "which is one process: build it with -p:ActorRuntime=Orleans, or set Cluster to false.";
        }
#endif
    }

#if ACTOR_RUNTIME_ORLEANS
    private static void Add(IHostApplicationBuilder builder, CapacityDatabase database, ActorRuntimeOptions options)
    {
        builder.Services.AddHostedService<RuntimeAnnouncement>();
        if (options.Role == ActorRole.Client)
        {
            builder.UseOrleansClient(client => AddClient(client, database, options));
        }
        else
        {
            builder.UseOrleans(silo => AddSilo(silo, database, options));
        }
    }

    private static void AddClient(IClientBuilder client, CapacityDatabase database, ActorRuntimeOptions options)
    {
        client.UseAdoNetClustering((AdoNetClusteringClientOptions clustering) =>
        {
            clustering.Invariant = "Npgsql";
            clustering.DataSource = database.DataSource;
        });
        client.UseConnectionRetryFilter<SiloWait>();
        client.Configure<ClusterOptions>(cluster =>
        {
            cluster.ServiceId = options.ServiceId;
            cluster.ClusterId = options.ClusterId;
        });
        client.Configure<GatewayOptions>(gateway => gateway.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout);
        KeepFaults(client.Services);
    }

    private static void AddSilo(ISiloBuilder silo, CapacityDatabase database, ActorRuntimeOptions options)
    {
        if (options.Cluster)
        {
            if (options.Address is { Length: > 0 } address)
            {
                silo.ConfigureEndpoints(IPAddress.Parse(address), options.SiloPort, options.GatewayPort);
            }
            else
            {
                silo.ConfigureEndpoints(options.SiloPort, options.GatewayPort);
            }

            silo.UseAdoNetClustering((AdoNetClusteringSiloOptions clustering) =>
            {
                clustering.Invariant = "Npgsql";
                clustering.DataSource = database.DataSource;
            });
        }
        else
        {
            var primary = options.PrimarySiloPort is { } port ? new IPEndPoint(IPAddress.Loopback, port) : null;
            silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort, primary, options.ServiceId, options.ClusterId);
        }

        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ServiceId = options.ServiceId;
            cluster.ClusterId = options.ClusterId;
        });

        // A killed silo is noticed within about six seconds; one that is only busy, and answers late, is not taken for dead. One vote is
        // right for two or three silos only.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            membership.MaxProbeTimeout = TimeSpan.FromSeconds(4);
            membership.NumMissedProbesLimit = 3;
            membership.NumVotesForDeathDeclaration = 1;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        });
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout);
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = options.CollectionAge;
            collection.CollectionQuantum = options.CollectionQuantum;
        });
        KeepFaults(silo.Services);
        AddGrainStorage(silo, database);
    }

    // Between processes a fault of the product keeps its type too: callers tell one of storage, which is tried again, from others.
    private static void KeepFaults(IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(faults => faults.SupportedNamespacePrefixes.Add(nameof(Capacity)));

    private static void AddGrainStorage(ISiloBuilder silo, CapacityDatabase database)
    {
        const string rows = GrainStorageName + "-rows";
        silo.AddAdoNetGrainStorage(rows, (AdoNetGrainStorageOptions storage) =>
        {
            storage.Invariant = database.Provider == StorageProvider.Sqlite ? "System.Data.SQLite" : "Npgsql";
            storage.DataSource = database.DataSource;
            storage.GrainStorageSerializer = new JsonStateSerializer();
        });
        silo.Services.AddKeyedSingleton<IGrainStorage>(
            GrainStorageName,
            (services, _) => new GatedGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(rows), database.WriteGate));
    }

    /// <summary>Writes grain state as System.Text.Json does: zero and null are kept, and no type names are stored.</summary>
    private sealed class JsonStateSerializer : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, GrainStateJson.Options));

        public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input, GrainStateJson.Options)!;
    }

    /// <summary>Lets a client that starts before the silos wait for them, and says so.</summary>
    private sealed class SiloWait(TimeProvider time, ILogger<SiloWait> logger) : IClientConnectionRetryFilter
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            logger.LogWarning(
                "No silo answers yet: start Capacity.Silo on the same database. Looking again. ({Reason})", exception.Message);
            await Task.Delay(Pause, time, cancellationToken);
            return true;
        }
    }

    /// <summary>Says at start which runtime runs.</summary>
    private sealed class RuntimeAnnouncement(ILogger<RuntimeAnnouncement> logger) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            logger.LogInformation("Actor runtime: Orleans.");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
#else
    private static void Add(IHostApplicationBuilder builder, CapacityDatabase database, ActorRuntimeOptions options)
    {
        builder.Services.AddEmbeddedActorRuntime(embedded =>
        {
            embedded.ResponseTimeout = options.ResponseTimeout;
            embedded.CollectionAge = options.CollectionAge;
            embedded.CollectionQuantum = options.CollectionQuantum;
            embedded.DeepCopyMessages = options.DeepCopyMessages;
            embedded.GrainAssemblies.Add(Assembly.Load("Capacity.Grains"));
            foreach (var assembly in options.GrainAssemblies)
            {
                embedded.GrainAssemblies.Add(assembly);
            }
        });
        builder.Services.AddKeyedSingleton<IGrainStorage>(GrainStorageName, new GrainStateStorage(database, options.ServiceId));
    }
#endif

    /// <summary>Holds the database's lease while the host runs: whoever is in no cluster never runs twice on one database.</summary>
    private sealed class AloneOnDatabase(CapacityDatabase database) : IHostedService
    {
        private InstallationLease? _lease;

        public async Task StartAsync(CancellationToken cancellationToken) =>
            _lease = await InstallationLease.TryTakeAsync(database, cancellationToken)
                ?? throw new StorageException(
                    $"Another Capacity program runs on {database.Location}, and a program outside a cluster must be alone on its database: "
                    + $"stop the other program, or set {StorageOptions.SectionName} to another database.");

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            if (_lease is not null)
            {
                await _lease.DisposeAsync();
            }
        }
    }
}
