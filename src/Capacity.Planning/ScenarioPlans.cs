using Capacity.Domain.Levers;
using Capacity.Domain.Scenarios;

namespace Capacity.Planning;

/// <summary>Scenarios with other decisions.</summary>
public static class ScenarioPlans
{
    /// <summary>The scenario with further levers.</summary>
    public static Scenario With(this Scenario scenario, IReadOnlyList<Lever> levers) =>
        levers.Count == 0 ? scenario : scenario with { Levers = [.. scenario.Levers, .. levers] };
}
