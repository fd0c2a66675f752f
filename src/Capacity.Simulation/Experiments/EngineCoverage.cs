using Capacity.Domain.Kpis;
using Capacity.Numerics.Estimation;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Experiments;

/// <summary>
/// Measures whether the intervals of the contact-level engine are honest: how often the 95 % interval over replications holds the exact
/// stationary value of Erlang A, two classes with an N-design, chat with concurrency, and redials.
/// </summary>
/// <param name="Runs">Runs of each center, each with a seed of its own.</param>
/// <param name="Covered">For each center and figure the number of runs whose interval holds the exact value.</param>
public sealed record EngineCoverage(int Runs, IReadOnlyDictionary<string, int> Covered)
{
    /// <summary>Share of all intervals, over runs and figures, that hold the exact value.</summary>
    public double Share => Covered.Values.Sum() / (double)(Runs * Covered.Count);

    /// <summary>Simulates every center with many seeds: weeks whose first day is forgotten.</summary>
    /// <param name="runs">Number of seeds.</param>
    /// <param name="replications">Weeks of each run.</param>
    /// <param name="seed">Seed of the stream that draws the seeds.</param>
    /// <param name="cancellationToken">Looked at once per simulated day.</param>
    public static EngineCoverage Measure(int runs, int replications, ulong seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 2);
        var covered = new Dictionary<string, int>();
        var seeds = RandomStream.For(seed, 0, StreamPurpose.Search);
        foreach (var center in ExactCenter.All)
        {
            var model = SimulationModel.Compile(center.Scenario);
            for (var run = 0; run < runs; run++)
            {
                var block = ContactEngine.Run(model, seeds.NextUInt64(), 0, replications, cancellationToken);
                var tallies = block.Replications.Select(replication => Tallies(model, replication)).ToList();
                foreach (var (name, exact, of) in center.Figures)
                {
                    var figure = $"{center.Name}.{name}";
                    covered[figure] = covered.GetValueOrDefault(figure) + (Covers(tallies.Select(of), exact) ? 1 : 0);
                }
            }
        }

        return new EngineCoverage(runs, covered);
    }

    static ContactTally[] Tallies(SimulationModel model, ReplicationRecord replication)
    {
        var sums = new ContactDaySums(model.Timeline.Days, EngineKind.Contact);
        return [.. replication.Queues.Select(packed =>
        {
            sums.Read(packed);
            return sums.Tally(1, model.Timeline.Days - 1);
        })];
    }

    static bool Covers(IEnumerable<double> values, double exact)
    {
        var moments = new RunningMoments();
        foreach (var value in values)
            moments.Add(value);
        return Math.Abs(moments.Mean - exact) <= Estimates.HalfWidth(moments);
    }
}
