using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>
/// First answers for edits of a scenario: its own figures as they are known well, simulated or calibrated, moved by what the fluid in a few
/// environments says an edit changes.
/// </summary>
/// <remarks>Immutable. The unedited scenario gives the known figures exactly.</remarks>
public sealed class FluidPreview
{
    /// <summary>Environments of an edit: live queues want one block, backlogs several (FLUID.md).</summary>
    static readonly FluidOptions s_options = new() { Blocks = 4, Threads = 1 };

    readonly ScenarioResult? _fluid;
    readonly FluidCorrection? _correction;
    readonly EngineError? _error;

    /// <summary>A preview without a base: the fluid's figures as they are, their error unknown.</summary>
    public FluidPreview()
    {
    }

    /// <param name="scenario">The scenario before its edits, the base.</param>
    /// <param name="known">Its result: contact by contact, of 64 replications or more, or of <see cref="FluidCalibration"/>.</param>
    /// <param name="cancellationToken">Looked at once per simulated day.</param>
    public FluidPreview(Scenario scenario, ScenarioResult known, CancellationToken cancellationToken = default)
    {
        _fluid = FluidExperiment.Run(scenario, s_options, cancellationToken);
        _correction = new FluidCorrection(_fluid, known);
        _error = known.Error ?? FluidError.Of(scenario.Network, _fluid, known) with { Corrected = true };
    }

    /// <summary>The result of the base itself, as <see cref="Of(Scenario, CancellationToken)"/> gives it, without computing it anew; null: no base.</summary>
    public ScenarioResult? OfBase() => _fluid is null ? null : Moved(_fluid);

    /// <summary>A preview of a scenario that nobody has simulated: its base is calibrated by a few replications first.</summary>
    /// <param name="scenario">The scenario before its edits, the base.</param>
    /// <param name="replications">Contact-level replications, at least 1; rounded up to a multiple of 8.</param>
    /// <param name="seed">Seed of the replications; another one than that of figures to which the previewed ones are compared.</param>
    /// <param name="threads">Threads of the calibration; the result does not depend on their number.</param>
    /// <param name="cancellationToken">Looked at once per simulated day.</param>
    /// <param name="most">Up to so many replications where the error to be expected wants them, as <see cref="FluidCalibration"/> takes them.</param>
    public static FluidPreview Calibrated(
        Scenario scenario, int replications = FluidCalibration.Usual, ulong seed = 1, int threads = 1, CancellationToken cancellationToken = default, int most = 0) =>
        new(scenario, FluidCalibration.Run(scenario, replications, seed, threads, cancellationToken, most), cancellationToken);

    /// <summary>
    /// The result of an edited scenario. Its error is the base's: what is expected of it where it is calibrated, that of the fluid before the
    /// correction where it is simulated, none where there is no base.
    /// </summary>
    public ScenarioResult Of(Scenario edited, CancellationToken cancellationToken = default) =>
        Of(SimulationModel.Compile(edited), cancellationToken);

    /// <summary>The same of a compiled scenario.</summary>
    public ScenarioResult Of(SimulationModel edited, CancellationToken cancellationToken = default) =>
        Moved(FluidExperiment.Fold(edited, s_options, cancellationToken).Build());

    ScenarioResult Moved(ScenarioResult fluid) => _correction is null ? fluid : _correction.Of(fluid) with { Error = _error };
}
