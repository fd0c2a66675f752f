using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Capacity.ActorRuntime.Tests;

/// <summary>A host with nothing but the embedded runtime.</summary>
internal sealed class RuntimeUnderTest : IAsyncDisposable
{
    private readonly IHost _host;

    private RuntimeUnderTest(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public Census Census => _host.Services.GetRequiredService<Census>();

    public static async Task<RuntimeUnderTest> StartAsync(Action<EmbeddedActorRuntimeOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<Census>();
        builder.Services.AddEmbeddedActorRuntime(configure);
        var host = builder.Build();
        await host.StartAsync();
        return new RuntimeUnderTest(host);
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Census.ReleaseAll();
        await _host.StopAsync();
        _host.Dispose();
    }
}
