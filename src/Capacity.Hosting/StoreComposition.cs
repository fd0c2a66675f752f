using Capacity.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Capacity.Hosting;

/// <summary>Registers the opened database and every store on it.</summary>
public static class StoreComposition
{
    public static IServiceCollection AddCapacityStores(this IServiceCollection services, CapacityDatabase database)
    {
        // Through a factory, so that the container closes the database after everything that uses it.
        services.AddSingleton(_ => database);
        services.AddSingleton<IScenarioEventStore, ScenarioEventStore>();
        services.AddSingleton<IRunStore, RunStore>();
        services.AddSingleton<IIntervalStore, IntervalStore>();
        services.AddSingleton<IIngestBatchStore, IngestBatchStore>();
        services.AddSingleton<IQuarantineStore, QuarantineStore>();
        services.AddSingleton<IHistoryStore, HistoryStore>();
        services.AddSingleton<IApiKeyStore, ApiKeyStore>();
        services.AddSingleton<IDueWorkStore, DueWorkStore>();
        services.AddSingleton<ISettingsStore, SettingsStore>();
        return services;
    }
}
