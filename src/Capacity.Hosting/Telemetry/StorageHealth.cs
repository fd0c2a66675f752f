using Capacity.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Capacity.Hosting.Telemetry;

/// <summary>Ready means: the database answers.</summary>
internal sealed class StorageHealth(ISettingsStore settings) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await settings.GetAsync("health", cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", e);
        }
    }
}
