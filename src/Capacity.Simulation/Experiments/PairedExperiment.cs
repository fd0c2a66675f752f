using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Experiments;

/// <summary>What a second scenario changes against a first, replication by replication on common random numbers.</summary>
public sealed record PairedComparison
{
    /// <summary>Seed of the streams that both scenarios shared, and replications.</summary>
    public ulong Seed { get; init; }
    public int Replications { get; init; }

    /// <summary>How the comparison ended; a precision watches the difference of each queue's service level.</summary>
    public Stopping Stopping { get; init; } = new();

    /// <summary>Second minus first over the horizon: KPIs of all queues (empty subject), of each queue and of each team.</summary>
    public IReadOnlyList<PairedDifference> Differences { get; init; } = [];

    /// <summary>The same by week.</summary>
    public IReadOnlyList<PairedWeek> Weeks { get; init; } = [];

    /// <summary>The difference of a KPI for a subject; null where nothing was counted.</summary>
    public PairedDifference? Of(string kpi, string subject = "") =>
        Differences.FirstOrDefault(difference => difference.Kpi == kpi && difference.Subject == subject);
}

/// <summary>Differences of one week.</summary>
public sealed record PairedWeek(string Week, IReadOnlyList<PairedDifference> Differences);

/// <summary>Paired simulation of two scenarios with the same network queues and teams and the same horizon.</summary>
public static class PairedExperiment
{
    /// <summary>
    /// A seed whose streams no search with the given seed has used: what is printed as proof is computed with it.
    /// </summary>
    /// <param name="searchSeed">Seed of the search.</param>
    /// <param name="stage">0 for the first verification, 1 for the next, …</param>
    public static ulong FreshSeed(ulong searchSeed, int stage = 0)
    {
        var z = searchSeed ^ (0xF5E5_0000_0000_0000UL + (ulong)(uint)stage);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Simulates both scenarios in lock step with the same seed and compares them.</summary>
    public static PairedComparison Compare(
        Scenario first, Scenario second, ExperimentOptions options, CancellationToken cancellationToken = default,
        IProgress<ExperimentProgress>? progress = null, TimeProvider? clock = null)
    {
        options.RefuseWrong();
        clock ??= TimeProvider.System;
        var start = clock.GetTimestamp();
        SimulationModel[] models = [SimulationModel.Compile(first), SimulationModel.Compile(second)];
        var fold = new PairedFold(models[0], models[1], options.Precision);
        using var blocks = new BlockSource(models, options, cancellationToken);
        for (var round = 0; round < blocks.Rounds && !fold.IsDone; round++)
        {
            fold.Add(blocks.Next(), blocks.Next());
            progress?.Report(new ExperimentProgress(fold.Replications, options.Replications, double.NaN, double.NaN, 0));
            if (clock.GetElapsedTime(start) >= options.TimeBudget)
                break;
        }

        var comparison = fold.ToComparison();
        return comparison with { Stopping = Experiment.Named(comparison.Stopping, options) };
    }
}
