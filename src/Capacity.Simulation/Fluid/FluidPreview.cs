using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>A first answer for an edited scenario: the fluid's, corrected by the contact-level result of an earlier version where there is one.</summary>
/// <remarks>Immutable; the fluid result of the earlier version is computed once for all edits of it.</remarks>
public sealed class FluidPreview
{
    static readonly FluidOptions s_options = new() { Blocks = 1, Threads = 1 };

    readonly FluidCorrection? _correction;
    readonly EngineError? _error;

    /// <summary>A preview without an earlier result: the fluid's figures as they are, their error unknown.</summary>
    public FluidPreview()
    {
    }

    /// <param name="simulated">The earlier version of the scenario.</param>
    /// <param name="contact">Its contact-level result.</param>
    /// <param name="cancellationToken">Looked at once per simulated day.</param>
    public FluidPreview(Scenario simulated, ScenarioResult contact, CancellationToken cancellationToken = default)
    {
        var fluid = FluidExperiment.Run(simulated, s_options, cancellationToken);
        _correction = new FluidCorrection(fluid, contact);
        _error = FluidError.Of(simulated.Network, fluid, contact) with { Corrected = true };
    }

    /// <summary>The result of an edited scenario; its error is the one of the earlier version before the correction.</summary>
    public ScenarioResult Of(Scenario edited, CancellationToken cancellationToken = default) =>
        Of(SimulationModel.Compile(edited), cancellationToken);

    /// <summary>The same of a compiled scenario.</summary>
    public ScenarioResult Of(SimulationModel edited, CancellationToken cancellationToken = default)
    {
        var fluid = FluidExperiment.Fold(edited, s_options, cancellationToken).Build();
        return _correction is null ? fluid : _correction.Of(fluid) with { Error = _error };
    }
}
