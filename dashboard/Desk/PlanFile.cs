using Capacity.Contracts.Scenarios;

namespace Capacity.Dashboard.Desk;

/// <summary>A computed plan in a list.</summary>
/// <param name="Scenario">The scenario, as the list knows it.</param>
/// <param name="Version">The version that the plan was computed for.</param>
/// <param name="Recommendation">The plan's identifier.</param>
/// <param name="At">When it was computed.</param>
public sealed record PlanFile(ScenarioView Scenario, long Version, string Recommendation, DateTimeOffset At);
