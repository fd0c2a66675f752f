using System.Runtime.CompilerServices;
using Capacity.Numerics.Estimation;
using Capacity.Numerics.Queueing;
using Capacity.Numerics.Randomness;

[assembly: InternalsVisibleTo("Capacity.Simulation.Tests")]

namespace Capacity.Simulation.SingleQueue;

/// <summary>Measures whether the intervals of the simulation are honest: how often they hold the exact values of Erlang A.</summary>
/// <param name="Runs">Number of runs, each with its own seed.</param>
/// <param name="Covered">For each key figure the number of runs whose interval holds the exact value.</param>
public sealed record IntervalCoverage(int Runs, IReadOnlyDictionary<string, int> Covered)
{
    /// <summary>Share of all intervals, over runs and figures, that hold the exact value.</summary>
    public double Share => Covered.Values.Sum() / (double)(Runs * Covered.Count);

    /// <summary>Simulates the queue with many seeds.</summary>
    /// <param name="model">The queue, with exponential patience.</param>
    /// <param name="runs">Number of seeds.</param>
    /// <param name="contactsPerRun">Contacts of each run.</param>
    /// <param name="seed">Seed of the stream that draws the seeds.</param>
    /// <param name="level">Level of the intervals.</param>
    public static IntervalCoverage Measure(QueueModel model, int runs, long contactsPerRun, ulong seed = 1, double level = 0.95)
    {
        var exact = ErlangA.Evaluate(model);
        var simulated = SingleQueueModel.Of(model);
        var seeds = RandomStream.For(seed, 0, StreamPurpose.Search);
        var covered = new Dictionary<string, int>();
        void Count(string figure, Estimate estimate, double value) =>
            covered[figure] = covered.GetValueOrDefault(figure) + (estimate.Covers(value) ? 1 : 0);

        for (var run = 0; run < runs; run++)
        {
            var plan = new SingleQueuePlan { Contacts = contactsPerRun, Seed = seeds.NextUInt64(), Level = level };
            var result = SingleQueueSimulation.Run(simulated, plan);
            Count("probabilityOfWaiting", result.ProbabilityOfWaiting, exact.ProbabilityOfWaiting);
            Count("serviceLevels.ofOffered", result.ServiceLevelOfOffered, exact.ServiceLevels.OfOffered);
            Count("serviceLevels.abandonsIgnored", result.ServiceLevelAbandonsIgnored, exact.ServiceLevels.AbandonsIgnored);
            Count("serviceLevels.ofAnswered", result.ServiceLevelOfAnswered, exact.ServiceLevels.OfAnswered);
            Count("serviceLevels.abandonsCountedAsMet", result.ServiceLevelAbandonsCountedAsMet, exact.ServiceLevels.AbandonsCountedAsMet);
            Count("averageSpeedOfAnswer", result.AverageSpeedOfAnswer, exact.AverageSpeedOfAnswer);
            Count("averageWait", result.AverageWait, exact.AverageWait);
            Count("abandonmentRate", result.AbandonmentRate, exact.AbandonmentRate);
            Count("occupancy", result.Occupancy, exact.Occupancy);
        }

        return new IntervalCoverage(runs, covered);
    }
}
