using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Fluid;

/// <summary>How a scenario is computed as a fluid.</summary>
public sealed record FluidOptions
{
    public ulong Seed { get; init; } = 1;

    /// <summary>Environments in blocks of eight: two for figures that are shown, one for comparisons in a search.</summary>
    public int Blocks { get; init; } = 2;

    /// <summary>Threads that compute; the result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>Computes scenarios with the fluid engine, for editing and for search: milliseconds, with an error that can be measured.</summary>
public static class FluidExperiment
{
    /// <summary>Compiles and computes a scenario; the result has the engine's name and one replication per environment.</summary>
    public static ScenarioResult Run(
        Scenario scenario, FluidOptions? options = null, CancellationToken cancellationToken = default, TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        var start = clock.GetTimestamp();
        return Run(SimulationModel.Compile(scenario), options, cancellationToken, clock, start);
    }

    /// <summary>The same of a compiled scenario.</summary>
    internal static ScenarioResult Run(SimulationModel model, FluidOptions? options, CancellationToken cancellationToken) =>
        Run(model, options, cancellationToken, TimeProvider.System, TimeProvider.System.GetTimestamp());

    static ScenarioResult Run(SimulationModel model, FluidOptions? options, CancellationToken cancellationToken, TimeProvider clock, long start)
    {
        var fold = Fold(model, options, cancellationToken);
        return fold.Build(clock.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>The result with its error against so many contact-level replications of the same scenario, which take their time.</summary>
    public static ScenarioResult WithError(
        Scenario scenario, ScenarioResult fluid, ExperimentOptions options, CancellationToken cancellationToken = default) =>
        fluid with { Error = FluidError.Of(scenario.Network, fluid, Experiment.Run(scenario, options, null, cancellationToken)) };

    /// <summary>Computes a compiled scenario and returns the fold, from which results and paired differences are built.</summary>
    public static ResultFold Fold(SimulationModel model, FluidOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new FluidOptions();
        var fold = new ResultFold(model, engine: EngineKind.Fluid, most: options.Blocks * FluidEngine.Width);
        fold.Add(FluidEngine.Run(model, options.Seed, options.Blocks, options.Threads, cancellationToken));
        return fold;
    }
}
