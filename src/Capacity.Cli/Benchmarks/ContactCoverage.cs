using Capacity.Simulation.Experiments;

namespace Capacity.Cli.Benchmarks;

/// <summary>How often the intervals of the contact-level engine hold the exact values of Erlang A, N-design, chat and redials.</summary>
internal sealed class ContactCoverage() : Workload(
    "contact-coverage", "95 % intervals of 200 seeds × 12 weeks, contact by contact, against exact Erlang A, N-design, chat and redials: share that hold it",
    "of intervals")
{
    public static Workload Workload { get; } = new ContactCoverage();

    /// <summary>The share of all intervals; by figure in the details.</summary>
    public override double Run(CancellationToken cancellation)
    {
        var coverage = EngineCoverage.Measure(runs: 200, replications: 12, cancellationToken: cancellation);
        Details = coverage.Covered.ToDictionary(figure => figure.Key, figure => figure.Value / (double)coverage.Runs);
        return coverage.Share;
    }

    public override double Figure(double amount, double seconds) => amount;
}
