using Capacity.Simulation.Experiments;

namespace Capacity.Simulation.Tests.Experiments;

/// <summary>A sample of what the benchmark "contact-coverage" measures with 200 seeds.</summary>
public sealed class EngineCoverageTests
{
    [Fact]
    public void Intervals_hold_the_exact_values_about_as_often_as_they_say()
    {
        var coverage = EngineCoverage.Measure(runs: 40, replications: 6, seed: 20200320, TestContext.Current.CancellationToken);

        coverage.Covered.Count.ShouldBe(12);
        coverage.Share.ShouldBeInRange(0.90, 0.99);
        coverage.Covered.ShouldAllBe(figure => figure.Value >= 32);
    }
}
