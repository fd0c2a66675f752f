using Capacity.Grains.Engine;
using Capacity.Grains.History;
using Capacity.Grains.Live;
using Capacity.Grains.Recommendations;
using Microsoft.Extensions.DependencyInjection;

namespace Capacity.Grains;

/// <summary>Registers what grains need beside stores: threads, models, the engine, the published plan.</summary>
public static class GrainComposition
{
    public static IServiceCollection AddCapacityGrains(this IServiceCollection services, ComputeOptions compute)
    {
        services.AddSingleton(compute);
        services.AddSingleton<ComputeThreads>();
        services.AddSingleton<PreparedModels>();
        services.AddSingleton<IReplicationEngine, ContactReplicationEngine>();
        services.AddSingleton<IPreviewEngine, FluidPreviewEngine>();
        services.AddSingleton<IPlanAdvisor, PlanSearchAdvisor>();
        services.AddSingleton<PublishedPlan>();
        services.AddSingleton<FittedSeries>();
        services.AddSingleton<QueueHistory>();
        return services;
    }
}
