using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Planning;

/// <summary>Simulates scenarios for one search: few replications on common random numbers to try, many on fresh ones to prove.</summary>
internal sealed class Trials(PlanOptions options, TimeProvider clock, CancellationToken cancellationToken)
{
    private readonly long _start = clock.GetTimestamp();

    /// <summary>The seed of the verification, whose streams no trial uses.</summary>
    public ulong FreshSeed { get; } = PairedExperiment.FreshSeed(options.Seed);

    /// <summary>No further trial may begin.</summary>
    public bool OutOfTime => options.TimeBudget is { } budget && clock.GetElapsedTime(_start) >= budget;

    /// <summary>The result of a trial, the same replications for every scenario.</summary>
    public ScenarioResult Try(Scenario scenario) =>
        Fold(SimulationModel.Compile(scenario), options.Seed, options.TrialReplications).Build();

    /// <summary>What the scenario costs in euros: staff, and what failing costs beside it.</summary>
    public double Value(Scenario scenario)
    {
        var model = SimulationModel.Compile(scenario);
        var result = Fold(model, options.Seed, options.TrialReplications).Build();
        return model.TotalCost() + PlanObjective.Penalty(scenario, result, options.Weights);
    }

    /// <summary>The first replications of the scenario on fresh streams.</summary>
    public VerifiedScenario Verify(Scenario scenario, int replications)
    {
        var model = SimulationModel.Compile(scenario);
        return new VerifiedScenario(model, Fold(model, FreshSeed, replications));
    }

    private ResultFold Fold(SimulationModel model, ulong seed, int replications)
    {
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        return Experiment.Fold(
            model,
            new ExperimentOptions
            {
                Seed = seed,
                Replications = replications,
                Threads = threads,
                BlockSize = Math.Max(1, Math.Min(16, replications / threads)),
            },
            progress: null,
            cancellationToken,
            clock);
    }
}

/// <summary>A scenario with its replications on the verification's streams.</summary>
internal sealed record VerifiedScenario(SimulationModel Model, ResultFold Fold)
{
    public Scenario Scenario => Model.Scenario;

    public ScenarioResult Result() => Fold.Build();

    public double Cost => Model.TotalCost();
}
