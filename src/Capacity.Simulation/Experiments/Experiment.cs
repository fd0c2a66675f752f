using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Experiments;

/// <summary>Simulates a scenario on threads of its own and folds the blocks in their order.</summary>
public static class Experiment
{
    /// <summary>Compiles and simulates a scenario.</summary>
    public static ScenarioResult Run(
        Scenario scenario, ExperimentOptions? options = null, IProgress<ExperimentProgress>? progress = null,
        CancellationToken cancellationToken = default, TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        var start = clock.GetTimestamp();
        options ??= new ExperimentOptions();
        var model = SimulationModel.Compile(scenario);
        var fold = Fold(model, options, progress, cancellationToken, clock);
        return fold.Build(clock.GetElapsedTime(start).TotalSeconds) with { Stopping = Named(fold.Stopping(), options) };
    }

    /// <summary>What the fold says of its end, with what only the options know.</summary>
    internal static Stopping Named(Stopping stopping, ExperimentOptions options) => stopping with
    {
        Rule = options.Precision is null && options.TimeBudget is not null ? StoppingRule.TimeBudget : stopping.Rule,
        MostReplications = options.Replications,
        TimeBudgetSeconds = options.TimeBudget?.TotalSeconds,
    };

    /// <summary>Simulates a compiled scenario and returns the fold, from which the result is built.</summary>
    public static ResultFold Fold(
        SimulationModel model, ExperimentOptions options, IProgress<ExperimentProgress>? progress = null,
        CancellationToken cancellationToken = default, TimeProvider? clock = null)
    {
        options.RefuseWrong();
        clock ??= TimeProvider.System;
        var start = clock.GetTimestamp();
        var fold = new ResultFold(model, options.Precision, most: options.Replications, days: options.Days);
        using var blocks = new BlockSource([model], options, cancellationToken);
        for (var round = 0; round < blocks.Rounds && !fold.IsDone; round++)
        {
            fold.Add(blocks.Next());
            var elapsed = clock.GetElapsedTime(start);
            progress?.Report(Progress(fold, options, elapsed));
            if (elapsed >= options.TimeBudget)
                break;
        }

        return fold;
    }

    /// <summary>Simulates a compiled scenario a fixed number of times and hands its blocks over in their order.</summary>
    /// <remarks>A block holds what its replications counted, packed: who keeps blocks keeps some 50 kB a replication of the worked example.</remarks>
    public static void Each(
        SimulationModel model, ExperimentOptions options, Action<ReplicationBlock> take, CancellationToken cancellationToken = default)
    {
        options.RefuseWrong();
        using var blocks = new BlockSource([model], options, cancellationToken);
        for (var round = 0; round < blocks.Rounds; round++)
            take(blocks.Next());
    }

    static ExperimentProgress Progress(ResultFold fold, ExperimentOptions options, TimeSpan elapsed)
    {
        var state = fold.Progress();
        double of = options.Replications;
        if (options.TimeBudget is { } budget && elapsed > TimeSpan.Zero)
            of = Math.Min(of, state.Replications * Math.Max(1, budget / elapsed));
        if (options.Precision is { } wanted && double.IsFinite(fold.Widest))
            of = Math.Min(of, state.Replications * Math.Max(1, fold.Widest / wanted * (fold.Widest / wanted)));
        var rate = elapsed > TimeSpan.Zero ? state.Contacts / elapsed.TotalSeconds : 0;
        return new ExperimentProgress(state.Replications, (int)of, state.ServiceLevel, state.HalfWidth, rate);
    }
}
