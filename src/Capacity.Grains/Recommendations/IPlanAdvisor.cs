using Capacity.Contracts.Recommendations;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;

namespace Capacity.Grains.Recommendations;

/// <summary>Searches and verifies a plan: the seam between the grain, which keeps it, and the search.</summary>
public interface IPlanAdvisor
{
    /// <summary>Takes processor time until the plan is verified.</summary>
    /// <param name="scenario">What is to be answered.</param>
    /// <param name="request">Seed, replications and time budget.</param>
    /// <param name="step">Called with the share done (0–1) and what is being tried now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    RecommendedPlan Recommend(
        Scenario scenario, RecommendationRequest request, Action<double, Domain.LocalizedText> step, CancellationToken cancellationToken);
}
