using Capacity.Numerics.Distributions;
using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Queueing;

/// <summary>Identities between formulas that were written independently.</summary>
public class QueueLawTests
{
    static readonly QueueModel Benchmark = new()
    {
        ArrivalRate = 600.0 / 3600, MeanServiceTime = 300, MeanPatience = 180, Agents = 45, Target = 20, ShortAbandon = 7,
    };

    [Theory]
    [InlineData(45, 1.0)]
    [InlineData(60, 1.0)]
    [InlineData(20, 1.0)]
    [InlineData(1, 0.01)]
    [InlineData(1000, 21.0)]
    [InlineData(1000, 60.0)]
    public void Exponential_patience_makes_the_general_queue_erlang_A(int agents, double rateFactor)
    {
        var model = Benchmark with { Agents = agents, ArrivalRate = Benchmark.ArrivalRate * rateFactor };
        var (general, exact) = (GeneralPatienceQueue.Evaluate(model, new ExponentialDistribution(180)), ErlangA.Evaluate(model));
        foreach (var figure in new Func<QueueKpis, double>[]
                 {
                     kpis => kpis.ProbabilityOfWaiting, kpis => kpis.AbandonmentRate, kpis => kpis.AverageSpeedOfAnswer, kpis => kpis.AverageWait,
                     kpis => kpis.ServiceLevels.OfOffered, kpis => kpis.ServiceLevels.AbandonsIgnored, kpis => kpis.ServiceLevels.OfAnswered,
                     kpis => kpis.ServiceLevels.AbandonsCountedAsMet, kpis => kpis.Occupancy,
                 })
            figure(general).ShouldBe(figure(exact), 1e-9 * (1 + figure(exact)));
    }

    /// <summary>In deep overload a share 1 − n/a gives up, whatever the law; short patience beside long handle times is no reason to compute for ever.</summary>
    [Theory]
    [InlineData(0.5, 1e12, 0)]
    [InlineData(0.5, 1e12, 1)]
    [InlineData(1e5, 300, 0)]
    [InlineData(1e5, 300, 1)]
    [InlineData(1e5, 300, 2)]
    [InlineData(1e-12, 1e12, 0)]
    public void Any_law_of_patience_is_done_soon_at_any_scale(double rate, double service, int law)
    {
        Distribution[] laws = [new LognormalDistribution(180, 1.5), new ExponentialDistribution(180), new DeterministicDistribution(180)];
        var patience = new CountingLaw(laws[law], 2_000_000);
        var model = Benchmark with { ArrivalRate = rate, MeanServiceTime = service };
        var kpis = GeneralPatienceQueue.Evaluate(model, patience);
        kpis.AbandonmentRate.ShouldBe(Math.Max(0, 1 - model.Agents / model.OfferedLoad), 1e-6);
    }

    /// <summary>A law that loses patience after so many questions.</summary>
    sealed class CountingLaw(Distribution law, int most) : Distribution
    {
        int _asked;

        public override double Mean => law.Mean;

        public override double Variance => law.Variance;

        public override IReadOnlyList<double> Breakpoints => law.Breakpoints;

        public override double Survival(double x) => law.Survival(x);

        public override double Cdf(double x) => law.Cdf(x);

        public override double Density(double x) => law.Density(x);

        public override double Quantile(double p) => law.Quantile(p);

        public override double SurvivalIntegral(double x) =>
            ++_asked <= most ? law.SurvivalIntegral(x) : throw new InvalidOperationException($"Asked more than {most} times.");
    }

    [Fact]
    public void Patience_without_end_makes_the_general_queue_erlang_C()
    {
        var model = Benchmark with { Agents = 55 };
        var (general, exact) = (GeneralPatienceQueue.Evaluate(model, DeterministicDistribution.Never), ErlangC.Evaluate(model));
        general.ProbabilityOfWaiting.ShouldBe(exact.ProbabilityOfWaiting, 1e-10);
        general.AverageSpeedOfAnswer.ShouldBe(exact.AverageSpeedOfAnswer, 1e-8);
        Should.Throw<StationarityException>(() => GeneralPatienceQueue.Evaluate(Benchmark, DeterministicDistribution.Never));
    }

    /// <summary>From no waiting place (Erlang B) over few to more than are ever taken, from low load to six times the agents.</summary>
    [Theory]
    [InlineData(45, 45, 1.0)]
    [InlineData(45, 46, 1.0)]
    [InlineData(45, 60, 1.0)]
    [InlineData(45, 300, 1.0)]
    [InlineData(45, 60, 5.0)]
    [InlineData(45, 400, 5.0)]
    [InlineData(1, 4, 0.02)]
    [InlineData(1000, 1200, 25.0)]
    public void Exponential_patience_with_lines_is_erlang_A_with_lines(int agents, int lines, double rateFactor)
    {
        var model = Benchmark with { Agents = agents, Lines = lines, ArrivalRate = Benchmark.ArrivalRate * rateFactor };
        var (general, exact) = (GeneralPatienceQueue.Evaluate(model, new ExponentialDistribution(180)), ErlangA.Evaluate(model));
        general.BlockingProbability.ShouldBe(exact.BlockingProbability, 1e-10);
        general.ProbabilityOfWaiting.ShouldBe(exact.ProbabilityOfWaiting, 1e-10);
        general.AbandonmentRate.ShouldBe(exact.AbandonmentRate, 1e-10);
        general.AverageWait.ShouldBe(exact.AverageWait, 1e-7);
        general.AverageSpeedOfAnswer.ShouldBe(exact.AverageSpeedOfAnswer, 1e-7);
        general.ServiceLevels.AbandonsIgnored.ShouldBe(exact.ServiceLevels.AbandonsIgnored, 1e-9);
        general.Occupancy.ShouldBe(exact.Occupancy, 1e-10);
    }

