using Capacity.Contracts;
using Capacity.Contracts.Networks;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;
using Capacity.Grains.Engine;
using Capacity.Grains.Recommendations;
using Capacity.Storage;
using Capacity.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RunState = Capacity.Contracts.Runs.RunState;

namespace Capacity.Grains.Tests.Product;

/// <summary>The product's grains on a database of their own, with an engine that tests can hold and change.</summary>
public abstract class ProductCluster : ClusterFixture
{
    public TestEngine Engine { get; } = new();

    public TestAdvisor Advisor { get; } = new();

    public TestPreviewEngine Previews { get; } = new();

    public INetworkGrain Network => Grains.GetGrain<INetworkGrain>(GrainKey.Network.ToString());

    public IScenarioCatalogGrain Catalog => Grains.GetGrain<IScenarioCatalogGrain>(GrainKey.Catalog.ToString());

    public IScenarioGrain Scenario(string id) => Grains.GetGrain<IScenarioGrain>(GrainKey.Scenario(id).ToString());

    public IRunGrain Run(string id) => Grains.GetGrain<IRunGrain>(GrainKey.Run(id).ToString());

    /// <summary>The worked example as JSON, short and under another name.</summary>
    public static string Example(string id) => ScenarioJson.Write(Horizons.Scenario(1) with { Id = id });

    /// <summary>Defines the network where that was not done yet, and saves a scenario.</summary>
    public async Task<IScenarioGrain> SavedAsync(string id)
    {
        if ((await Network.Get()).Version == 0) (await Network.Define(NetworkJson.Write(Horizons.Network(1)), 0, "test", ""))
            .Accepted.ShouldBeTrue();
        var scenario = Scenario(id);
        (await scenario.Save(Example(id), 0, "test", "")).Accepted.ShouldBeTrue();
        return scenario;
    }

    /// <summary>A director's decision about a version.</summary>
    public static StateChange Move(ScenarioState state, long version, string role = ScenarioRole.Director) =>
        new() { State = state, ExpectedVersion = version, Author = "anna", Roles = [role], Reason = "because" };

    /// <summary>Waits until a run has ended.</summary>
    public static async Task<RunProgress> EndedAsync(IRunGrain run)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        var last = await run.Status();
        await foreach (var progress in run.Watch(limit.Token).WithCancellation(limit.Token))
        {
            last = progress;
            if (progress.State != RunState.Running) break;
        }

        return last;
    }

    protected override void Configure(IHostApplicationBuilder silo)
    {
        silo.Services.AddSingleton(new ComputeOptions { Threads = 8 });
        silo.Services.AddSingleton<IReplicationEngine>(Engine);
        silo.Services.AddSingleton<IPlanAdvisor>(Advisor);
        silo.Services.AddSingleton<IPreviewEngine>(Previews);
    }
}

public sealed class SqliteCluster : ProductCluster;

public sealed class PostgreSqlCluster(PostgresServer server) : ProductCluster
{
    private string? connection;

    protected override async Task<StorageOptions> StorageAsync(string directory) => new()
    {
        Provider = StorageProvider.PostgreSql, ConnectionString = connection ??= await server.CreateDatabaseAsync(),
    };
}
