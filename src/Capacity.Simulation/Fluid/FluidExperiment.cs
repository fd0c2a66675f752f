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

    /// <summary>Environments in blocks of eight: eight for figures that are shown, since backlogs add chance up; one for comparisons in a search.</summary>
    public int Blocks { get; init; } = 8;

    /// <summary>Threads that compute; the result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether single days are reported; who looks at weeks alone has them sooner without.</summary>
    public bool Days { get; init; } = true;
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

    /// <summary>Compiles a scenario in the intervals in which the fluid computes it: sooner done where nothing else wants its own.</summary>
    public static SimulationModel Compile(Scenario scenario) => SimulationModel.Compile(
        scenario.IntervalMinutes >= FluidModel.LeastMinutes ? scenario : scenario with { IntervalMinutes = FluidModel.LeastMinutes });

    /// <summary>
    /// Computes a compiled scenario twice: as ever, and in the environments of the contact-level replications 0, 1, … of the same seed, each as often as
    /// it takes to fill blocks. There courses, cohorts, days and absences are those of the replications, the chance between single contacts is not:
    /// the difference is what these few environments bring.
    /// </summary>
    /// <param name="model">The compiled scenario.</param>
    /// <param name="options">Of the first; the seed, too, of the replications.</param>
    /// <param name="replications">Their number, at least 1.</param>
    /// <param name="cancellationToken">Looked at once per simulated day.</param>
    public static (ResultFold Wide, ResultFold Beside) WideAndBeside(
        SimulationModel model, FluidOptions options, int replications, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 1);
        var fluid = new FluidModel(model);
        ResultFold Folded(ReplicationBlock block)
        {
            var fold = new ResultFold(model, engine: EngineKind.Fluid, most: block.Replications.Count, days: options.Days);
            fold.Add(block);
            return fold;
        }
        return (
            Folded(FluidEngine.Run(fluid, model, options.Seed, options.Blocks, options.Threads, cancellationToken)),
            Folded(FluidEngine.RunBeside(fluid, model, options.Seed, replications, CopiesToFill(replications), options.Threads, cancellationToken)));
    }

    /// <summary>Least copies of so many environments that fill whole blocks.</summary>
    static int CopiesToFill(int environments) =>
        Enumerable.Range(1, FluidEngine.Width).First(copies => copies * environments % FluidEngine.Width == 0);

    /// <summary>The result with its error against so many contact-level replications of the same scenario, which take their time.</summary>
    public static ScenarioResult WithError(
        Scenario scenario, ScenarioResult fluid, ExperimentOptions options, CancellationToken cancellationToken = default) =>
        fluid with { Error = FluidError.Of(scenario.Network, fluid, Experiment.Run(scenario, options, null, cancellationToken)) };

    /// <summary>Computes a compiled scenario and returns the fold, from which results and paired differences are built.</summary>
    public static ResultFold Fold(SimulationModel model, FluidOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new FluidOptions();
        var fold = new ResultFold(model, engine: EngineKind.Fluid, most: options.Blocks * FluidEngine.Width, days: options.Days);
        fold.Add(FluidEngine.Run(model, options.Seed, options.Blocks, options.Threads, cancellationToken));
        return fold;
    }
}
