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

    /// <summary>Trials so far.</summary>
    public int Count { get; private set; }

    /// <summary>Share of the time budget that is gone.</summary>
    public double Spent => options.TimeBudget is { } budget ? clock.GetElapsedTime(_start) / budget : 0;

    /// <summary>No further trial may begin.</summary>
    public bool OutOfTime => Spent >= 1;

    /// <summary>The result of a trial, the same replications for every scenario.</summary>
    public ScenarioResult Try(Scenario scenario) => Try(SimulationModel.Compile(scenario));

    /// <summary>What the scenario costs in euros: staff, and what failing costs beside it.</summary>
    public double Value(Scenario scenario)
    {
        var model = SimulationModel.Compile(scenario);
        return model.TotalCost() + PlanObjective.Penalty(scenario, Try(model), options.Weights);
    }

    /// <summary>
    /// The scenario's result over its first replications on fresh streams, and the first blocks of them, to be paired with those of other
    /// scenarios: a block has some 50 kB a replication for 13 weeks of the worked example.
    /// </summary>
    public VerifiedScenario Verify(Scenario scenario, int replications, int paired)
    {
        var model = SimulationModel.Compile(scenario);
        var fold = new ResultFold(model);
        var pairs = new List<ReplicationBlock>();
        Experiment.Each(
            model,
            Options(FreshSeed, replications, blocksOf: paired),
            block =>
            {
                fold.Add(block);
                if (block.First < paired) pairs.Add(block);
            },
            cancellationToken);
        return new VerifiedScenario(model, fold.Build(), pairs);
    }

    private ScenarioResult Try(SimulationModel model)
    {
        Count++;
        var replications = Options(options.Seed, options.TrialReplications, options.TrialReplications) with { Days = false };
        return Experiment.Fold(model, replications, progress: null, cancellationToken, clock).Build();
    }

    private ExperimentOptions Options(ulong seed, int replications, int blocksOf)
    {
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        return new ExperimentOptions
        {
            Seed = seed,
            Replications = replications,
            Threads = threads,
            BlockSize = Math.Max(1, Math.Min(16, blocksOf / threads)),
        };
    }
}

/// <summary>A scenario with its result and its first blocks on the verification's streams.</summary>
internal sealed record VerifiedScenario(SimulationModel Model, ScenarioResult Result, IReadOnlyList<ReplicationBlock> Pairs)
{
    public double Cost => Model.TotalCost();
}
