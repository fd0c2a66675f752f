using Capacity.Grains;
using Capacity.Hosting.Settings;
using Capacity.Hosting.Telemetry;
using Capacity.Hosting.Work;
using Capacity.Ingest;
using Capacity.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Capacity.Hosting;

/// <summary>What the programs share: settings, storage, actor runtime, grains, HTTP interface, health and telemetry.</summary>
public static class CapacityHost
{
    private const string Ready = "ready";

    /// <summary>Opens the database and adds everything but pages.</summary>
    /// <exception cref="SettingsException">Settings are wrong.</exception>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public static async Task<CapacitySettings> AddCapacityAsync(this WebApplicationBuilder builder)
    {
        var settings = CapacitySettings.Read(builder);
        var database = await CapacityDatabase.OpenAsync(settings.Storage);

        // A start that fails is told by RunAsync in a sentence; the host would log it with its inside.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings.Sample);
        builder.Services.AddSingleton(settings.Telemetry);
        builder.Services.AddCapacityStores(database);
        builder.AddActorRuntime(database, settings.ActorRuntime);
        builder.Services.AddCapacityGrains(settings.Compute);
        builder.Services.AddCapacityApi();
        builder.Services.AddHealthChecks().AddCheck<StorageHealth>("storage", tags: [Ready]);
        if (settings.Telemetry.OtlpEndpoint.Length > 0) builder.Services.AddHostedService<TelemetryExport>();
        if (settings.ActorRuntime.Role == ActorRole.Silo)
        {
            builder.Services.AddHostedService<Waker>();
            if (settings.Sample.Load) builder.Services.AddHostedService<WorkedExample>();
        }

        return settings;
    }

    /// <summary>Maps the HTTP interface and the health endpoints.</summary>
    public static IEndpointRouteBuilder MapCapacity(this IEndpointRouteBuilder routes)
    {
        routes.MapCapacityApi();
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) })
            .AllowAnonymous();
        return routes;
    }

    /// <summary>Runs a program; what a person can mend at its start is told in sentences, and ends it with 1.</summary>
    public static async Task<int> RunAsync(Func<Task<WebApplication>> compose)
    {
        try
        {
            var app = await compose();
            await using var database = app.Services.GetRequiredService<CapacityDatabase>();
            await using (app) await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is SettingsException or StorageException or IOException)
        {
            await Console.Error.WriteLineAsync($"Capacity cannot start.{Environment.NewLine}{e.Message}");
            return 1;
        }
    }
}
