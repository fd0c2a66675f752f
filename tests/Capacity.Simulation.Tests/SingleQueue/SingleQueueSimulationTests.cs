using Capacity.Numerics.Distributions;
using Capacity.Numerics.Estimation;
using Capacity.Numerics.Queueing;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.SingleQueue;

namespace Capacity.Simulation.Tests.SingleQueue;

public class SingleQueueSimulationTests
{
    static readonly QueueModel Benchmark = new()
    {
        ArrivalRate = 600.0 / 3600, MeanServiceTime = 300, MeanPatience = 180, Agents = 45, Target = 20,
    };

    static SingleQueueModel With(Distribution service, Distribution? patience, int agents = 45) => new()
    {
        ArrivalRate = 600.0 / 3600, ServiceTime = service, Patience = patience, Agents = agents, ShortAbandon = 5,
    };

    public static TheoryData<string> Shapes => ["exponential", "lognormal", "constant", "gamma", "balking", "without end", "one agent"];

    static SingleQueueModel Shape(string name) => name switch
    {
        "exponential" => With(new ExponentialDistribution(300), new ExponentialDistribution(180)),
        "lognormal" => With(new LognormalDistribution(300, 1.5), new LognormalDistribution(180, 0.8)),
        "constant" => With(new DeterministicDistribution(300), new DeterministicDistribution(90)),
        "gamma" => With(new GammaDistribution(2, 300), new UniformDistribution(0, 120)),
        "balking" => With(new ExponentialDistribution(300), MixtureDistribution.WithZeros(0.1, MixtureDistribution.Hyperexponential((0.5, 36), (0.5, 324)))),
        "without end" => With(new ExponentialDistribution(300), null, agents: 55),
        _ => With(new ExponentialDistribution(5), new ExponentialDistribution(10), agents: 1),
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Lanes_give_the_figures_of_contact_by_contact_to_the_last_bit(string shape)
    {
        var plan = new SingleQueuePlan { Contacts = 5_000, Seed = 9, WarmUp = 100 };
        SingleQueueSimulation.Run(Shape(shape), plan).ShouldBe(SingleQueueSimulation.RunContactByContact(Shape(shape), plan));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Scalar_code_gives_the_figures_of_contact_by_contact_to_the_last_bit(string shape)
    {
        var plan = new SingleQueuePlan { Contacts = 20_000, Seed = 9, WarmUp = 100 };
        SingleQueueSimulation.RunScalar(Shape(shape), plan).ShouldBe(SingleQueueSimulation.RunContactByContact(Shape(shape), plan));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(700)]
    public void Every_number_of_agents_gives_the_figures_of_contact_by_contact(int agents)
    {
        var model = With(new LognormalDistribution(6.5 * agents, 2), new ExponentialDistribution(4), agents);
        var plan = new SingleQueuePlan { Contacts = 20_000, Seed = 3, WarmUp = 40 };
        var readable = SingleQueueSimulation.RunContactByContact(model, plan);
        SingleQueueSimulation.Run(model, plan).ShouldBe(readable);
        SingleQueueSimulation.RunScalar(model, plan).ShouldBe(readable);
    }

    [Fact]
    public void Scalar_code_refuses_a_limit_of_lines() => Should.Throw<QueueRefusedException>(() =>
        SingleQueueSimulation.RunScalar(SingleQueueModel.Of(Benchmark with { Lines = 50 }), new SingleQueuePlan()));

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void Every_wait_of_the_lane_kernel_is_that_of_the_recursion(int width)
    {
        var kernel = new LaneKernel(7);
        var queues = Enumerable.Range(0, LaneDraws.Lanes).Select(_ => new ContactRecursion(7)).ToArray();
        var clocks = new double[LaneDraws.Lanes];
        LaneDraws Draws(StreamPurpose purpose, double mean) => new(3, purpose, new ExponentialDistribution(mean));
        var (gaps, services, patiences) = (Draws(StreamPurpose.Arrivals, 1),
            Draws(StreamPurpose.HandleTime, 8), Draws(StreamPurpose.Patience, 5));
        var block = Enumerable.Range(0, 4).Select(_ => new double[200 * LaneDraws.Lanes]).ToArray();
        gaps.Fill(block[0]);
        services.Fill(block[1]);
        patiences.Fill(block[2]);
        if (width == 4) kernel.Advance<FourLanes>(block[0], block[1], block[2], block[3]);
        else kernel.Advance<EightLanes>(block[0], block[1], block[2], block[3]);
        for (var i = 0; i < block[0].Length; i++)
        {
            var lane = i % LaneDraws.Lanes;
            clocks[lane] += block[0][i];
            var (fate, wait) = queues[lane].Offer(clocks[lane], block[1][i], block[2][i]);
            Math.Min(block[3][i], block[2][i]).ShouldBe(wait);
            (block[3][i] <= block[2][i]).ShouldBe(fate == ContactFate.Served);
        }
    }

    [Fact]
    public void Every_wait_of_the_scalar_kernel_is_that_of_the_recursion()
    {
        var (kernel, queue) = (new ScalarKernel(7), new ContactRecursion(7));
        ScalarDraws Draws(StreamPurpose purpose, double mean) => new(3, purpose, 0, new ExponentialDistribution(mean));
        var block = Enumerable.Range(0, 4).Select(_ => new double[1000]).ToArray();
        Draws(StreamPurpose.Arrivals, 1).Fill(block[0]);
        Draws(StreamPurpose.HandleTime, 8).Fill(block[1]);
        Draws(StreamPurpose.Patience, 5).Fill(block[2]);
        kernel.Advance(block[0], block[1], block[2], block[3]);
        var clock = 0.0;
        for (var i = 0; i < block[0].Length; i++)
        {
            var (fate, wait) = queue.Offer(clock += block[0][i], block[1][i], block[2][i]);
            Math.Min(block[3][i], block[2][i]).ShouldBe(wait);
            (block[3][i] <= block[2][i]).ShouldBe(fate == ContactFate.Served);
        }
    }

    public static TheoryData<Distribution> DrawnLaws =>
        [new ExponentialDistribution(20), new LognormalDistribution(300, 1.5), new GammaDistribution(2, 3), new DeterministicDistribution(4)];

    [Theory]
    [MemberData(nameof(DrawnLaws))]
    public void Draws_of_four_and_of_eight_lanes_are_those_of_each_stream(Distribution law)
    {
        LaneDraws Draws() => new(5, StreamPurpose.Search, law);
        var (four, eight) = (Draws(), Draws());
        var streams = Enumerable.Range(0, LaneDraws.Lanes).Select(lane => StreamKey.For(5, 0, StreamPurpose.Search, (uint)lane).FromBlock(0)).ToArray();
        for (var stretch = 0; stretch < 2; stretch++)
        {
            var block = Enumerable.Range(0, 2).Select(_ => new double[64 * LaneDraws.Lanes]).ToArray();
            four.Fill<FourLanes>(block[0]);
            eight.Fill<EightLanes>(block[1]);
            block[0].ShouldBe(block[1]);
            for (var i = 0; i < block[0].Length; i++) block[0][i].ShouldBe(law.Sample(ref streams[i % LaneDraws.Lanes]));
        }
    }

    [Fact]
    public void Totals_of_four_lanes_are_those_of_eight()
    {
        var (four, eight) = (new LaneTotals(20, 5), new LaneTotals(20, 5));
        var draws = new LaneDraws(5, StreamPurpose.Search, new ExponentialDistribution(20));
        var block = Enumerable.Range(0, 3).Select(_ => new double[64 * LaneDraws.Lanes]).ToArray();
        foreach (var part in block) draws.Fill(part);
        four.Add<FourLanes>(block[0], block[1], block[2]);
        eight.Add<EightLanes>(block[0], block[1], block[2]);
        for (var lane = 0; lane < LaneDraws.Lanes; lane++) four.Of(lane, 64, 1).ShouldBe(eight.Of(lane, 64, 1));
    }

    /// <summary>
    /// 200 seeds: fewer than 179 of 200 intervals of 95 % hold once in 1,700 times; over nine correlated figures the share lies between 92 and
    /// 98 %. The queues: the benchmark's; a batch of 312 contacts that is one handle time long; and 800 agents, where few contacts wait at all.
    /// </summary>
    [Theory]
    [InlineData(45, 600.0 / 3600, 180, 60_000)]
    [InlineData(300, 1, 600, 20_000)]
    [InlineData(800, 2.7, 180, 5_000)]
    public void Intervals_of_200_seeds_hold_the_exact_values_about_as_often_as_they_say(int agents, double arrivalRate, double patience, long contacts)
    {
        var queue = Benchmark with { Agents = agents, ArrivalRate = arrivalRate, MeanPatience = patience };
        var coverage = IntervalCoverage.Measure(queue, runs: 200, contacts, seed: 20200320);
        coverage.Covered.Values.ShouldAllBe(covered => covered >= 179);
        coverage.Share.ShouldBeInRange(0.92, 0.98);
    }

    /// <summary>In half an hour of contacts nobody waits; with other seeds somebody does.</summary>
    [Fact]
    public void A_share_that_every_contact_agrees_on_is_not_known_for_sure()
    {
        var idle = SingleQueueModel.Of(Benchmark with { Agents = 75 });
        var result = SingleQueueSimulation.Run(idle, new SingleQueuePlan { Contacts = 20_000 });
        var exact = ErlangA.Evaluate(Benchmark with { Agents = 75 });

        result.ProbabilityOfWaiting.HalfWidth.ShouldBeGreaterThan(0);
        result.ServiceLevelOfOffered.Value.ShouldBe(1);
        result.ServiceLevelOfOffered.Covers(exact.ServiceLevels.OfOffered).ShouldBeTrue();
        result.ServiceLevelOfOffered.HalfWidth.ShouldBeLessThan(0.1);
        result.BlockingProbability.ShouldBe(new Estimate(0, 0), "without a limit of lines nobody is blocked");
    }

    [Fact]
    public void Two_million_contacts_bring_the_service_level_within_a_quarter_of_a_percent()
    {
        var result = SingleQueueSimulation.Run(SingleQueueModel.Of(Benchmark), new SingleQueuePlan { Contacts = 2_000_000 });
        result.ServiceLevelOfOffered.HalfWidth.ShouldBeLessThan(0.0025);
        result.Contacts.ShouldBeInRange(2_000_000, 2_000_256);
    }

    [Fact]
    public void Figures_never_change_for_a_seed()
    {
        var result = SingleQueueSimulation.Run(SingleQueueModel.Of(Benchmark), new SingleQueuePlan { Contacts = 20_000, Seed = 7 });
        (result.AbandonmentRate.Value, result.AverageSpeedOfAnswer.Value).ShouldBe((0.1267690038336143, 21.988978695100865));
    }

    [Fact]
    public void Limited_lines_agree_with_the_exact_queue()
    {
        var model = Benchmark with { Lines = 50, ArrivalRate = 0.25 };
        var exact = ErlangA.Evaluate(model);
        var result = SingleQueueSimulation.Run(SingleQueueModel.Of(model), new SingleQueuePlan { Contacts = 300_000, Level = 0.9999 });
        result.BlockingProbability.Covers(exact.BlockingProbability).ShouldBeTrue();
        result.ServiceLevelOfOffered.Covers(exact.ServiceLevels.OfOffered).ShouldBeTrue();
        result.AbandonmentRate.Covers(exact.AbandonmentRate).ShouldBeTrue();
        result.AverageSpeedOfAnswer.Covers(exact.AverageSpeedOfAnswer).ShouldBeTrue();
    }

    [Fact]
    public void Very_many_agents_agree_with_the_exact_queue()
    {
        var model = Benchmark with { ArrivalRate = 2.7, Agents = 800 };
        var exact = ErlangA.Evaluate(model);
        var result = SingleQueueSimulation.Run(SingleQueueModel.Of(model), new SingleQueuePlan { Contacts = 300_000, Level = 0.9999 });
        result.AbandonmentRate.Covers(exact.AbandonmentRate).ShouldBeTrue();
        result.Occupancy.Covers(exact.Occupancy).ShouldBeTrue();
    }

    [Fact]
    public void Patience_without_end_agrees_with_erlang_C()
    {
        var model = Benchmark with { MeanPatience = null, Agents = 55 };
        var exact = ErlangC.Evaluate(model);
        var result = SingleQueueSimulation.Run(SingleQueueModel.Of(model), new SingleQueuePlan { Contacts = 2_000_000, Level = 0.9999 });
        result.ProbabilityOfWaiting.Covers(exact.ProbabilityOfWaiting).ShouldBeTrue();
        result.AverageSpeedOfAnswer.Covers(exact.AverageSpeedOfAnswer).ShouldBeTrue();
        result.AbandonmentRate.ShouldBe(new Estimate(0, 0));
    }

    [Fact]
    public void Short_abandons_leave_both_sides_of_their_ratios()
    {
        var model = Benchmark with { ShortAbandon = 10 };
        var exact = ErlangA.Evaluate(model);
        var result = SingleQueueSimulation.Run(SingleQueueModel.Of(model), new SingleQueuePlan { Contacts = 1_000_000, Level = 0.9999 });
        result.AbandonmentRate.Covers(exact.AbandonmentRate).ShouldBeTrue();
        result.ServiceLevelOfOffered.Covers(exact.ServiceLevels.OfOffered).ShouldBeTrue();
    }

    [Fact]
    public void Refuses_a_queue_that_grows_without_end() => Should.Throw<StationarityException>(() =>
        SingleQueueSimulation.Run(SingleQueueModel.Of(Benchmark with { MeanPatience = null }), new SingleQueuePlan()));

    [Fact]
    public void Stops_when_asked_to()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() =>
            SingleQueueSimulation.Run(SingleQueueModel.Of(Benchmark), new SingleQueuePlan(), source.Token));
    }
}
