using Capacity.Domain.Results;

namespace Capacity.Dashboard.Desk;

/// <summary>A first answer before a simulation.</summary>
/// <param name="Result">The fluid's figures.</param>
/// <param name="CorrectedBy">The earlier version whose simulation corrects them; 0: none.</param>
/// <param name="Seconds">Seconds that they took.</param>
public sealed record Preview(ScenarioResult Result, long CorrectedBy, double Seconds);
