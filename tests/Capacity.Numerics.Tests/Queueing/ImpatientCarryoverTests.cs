using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Queueing;

/// <summary>Overload and recovery with abandonment: the carryover beside the exact forward equations.</summary>
public class ImpatientCarryoverTests
{
    const double HalfHour = 1800;

    /// <summary>A day that passes from 0.6 to 1.6 times what 50 agents handle in 300 s, and back, in half hours.</summary>
    static readonly double[] Shape = [0.6, 0.8, 1.0, 1.4, 1.6, 1.2, 0.9, 0.8, 0.7, 0.6];

    static QueueModel Model(int agents, double service, double patience) =>
        new() { ArrivalRate = 1, MeanServiceTime = service, MeanPatience = patience, Agents = agents, Target = 20 };

    static (ImpatientPeriod[] Carried, TransientInterval[] Exact) Day(QueueModel model)
    {
        double[] rates = [.. Shape.Select(share => share * model.Agents / model.MeanServiceTime)];
        var exact = new TransientErlangA(model, room: 100 + (int)(0.4 * model.Agents * model.MeanPatience!.Value / model.MeanServiceTime));
        return ([.. ImpatientCarryover.Evaluate(rates, [.. rates.Select(_ => model.Agents)], model, HalfHour)],
            [.. rates.Select(rate => exact.Advance(rate, HalfHour))]);
    }

    [Theory]
    [InlineData(50, 300, 180, 0.005, 0.01)]
    [InlineData(44, 300, 60, 0.005, 0.01)]
    [InlineData(50, 300, 900, 0.005, 0.01)]
    [InlineData(10, 60, 180, 0.005, 0.01)]
    [InlineData(20, 120, 120, 0.001, 0.001)]
    [InlineData(150, 900, 180, 0.01, 0.03)]
    [InlineData(50, 300, 3600, 0.01, 0.06)]
    public void Follows_the_exact_queue_through_overload_and_recovery(
        int agents, double service, double patience, double abandonment, double level)
    {
        var (carried, exact) = Day(Model(agents, service, patience));
        foreach (var (one, other) in carried.Zip(exact))
        {
            (one.Abandonments / one.Arrivals).ShouldBe(other.Abandonments / other.Arrivals, abandonment);
            one.ServiceLevel.ShouldBe(other.ServiceLevel, level);
            one.ProbabilityOfWaiting.ShouldBe(other.ProbabilityOfWaiting, level);
        }

        carried.Sum(one => one.Abandonments).ShouldBe(exact.Sum(other => other.Abandonments), 0.01 * exact.Sum(other => other.Abandonments));
    }

    [Fact]
    public void Shows_the_queue_after_a_spike_that_a_formula_by_period_misses()
    {
        var model = Model(50, 300, 900);
        var (carried, exact) = Day(model);
        var alone = ErlangA.Evaluate(model with { ArrivalRate = carried[6].Arrivals / HalfHour });
        alone.ServiceLevels.OfOffered.ShouldBeGreaterThan(exact[6].ServiceLevel + 0.3);
        carried[6].ServiceLevel.ShouldBe(exact[6].ServiceLevel, 0.01);
    }

    [Fact]
    public void Settles_at_erlang_A()
    {
        var model = Model(45, 300, 180) with { ArrivalRate = 600.0 / 3600 };
        var last = ImpatientCarryover.Evaluate([.. Enumerable.Repeat(model.ArrivalRate, 8)], [.. Enumerable.Repeat(45, 8)], model, HalfHour)[^1];
        var exact = ErlangA.Evaluate(model);
        (last.Abandonments / last.Arrivals).ShouldBe(exact.AbandonmentRate, 1e-8);
        last.ServiceLevel.ShouldBe(exact.ServiceLevels.OfOffered, 1e-8);
        last.AverageWait.ShouldBe(exact.AverageWait, 1e-6);
        last.ModifiedRate.ShouldBe(model.ArrivalRate, 1e-9);
    }

    [Fact]
    public void Loses_and_invents_no_contact_while_agents_come_and_go()
    {
        double[] rates = [0.1, 0.3, 0.3, 0.1, 0, 0];
        var periods = ImpatientCarryover.Evaluate(rates, [40, 60, 50, 30, 20, 5], Model(1, 300, 240), HalfHour);
        var before = 0.0;
        foreach (var period in periods)
        {
            var after = period.QueueAtEnd + period.BusyAtEnd;
            (period.Abandonments + period.Answered + after - before).ShouldBe(period.Arrivals, 1e-7);
            before = after;
        }

        before.ShouldBeLessThan(0.1);
    }
}
