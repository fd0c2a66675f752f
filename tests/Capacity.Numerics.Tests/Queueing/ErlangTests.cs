using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Queueing;

public class ErlangTests
{
    static readonly QueueModel Benchmark = new()
    {
        ArrivalRate = 600.0 / 3600, MeanServiceTime = 300, MeanPatience = 180, Agents = 45, Target = 20,
    };

    [Fact]
    public void Gives_the_figures_of_the_benchmark_queue()
    {
        var kpis = StationaryQueue.Evaluate(QueueMethod.ErlangA, Benchmark);
        kpis.AbandonmentRate.ShouldBe(0.126097616047593, 1e-12);
        kpis.ProbabilityOfWaiting.ShouldBe(0.698602639448904, 1e-12);
        kpis.ServiceLevels.OfOffered.ShouldBe(0.498707212033027, 1e-12);
        kpis.AverageSpeedOfAnswer.ShouldBe(22.3130568698447, 1e-10);
    }

    /// <summary>Garnett, Mandelbaum and Reiman 2002, table 1: 48 a minute, 1 minute, patience 2 minutes, 50 agents.</summary>
    [Fact]
    public void Gives_the_published_figures_of_Garnett_Mandelbaum_and_Reiman()
    {
        var kpis = ErlangA.Evaluate(new QueueModel { ArrivalRate = 0.8, MeanServiceTime = 60, MeanPatience = 120, Agents = 50 });
        kpis.AbandonmentRate.ShouldBe(0.031, 0.0005);
        kpis.AverageWait.ShouldBe(3.7, 0.05);
        kpis.Occupancy.ShouldBe(0.93, 0.005);
    }

    [Fact]
    public void Refuses_erlang_C_at_or_above_its_load()
    {
        var refusal = Should.Throw<StationarityException>(() => ErlangC.Evaluate(Benchmark with { Agents = 50 }));
        refusal.Message.ShouldContain("50 erlangs");
        refusal.Message.ShouldContain("50 agents");
        refusal.Message.ShouldContain("Erlang A");
    }

    [Theory]
    [InlineData(1, 0.01)]
    [InlineData(1, 50)]
    [InlineData(30, 3)]
    [InlineData(1000, 0.9)]
    [InlineData(100_000, 0.5)]
    [InlineData(100_000, 1)]
    [InlineData(100_000, 3)]
    public void Is_sound_from_one_agent_to_a_hundred_thousand_at_any_load(int agents, double loadPerAgent)
    {
        foreach (var patience in new[] { 1.0, 180, 100_000 })
        {
            var kpis = ErlangA.Evaluate(new QueueModel
            {
                ArrivalRate = agents * loadPerAgent / 300, MeanServiceTime = 300, MeanPatience = patience, Agents = agents, ShortAbandon = 5,
            });
            var figures = new[]
            {
                kpis.ProbabilityOfWaiting, kpis.AbandonmentRate, kpis.Occupancy, kpis.AverageSpeedOfAnswer, kpis.AverageWait,
                kpis.ServiceLevels.OfOffered, kpis.ServiceLevels.AbandonsIgnored, kpis.ServiceLevels.OfAnswered,
                kpis.ServiceLevels.AbandonsCountedAsMet, kpis.AverageWaitOfAbandoned, kpis.AverageQueueLength,
            };
            figures.ShouldAllBe(figure => double.IsFinite(figure) && figure >= 0);
            // Work is conserved: what is offered is handled or gives up.
            var abandoned = kpis.AverageWait / patience;
            (kpis.Occupancy * agents).ShouldBe(kpis.OfferedLoad * (1 - abandoned), 1e-9 * kpis.OfferedLoad);
        }
    }

