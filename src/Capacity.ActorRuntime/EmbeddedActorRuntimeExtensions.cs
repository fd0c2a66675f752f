using Capacity.ActorRuntime.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Capacity.ActorRuntime;

/// <summary>Registers the in-process actor runtime with a host.</summary>
public static class EmbeddedActorRuntimeExtensions
{
    /// <summary>
    /// Adds the grain factory and a hosted service that lets every grain finish when the host stops. Register it before whatever
    /// calls grains, so that it stops after them.
    /// </summary>
    public static IServiceCollection AddEmbeddedActorRuntime(
        this IServiceCollection services, Action<EmbeddedActorRuntimeOptions>? configure = null)
    {
        var options = services.AddOptions<EmbeddedActorRuntimeOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<EmbeddedRuntime>();
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<EmbeddedRuntime>());
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<EmbeddedRuntime>());
        services.AddHostedService<EmbeddedRuntimeHost>();
        return services;
    }
}