    [Fact]
    public void Patience_without_end_with_lines_is_erlang_C_with_lines()
    {
        var model = Benchmark with { Lines = 60 };
        var (general, exact) = (GeneralPatienceQueue.Evaluate(model, DeterministicDistribution.Never), ErlangC.Evaluate(model));
        general.BlockingProbability.ShouldBe(exact.BlockingProbability, 1e-10);
        general.AverageSpeedOfAnswer.ShouldBe(exact.AverageSpeedOfAnswer, 1e-7);
    }

    [Fact]
    public void An_empirical_law_of_many_quantiles_meets_its_smooth_law()
    {
        var law = new LognormalDistribution(180, 1.5);
        var sample = new EmpiricalDistribution(Enumerable.Range(0, 400).Select(i => law.Quantile((i + 0.5) / 400)));
        var (rough, smooth) = (GeneralPatienceQueue.Evaluate(Benchmark, sample), GeneralPatienceQueue.Evaluate(Benchmark, law));
        rough.ServiceLevels.OfOffered.ShouldBe(smooth.ServiceLevels.OfOffered, 2e-3);
    }

    [Fact]
    public void Limits_for_large_queues_are_met()
    {
        var agents = SquareRootStaffing.Agents(10_000, 0.5);
        var model = new QueueModel { ArrivalRate = 10_000, MeanServiceTime = 1, MeanPatience = 2, Agents = agents };
        var beta = (agents - 10_000) / 100.0;
        ErlangA.Evaluate(model).ProbabilityOfWaiting.ShouldBe(SquareRootStaffing.GarnettWaiting(beta, 2), 5e-3);
        ErlangC.Evaluate(model).ProbabilityOfWaiting.ShouldBe(SquareRootStaffing.HalfinWhittWaiting(beta), 5e-3);
        SquareRootStaffing.GarnettWaiting(SquareRootStaffing.MarginFor(0.3, 2), 2).ShouldBe(0.3, 1e-12);
    }

    [Theory]
    [InlineData(10, 0.13)]
    [InlineData(100, 0.04)]
    public void The_square_root_rule_is_as_near_as_it_says(int load, double error)
    {
        foreach (var ratio in new[] { 0.2, 0.6, 1, 3 })
            for (var n = load - (int)(2 * Math.Sqrt(load)); n <= load + 2.5 * Math.Sqrt(load); n++)
                SquareRootStaffing.GarnettWaiting((n - load) / Math.Sqrt(load), ratio).ShouldBe(ErlangA.Evaluate(
                    new QueueModel { ArrivalRate = load, MeanServiceTime = 1, MeanPatience = ratio, Agents = n }).ProbabilityOfWaiting, error);
    }

    [Fact]
    public void A_queue_through_time_settles_at_erlang_A()
    {
        var queue = new TransientErlangA(Benchmark, room: 120);
        queue.Advance(Benchmark.ArrivalRate, 20_000);
        var settled = queue.Advance(Benchmark.ArrivalRate, 600);
        var exact = ErlangA.Evaluate(Benchmark with { ShortAbandon = 0 });
        settled.ServiceLevel.ShouldBe(exact.ServiceLevels.OfOffered, 1e-9);
        (settled.Abandonments / settled.Arrivals).ShouldBe(exact.AbandonmentRate, 1e-9);
    }

    [Fact]
    public void Without_returns_the_orbit_queue_is_erlang_A()
    {
        var kpis = new OrbitQueue { FreshRate = 2, ServiceRate = 0.2, AbandonmentRate = 0.5, Agents = 10, ReturnRate = 1 }.Evaluate();
        var exact = ErlangA.Evaluate(new QueueModel { ArrivalRate = 2, MeanServiceTime = 5, MeanPatience = 2, Agents = 10 });
        kpis.AbandonmentPerAttempt.ShouldBe(exact.AbandonmentRate, 1e-12);
        kpis.Amplification.ShouldBe(1);
    }

    [Fact]
    public void Slow_returns_meet_the_fixed_point_of_the_fluid_model()
    {
        var kpis = new OrbitQueue
        {
            FreshRate = 3, ServiceRate = 0.2, AbandonmentRate = 0.5, Agents = 10, RedialProbability = 0.7, ReturnRate = 0.1, MostPresent = 50, MostInOrbit = 100,
        }.Evaluate();
        kpis.Amplification.ShouldBe(1 / (1 - 0.7 * kpis.AbandonmentPerAttempt), 1e-6);
    }

    [Fact]
    public void Load_at_interval_ends_settles_at_the_offered_load() =>
        InfiniteServerLoad.AtIntervalEnds([2, 2, 2, 2], 900, 300)[^1].ShouldBe(600, 0.01);

    [Fact]
    public void Waits_by_priority_keep_their_weighted_mean()
    {
        double[] rates = [0.02, 0.03, 0.05];
        var waits = ClosedForms.PriorityWaits(rates, 180, 22);
        var mean = rates.Zip(waits).Sum(pair => pair.First * pair.Second) / rates.Sum();
        var plain = ErlangC.Evaluate(new QueueModel { ArrivalRate = rates.Sum(), MeanServiceTime = 180, Agents = 22 });
        mean.ShouldBe(plain.AverageSpeedOfAnswer, 1e-9);
        waits.ShouldBe(waits.Order());
    }
}
