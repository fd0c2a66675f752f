using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Queueing;

/// <summary>Agents who may be absent.</summary>
public class UncertainStaffTests
{
    static readonly QueueModel Benchmark = new() { ArrivalRate = 600.0 / 3600, MeanServiceTime = 300, MeanPatience = 180, Agents = 52, Target = 20 };

    [Fact]
    public void Whoever_is_surely_there_makes_erlang_A()
    {
        var exact = ErlangA.Evaluate(Benchmark);
        UncertainStaff.OverAllDays(Benchmark, 1).ShouldBe((exact.ServiceLevels.OfOffered, exact.AbandonmentRate));
    }

    /// <summary>Two scheduled agents by hand: both there, one, or none.</summary>
    [Fact]
    public void Days_count_by_how_often_they_come()
    {
        var model = Benchmark with { ArrivalRate = 0.005, Agents = 2 };
        double Level(int agents) => ErlangA.Evaluate(model with { Agents = agents }).ServiceLevels.OfOffered;
        double GivenUp(int agents) => ErlangA.Evaluate(model with { Agents = agents }).AbandonmentRate;
        var (level, abandonment) = UncertainStaff.OverAllDays(model, 0.9);
        level.ShouldBe(0.81 * Level(2) + 0.18 * Level(1), 1e-12);
        abandonment.ShouldBe(0.81 * GivenUp(2) + 0.18 * GivenUp(1) + 0.01, 1e-12);
    }

    /// <summary>100 scheduled at 90 % are worth less than the 90 who come on average: a missing one hurts more than an extra one helps.</summary>
    [Fact]
    public void Absence_costs_more_than_its_mean()
    {
        var model = Benchmark with { ArrivalRate = 85.0 / 300, Agents = 100 };
        var sure = ErlangA.Evaluate(model with { Agents = 90 }).ServiceLevels.OfOffered;
        UncertainStaff.OverAllDays(model, 0.9).ServiceLevel.ShouldBeInRange(sure - 0.1, sure - 0.005);
    }

    [Theory]
    [InlineData(0.85)]
    [InlineData(0.97)]
    public void Scheduled_agents_are_the_fewest_that_reach_the_level(double presence)
    {
        var agents = UncertainStaff.Scheduled(Benchmark, presence, 0.8);
        UncertainStaff.OverAllDays(Benchmark with { Agents = agents }, presence).ServiceLevel.ShouldBeGreaterThanOrEqualTo(0.8);
        UncertainStaff.OverAllDays(Benchmark with { Agents = agents - 1 }, presence).ServiceLevel.ShouldBeLessThan(0.8);
    }
}
