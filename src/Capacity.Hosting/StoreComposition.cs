using Capacity.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Capacity.Hosting;

/// <summary>Registers the opened database, which whoever opened it closes, and every store on it.</summary>
public static class StoreComposition
{
    public static IServiceCollection AddCapacityStores(this IServiceCollection services, CapacityDatabase database)
    {
        services.AddSingleton(database);
        services.AddSingleton<IScenarioEventStore, ScenarioEventStore>();
        services.AddSingleton<INetworkEventStore, NetworkEventStore>();
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
