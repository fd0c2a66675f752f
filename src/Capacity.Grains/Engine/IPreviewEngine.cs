using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Fluid;

namespace Capacity.Grains.Engine;

/// <summary>Computes what moves the first answers for edits of a scenario: the seam between the grain, which keeps it, and the fluid.</summary>
public interface IPreviewEngine
{
    /// <summary>Moves edits from figures that a simulation knows well; takes processor time.</summary>
    FluidPreview Simulated(Scenario scenario, ScenarioResult known, CancellationToken cancellationToken);

    /// <summary>Moves edits from figures that a few replications calibrate; takes the time of these.</summary>
    FluidPreview Calibrated(Scenario scenario, CancellationToken cancellationToken);
}

/// <summary>The fluid on the thread of its caller.</summary>
public sealed class FluidPreviewEngine : IPreviewEngine
{
    /// <summary>A seed that no run begins with, so that a run's result is a test of the figures.</summary>
    private const ulong Seed = 0xCA11B8A7ED;

    public FluidPreview Simulated(Scenario scenario, ScenarioResult known, CancellationToken cancellationToken) => new(scenario, known, cancellationToken);

    public FluidPreview Calibrated(Scenario scenario, CancellationToken cancellationToken) =>
        FluidPreview.Calibrated(scenario, seed: Seed, threads: 1, cancellationToken: cancellationToken);
}
