using Capacity.Simulation.SingleQueue;

namespace Capacity.Cli.Benchmarks;

/// <summary>How often the simulation's intervals hold the exact values of Erlang A: a measure of honesty beside those of speed.</summary>
internal sealed class Coverage() : Workload(
    "coverage", "95 % intervals of 200 seeds × 200,000 contacts against exact Erlang A: share that hold it", "of intervals")
{
    public static Workload Workload { get; } = new Coverage();

    /// <summary>The share of all intervals; by figure in the details.</summary>
    public override double Run(CancellationToken cancellation)
    {
        var coverage = IntervalCoverage.Measure(OneQueue.Benchmark, runs: 200, contactsPerRun: 200_000);
        Details = coverage.Covered.ToDictionary(figure => figure.Key, figure => figure.Value / (double)coverage.Runs);
        return coverage.Share;
    }

    public override double Figure(double amount, double seconds) => amount;
}
