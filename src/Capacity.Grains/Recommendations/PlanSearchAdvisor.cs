using Capacity.Contracts.Recommendations;
using Capacity.Domain;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Grains.Engine;
using Capacity.Planning;

namespace Capacity.Grains.Recommendations;

/// <summary>The search for a plan behind the grains' seam.</summary>
public sealed class PlanSearchAdvisor(ComputeOptions compute, TimeProvider time) : IPlanAdvisor
{
    public RecommendedPlan Recommend(
        Scenario scenario, RecommendationRequest request, Action<double, LocalizedText> step, CancellationToken cancellationToken)
    {
        PlanOptions options = new()
        {
            Seed = request.Seed,
            Replications = request.Replications,
            TimeBudget = request.TimeBudgetSeconds > 0 ? TimeSpan.FromSeconds(request.TimeBudgetSeconds) : null,
            Threads = compute.Threads,
        };
        return PlanSearch.Recommend(scenario, options, new Steps(step), cancellationToken, time);
    }

    /// <summary>Tells on the searching thread itself, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Steps(Action<double, LocalizedText> step) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value) => step(value.Done, value.Step);
    }
}
