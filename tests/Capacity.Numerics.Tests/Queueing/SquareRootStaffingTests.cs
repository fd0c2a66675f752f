using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Queueing;

/// <summary>The square-root rule beside the exact formulas it stands for.</summary>
public class SquareRootStaffingTests
{
    /// <summary>At 10,000 erlangs: errors shrink like 1/√load.</summary>
    [Theory]
    [InlineData(-1.0, 0.5)]
    [InlineData(0.0, 1.0)]
    [InlineData(0.0, 3.0)]
    [InlineData(1.0, 0.5)]
    [InlineData(1.5, 3.0)]
    public void Limits_of_abandonment_and_of_long_waits_are_met(double beta, double patienceRatio)
    {
        const double load = 10_000, target = 0.01;
        var exact = ErlangA.Evaluate(new QueueModel
        {
            ArrivalRate = load, MeanServiceTime = 1, MeanPatience = patienceRatio, Agents = (int)(load + beta * 100), Target = target,
        });
        SquareRootStaffing.Abandonment(load, beta, patienceRatio).ShouldBe(exact.AbandonmentRate, 0.03 * exact.AbandonmentRate);
        // Who still waits at the target has an offered wait beyond it and is patient so long.
        var waiting = SquareRootStaffing.WaitingBeyond(load, beta, patienceRatio, target) * Math.Exp(-target / patienceRatio);
        waiting.ShouldBe(exact.WaitingBeyondTarget, 0.02);
        SquareRootStaffing.WaitingBeyond(load, beta, patienceRatio, 0).ShouldBe(SquareRootStaffing.GarnettWaiting(beta, patienceRatio), 1e-14);
    }

    /// <summary>The agents of least cost by Erlang C itself, found one by one, are at most one away.</summary>
    [Theory]
    [InlineData(0.2)]
    [InlineData(1.0)]
    [InlineData(5.0)]
    [InlineData(50.0)]
    public void The_margin_of_least_cost_is_that_of_erlang_C(double ratio)
    {
        var beta = SquareRootStaffing.MarginForCost(ratio);
        double Cost(int agents) =>
            agents + ratio * ErlangC.Evaluate(new QueueModel { ArrivalRate = 400, MeanServiceTime = 1, Agents = agents }).AverageQueueLength;
        var best = Enumerable.Range(401, 100).MinBy(Cost);
        Math.Abs(SquareRootStaffing.Agents(400, beta) - best).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Costs_of_any_size_have_a_margin()
    {
        double[] margins = [.. new[] { 1e-6, 1e-3, 1, 1e3, 1e6 }.Select(SquareRootStaffing.MarginForCost)];
        margins.ShouldBeInOrder();
        margins[0].ShouldBe(1e-3, 1e-5);
    }
}
