using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Capacity.Contracts;
using Capacity.Contracts.Keys;
using Capacity.Contracts.Networks;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;
using Capacity.Hosting;
using Capacity.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Capacity.Ingest.Tests;

/// <summary>The product in this process on a spare port, with the worked example's network and no runs.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("capacity-api-").FullName;
    private WebApplication? app;

    public IServiceProvider Services => app!.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = directory });
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Sample:Load"] = "false",
            ["ActorRuntime:SiloPort"] = SparePort().ToString(),
            ["ActorRuntime:GatewayPort"] = SparePort().ToString(),
        });
        await builder.AddCapacityAsync();
        app = builder.Build();
        app.MapCapacity();
        await app.StartAsync();
        await Grains.GetGrain<INetworkGrain>(GrainKey.Network.ToString()).Define(NetworkJson.Write(Horizons.Network(1)), 0, "test", "");
    }

    public async ValueTask DisposeAsync()
    {
        var database = Services.GetRequiredService<CapacityDatabase>();
        await app!.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>A client that speaks for a source, with a new key for it.</summary>
    public async Task<HttpClient> ClientAsync(string source, params ApiVerb[] verbs)
    {
        var created = await Grains.GetGrain<IApiKeyGrain>(GrainKey.ApiKeys.ToString())
            .Create(new Contracts.Keys.NewApiKey { Source = source, Verbs = [.. verbs], Author = "test" });
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", created.Secret);
        return client;
    }

    public HttpClient Anonymous() => new() { BaseAddress = new Uri(app!.Urls.First()) };

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static int SparePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