    [Fact]
    public void Deep_overload_meets_the_fluid_limit()
    {
        var kpis = ErlangA.Evaluate(new QueueModel { ArrivalRate = 1000, MeanServiceTime = 300, MeanPatience = 180, Agents = 100_000 });
        kpis.AbandonmentRate.ShouldBe(1 - 1 / 3.0, 1e-9);
        kpis.Occupancy.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Very_long_patience_meets_erlang_C()
    {
        var model = Benchmark with { Agents = 55, MeanPatience = 1e9 };
        var (a, c) = (ErlangA.Evaluate(model), ErlangC.Evaluate(model));
        a.ProbabilityOfWaiting.ShouldBe(c.ProbabilityOfWaiting, 1e-6);
        a.ServiceLevels.OfOffered.ShouldBe(c.ServiceLevels.OfOffered, 1e-6);
        a.AverageSpeedOfAnswer.ShouldBe(c.AverageSpeedOfAnswer, 1e-4);
    }

    [Fact]
    public void No_waiting_places_meet_erlang_B_with_and_without_patience()
    {
        var expected = ErlangB.Evaluate(Benchmark).BlockingProbability;
        ErlangA.Evaluate(Benchmark with { Lines = 45 }).BlockingProbability.ShouldBe(expected, 1e-12);
        ErlangC.Evaluate(Benchmark with { Lines = 45 }).BlockingProbability.ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void Many_lines_meet_the_queue_without_limit()
    {
        var model = Benchmark with { Agents = 55, Lines = 3000, ShortAbandon = 5 };
        var free = model with { Lines = null };
        ErlangA.Evaluate(model).ServiceLevels.OfOffered.ShouldBe(ErlangA.Evaluate(free).ServiceLevels.OfOffered, 1e-12);
        ErlangC.Evaluate(model).ServiceLevels.OfOffered.ShouldBe(ErlangC.Evaluate(free).ServiceLevels.OfOffered, 1e-12);
        ErlangC.Evaluate(model).AverageSpeedOfAnswer.ShouldBe(ErlangC.Evaluate(free).AverageSpeedOfAnswer, 1e-10);
    }

    [Fact]
    public void Short_abandons_leave_both_sides_of_their_ratios()
    {
        var plain = ErlangA.Evaluate(Benchmark);
        var shortened = ErlangA.Evaluate(Benchmark with { ShortAbandon = 20 });
        var early = plain.AbandonedWithinTarget;
        shortened.ServiceLevels.OfOffered.ShouldBe(plain.ServiceLevels.AbandonsIgnored, 1e-12);
        shortened.AbandonmentRate.ShouldBe((plain.AbandonmentRate - early) / (1 - early), 1e-12);
        shortened.ServiceLevels.AbandonsCountedAsMet.ShouldBe(plain.ServiceLevels.AbandonsCountedAsMet, 1e-15);
    }

    [Fact]
    public void The_shares_of_a_queue_at_target_zero_are_those_answered_at_once()
    {
        var kpis = ErlangA.Evaluate(Benchmark with { Target = 0 });
        kpis.ServiceLevels.OfOffered.ShouldBe(1 - kpis.ProbabilityOfWaiting, 1e-12);
        ErlangA.Evaluate(Benchmark with { Target = 1e7 }).ServiceLevels.OfAnswered.ShouldBe(1, 1e-12);
    }

    [Theory]
    [InlineData("arrival rate")]
    [InlineData("mean patience")]
    [InlineData("number of lines")]
    [InlineData("target")]
    [InlineData("from 1e-100")]
    [InlineData("patience is too long")]
    [InlineData("swings over")]
    public void Refuses_nonsense_by_name(string what)
    {
        var model = what switch
        {
            "arrival rate" => Benchmark with { ArrivalRate = 0 },
            "mean patience" => Benchmark with { MeanPatience = -1 },
            "target" => Benchmark with { Target = double.PositiveInfinity },
            "from 1e-100" => Benchmark with { MeanPatience = double.Epsilon },
            "patience is too long" => Benchmark with { MeanPatience = 1e15 },
            "swings over" => Benchmark with { ArrivalRate = 45.0 / 300, MeanPatience = 1e15 },
            _ => Benchmark with { Lines = 44 },
        };
        Should.Throw<QueueRefusedException>(() => ErlangA.Evaluate(model)).Message.ShouldContain(what);
    }

    [Fact]
    public void Erlang_A_without_patience_is_refused() =>
        Should.Throw<QueueRefusedException>(() => ErlangA.Evaluate(Benchmark with { MeanPatience = null })).Message.ShouldContain("Erlang C");

    /// <summary>Two thousand million agents for forty erlangs: nobody waits, and nobody waits for the answer either.</summary>
    [Fact]
    public void Agents_beyond_any_load_cost_nothing()
    {
        for (var asked = 0; asked < 1000; asked++) ErlangB.Blocking(2_000_000_000, 40).ShouldBe(0);
        ErlangC.Evaluate(Benchmark with { Agents = 2_000_000_000 }).ProbabilityOfWaiting.ShouldBe(0);
    }

    [Fact]
    public void Load_at_a_blocking_inverts_blocking()
    {
        foreach (var agents in new[] { 1, 17, 400 })
            foreach (var blocking in new[] { 1e-6, 0.01, 0.5, 0.99 })
                ErlangB.Blocking(agents, ErlangB.LoadAtBlocking(agents, blocking)).ShouldBe(blocking, 1e-11);
    }
}
