using Capacity.Contracts.Recommendations;
using Capacity.Domain;
using Capacity.Domain.Levers;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Grains.Recommendations;

namespace Capacity.Grains.Tests.Product;

/// <summary>A search that finds overtime for the first team at once.</summary>
public sealed class TestAdvisor : IPlanAdvisor
{
    public int Searches;

    public RecommendedPlan Recommend(
        Scenario scenario, RecommendationRequest request, Action<double, LocalizedText> step, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Searches);
        step(0.5, LocalizedText.Of("essai", "trying"));
        Overtime overtime = new() { Id = "overtime-1", Team = scenario.Network.Teams[0].Id, From = scenario.AsOf.PlusDays(3),
            HoursPerWeek = 20 };
        return new RecommendedPlan
        {
            Scenario = scenario.Id,
            AsOf = scenario.AsOf,
            Actions =
            [
                new RecommendedAction { Id = overtime.Id, Lever = overtime, DecideBy = overtime.DecideBy() },
                new RecommendedAction { Id = "late", Lever = overtime with { Id = "late" }, DecideBy = scenario.AsOf.PlusDays(-1),
                    Expired = true },
            ],
        };
    }
}
