using Capacity.Domain.Results;

namespace Capacity.Dashboard.Desk;

/// <summary>A first answer before a simulation.</summary>
/// <param name="Result">The fluid's figures, with their error where it is known.</param>
public sealed record Preview(ScenarioResult Result)
{
    /// <summary>The version whose simulation corrects the figures; 0: none.</summary>
    public long CorrectedBy { get; init; }

    /// <summary>The version by a few replications of which they are calibrated; 0: none.</summary>
    public long CalibratedBy { get; init; }

    /// <summary>A calibrated answer is being computed.</summary>
    public bool BetterFollows { get; init; }

    /// <summary>Seconds that they took.</summary>
    public double Seconds { get; init; }
}
