using Capacity.Numerics.Distributions;
using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Queueing;

public class TimeVaryingStaffingTests
{
    /// <summary>λ(t) = 100 + 20 sin t, handle time 1: the example of Feldman, Mandelbaum, Massey and Whitt, in intervals of a tenth.</summary>
    static readonly double[] Wave = [.. Enumerable.Range(0, 130).Select(i => 100 + 20 * Math.Sin(0.1 * (i + 0.5)))];

    static IReadOnlyList<IReadOnlyList<double>> Forward(IReadOnlyList<int> agents)
    {
        var queue = new TransientErlangA(new QueueModel { ArrivalRate = 100, MeanServiceTime = 1, MeanPatience = 1, Agents = agents.Max() }, 250);
        return [.. Wave.Select(rate =>
        {
            queue.Advance(rate, 0.1);
            return (IReadOnlyList<double>)[.. queue.Probabilities];
        })];
    }

    [Fact]
    public void Lag_zero_is_the_rate_itself() => TimeVaryingStaffing.LaggedRates([3, 5, 4], 900, 0).ShouldBe([3, 5, 4]);

    [Fact]
    public void A_lag_mixes_the_intervals_it_reaches_back_to() =>
        TimeVaryingStaffing.LaggedRates([4, 8, 0, 0], 600, 900).ShouldBe([4, 4, 6, 4]);

    [Fact]
    public void A_constant_rate_is_its_own_modified_rate() =>
        TimeVaryingStaffing.ModifiedRates([7, 7, 7], 900, 300).ShouldAllBe(rate => Math.Abs(rate - 7) < 1e-12);

    [Fact]
    public void Modified_rates_follow_the_infinite_server_load_of_a_wave()
    {
        var modified = TimeVaryingStaffing.ModifiedRates(Wave, 0.1, 1);
        for (var i = 80; i < Wave.Length; i++)
        {
            var (start, end) = (InfiniteServerLoad.OfSinusoid(100, 20, 1, 1, 0.1 * i), InfiniteServerLoad.OfSinusoid(100, 20, 1, 1, 0.1 * (i + 1)));
            modified[i].ShouldBe(Math.Max(start, end), 0.05);
        }
    }

    [Fact]
    public void Iterative_staffing_finds_the_poisson_answer_when_patience_is_the_handle_time()
    {
        // With θ = μ the contacts in the system are Poisson with the infinite-server load, whatever the staffing.
        var found = TimeVaryingStaffing.Iterate([.. Wave.Select(_ => 200)], agents => Forward(agents), 0.2);
        for (var i = 80; i < Wave.Length; i++)
        {
            var load = InfiniteServerLoad.OfSinusoid(100, 20, 1, 1, 0.1 * (i + 1));
            ((double)found[i]).ShouldBe(InfiniteServerLoad.AgentsFor(load, 0.2), 1);
        }
    }

    [Fact]
    public void Iterative_staffing_says_when_it_does_not_settle()
    {
        var turn = 0;
        IReadOnlyList<IReadOnlyList<double>> Restless(IReadOnlyList<int> agents) => [turn++ % 2 == 0 ? [0.1, 0.1, 0.8] : [0, 0, 0, 0, 0, 0, 1]];
        Should.Throw<NoConvergenceException>(() => TimeVaryingStaffing.Iterate([9], Restless, 0.1, iterations: 8));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.1)]
    [InlineData(0.2)]
    public void Agents_for_an_abandonment_target_hold_it_in_the_exact_stationary_queue(double target)
    {
        var agents = TimeVaryingStaffing.AgentsForAbandonment([2, 2, 2], 900, 300, new ExponentialDistribution(180), target)[2];
        var exact = ErlangA.Evaluate(new QueueModel { ArrivalRate = 2, MeanServiceTime = 300, MeanPatience = 180, Agents = agents });
        exact.AbandonmentRate.ShouldBe(target, 0.006);
    }

    [Fact]
    public void An_abandonment_target_that_no_wait_gives_is_refused() => Should.Throw<QueueRefusedException>(() =>
        TimeVaryingStaffing.AgentsForAbandonment([2], 900, 300, DeterministicDistribution.Never, 0.1)).Message.ShouldContain("another target");

    [Theory]
    [InlineData(-1.0, 900.0, 0.0)]
    [InlineData(1.0, 0.0, 0.0)]
    [InlineData(1.0, 900.0, -5.0)]
    [InlineData(double.NaN, 900.0, 0.0)]
    public void Nonsense_is_refused_in_words(double rate, double interval, double lag) =>
        Should.Throw<QueueRefusedException>(() => TimeVaryingStaffing.LaggedRates([rate], interval, lag)).Message.ShouldContain("must be");
}
