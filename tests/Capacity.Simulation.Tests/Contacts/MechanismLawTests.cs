using Capacity.Domain.Demand;
using Capacity.Domain.Kpis;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Numerics.Queueing;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>Each mechanism alone, where its effect is known exactly.</summary>
public sealed class MechanismLawTests
{
    static Domain.Scenarios.Scenario WithLines(Domain.Scenarios.Scenario scenario, int lines) => scenario with
    {
        Network = scenario.Network with { LineGroups = [new LineGroup { Id = "lines", Queues = ["calls"], Lines = lines }] },
    };

    [Fact]
    public void Finite_lines_block_as_Erlang_A_with_finite_lines_says()
    {
        var exact = ErlangA.Evaluate(new Capacity.Numerics.Queueing.QueueModel
        {
            ArrivalRate = 3 / 60.0, MeanServiceTime = 300, MeanPatience = 180, Agents = 10, Lines = 14,
        });
        var scenario = Scenario(4, [Voice("calls", 300, 180)], [Team("team", 10, Skill("calls"))], Baseline("calls", PerDay(3)));
        var run = Run(WithLines(scenario, 14), 6);

        exact.BlockingProbability.ShouldBeGreaterThan(0.1);
        run.Values(0, tally => tally.Blocked / tally.Offered).ShouldAgreeWith(exact.BlockingProbability, 0.002);
        run.Values(0, ContactKpis.AbandonmentRate).ShouldAgreeWith(exact.AbandonmentRate, 0.002);
    }

    /// <summary>With agents enough for everybody, lines are Erlang B with the talk time alone.</summary>
    [Fact]
    public void A_line_is_free_while_the_agent_wraps_up()
    {
        var calls = Voice("calls", 300, null) with { HandleTime = new HandleTime { MeanSeconds = 300, WrapUpSeconds = 120 } };
        var scenario = Scenario(4, [calls], [Team("team", 60, Skill("calls"))], Baseline("calls", PerDay(3)));
        var run = Run(WithLines(scenario, 10), 6);

        run.Values(0, tally => tally.Blocked / tally.Offered).ShouldAgreeWith(ErlangB.Blocking(10, 3 * 180 / 60.0), 0.002);
    }

    [Fact]
    public void Who_is_blocked_tries_again_like_who_gave_up()
    {
        var calls = Voice("calls", 300, null) with { Redial = new Redial { Probability = 0.6, MaximumAttempts = 200 } };
        var scenario = Scenario(13, [calls], [Team("team", 10, Skill("calls"))], Baseline("calls", PerDay(3)));
        var run = Run(WithLines(scenario, 10), 4);

        run.Values(0, tally => tally.Redials / tally.Blocked).ShouldAgreeWith(0.6, 0.005);
        run.Tallies(0).ShouldAllBe(tally => tally.Abandoned == 0);
    }

    /// <summary>A chat's handle time is known when it ends: those in hand at the last midnight end in the run-out.</summary>
    [Fact]
    public void Chats_of_the_last_day_take_as_long_as_those_before()
    {
        var chat = Voice("chat", 4000, 3000) with { Channel = Channel.Chat, Concurrency = new Concurrency { Maximum = 3, Stretch = [1, 1.2, 1.5] } };
        var run = Run(Scenario(1, [chat], [Team("team", 4, Skill("chat"))], Baseline("chat", PerDay(0.15))), 60);

        double Mean(int first, int days) => run.Tallies(0, first, days).Average(tally => ContactKpis.AverageHandleTime.Of(tally));
        Mean(6, 1).ShouldBe(Mean(1, 5), 0.06 * Mean(1, 5));
    }

    /// <summary>Nobody answers, and every attempt lasts some seconds: each person ends with its last attempt, even the three hundredth.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(300)]
    [InlineData(1000)]
    public void Nobody_tries_more_often_than_people_do_at_most(int attempts)
    {
        var calls = Voice("calls", 300, 1) with { Redial = new Redial { Probability = 1, MaximumAttempts = attempts, FastShare = 1, FastMeanSeconds = 1 } };
        var scenario = Scenario(1, [calls], [Team("team", 0, Skill("calls"))], Baseline("calls", 10, [1, .. new double[23]]));
        var tally = Run(scenario, 1).Tallies(0)[0];

        tally.Fresh.ShouldBeGreaterThan(40);
        tally.Offered.ShouldBe(attempts * tally.Fresh);
        tally.Persons.ShouldBe(tally.Fresh);
    }

    /// <summary>Patient customers, one agent: they come with probability exp(−w ÷ 300) where w is the work ahead, so a birth-death chain.</summary>
    [Fact]
    public void An_announced_wait_turns_away_the_share_that_does_not_accept_it()
    {
        var calls = Voice("calls", 120, 1e6) with { Patience = new Patience { MeanSeconds = 1e6, AcceptedWaitSeconds = 300 } };
        var run = Run(Scenario(13, [calls], [Team("team", 1, Skill("calls"))], Baseline("calls", PerDay(0.6))), 6);
        double[] joins = [.. Enumerable.Range(0, 60).Select(present => present == 0 ? 1 : Math.Exp(-present * 120 / 300.0))];
        double[] weights = [.. Enumerable.Range(0, 60).Select(state => Enumerable.Range(0, state).Aggregate(1.0, (product, k) => product * 1.2 * joins[k]))];
        var turnedAway = weights.Zip(joins, (weight, join) => weight * (1 - join)).Sum() / weights.Sum();

        run.Values(0, tally => tally.Abandoned / tally.Offered).ShouldAgreeWith(turnedAway, 0.004);
    }

    [Fact]
    public void Callbacks_are_given_up_when_every_call_was_in_vain()
    {
        var calls = Voice("calls", 300, 60) with { Callback = new CallbackOffer { ThresholdSeconds = 0, Acceptance = 1, Queue = "callbacks" } };
        var callbacks = Voice("callbacks", 200, null, 3600) with
        {
            Channel = Channel.Callback, CallbackTries = new CallbackTries { NotReached = 0.4, MaximumTries = 3, RetryAfterSeconds = 1800 },
        };
        var run = Run(
            Scenario(4, [calls, callbacks], [Team("few", 3, Skill("calls")), Team("many", 9, Skill("callbacks"))], Baseline("calls", PerDay(2))), 6);

        run.Values(1, tally => tally.Abandoned / (tally.Abandoned + tally.Answered)).ShouldAgreeWith(0.4 * 0.4 * 0.4, 0.003);
        run.Values(1, tally => tally.FailedCalls / (tally.Abandoned + tally.Answered)).ShouldAgreeWith(0.4 + 0.16 + 0.064, 0.006);
        run.Values(1, tally => tally.WaitOfAnswered / tally.Answered).Min().ShouldBeGreaterThan(0.6 * 0.4 / 0.936 * 1800, "the true wait counts");
    }

    [Fact]
    public void Callbacks_between_two_calls_in_vain_are_as_old_as_they_are()
    {
        var callbacks = Voice("callbacks", 200, null, 3600) with
        {
            Channel = Channel.Callback, CallbackTries = new CallbackTries { NotReached = 1, MaximumTries = 9, RetryAfterSeconds = 86_400 },
        };
        var run = Run(Scenario(1, [callbacks], [Team("many", 20, Skill("callbacks"))], Baseline("callbacks", 600)), 6);
        var evening = run.Tallies(0, 0, 1).ToList();

        evening.Average(tally => tally.BacklogAgeSeconds / tally.BacklogAtEnd).ShouldBe(43_200, 1500);
    }

    [Fact]
    public void A_share_of_served_contacts_is_handed_on_after_a_shorter_part()
    {
        var calls = Voice("calls", 300, null) with { Transfer = new Transfer { Probability = 0.2, Queue = "desk", HandleTimeFactor = 0.5 } };
        var run = Run(Scenario(
            4, [calls, Voice("desk", 200, null)], [Team("a", 15, Skill("calls")), Team("b", 5, Skill("desk"))], Baseline("calls", PerDay(2))), 6);

        run.Values(0, ContactKpis.AverageHandleTime).ShouldAgreeWith(300 * 0.9, 1);
        run.Tallies(1).Zip(run.Tallies(0), (desk, first) => desk.Transfers / first.Answered).ToArray().ShouldAgreeWith(0.2, 0.003);
        run.Tallies(1).ShouldAllBe(desk => desk.Offered == desk.Transfers && desk.Persons == 0);
    }

    [Fact]
    public void A_silent_customer_holds_the_chat_until_the_time_out()
    {
        var chat = Voice("chat", 300, null) with
        {
            Channel = Channel.Chat, Concurrency = new Concurrency { Maximum = 1, Stretch = [1], SilentShare = 0.3, TimeOutSeconds = 400 },
        };
        var run = Run(Scenario(4, [chat], [Team("team", 20, Skill("chat"))], Baseline("chat", PerDay(2))), 6);

        run.Values(0, ContactKpis.AverageHandleTime).ShouldAgreeWith(0.7 * 300 + 0.3 * (150 + 400), 2);
        run.Values(0, tally => tally.TimedOut / tally.Answered).ShouldAgreeWith(0.3, 0.003);
        run.Values(0, ContactKpis.Resolution).ShouldAgreeWith(0.7, 0.003);
    }

    [Fact]
    public void A_share_of_cases_changes_channel_at_the_due_time()
    {
        var files = Voice("files", 300, null, 7200) with { Channel = Channel.BackOffice, ChannelChange = new ChannelChange { Probability = 0.3, Queue = "calls" } };
        var run = Run(Scenario(2, [Voice("calls", 300, null), files], [Team("team", 20, Skill("calls"))], Baseline("files", 1000)), 8);

        run.Values(1, tally => tally.Abandoned / tally.Offered).ShouldAgreeWith(0.3, 0.004);
        run.Values(1, tally => tally.WaitOfAll / tally.Abandoned).ShouldAllBe(wait => Math.Abs(wait - 7200) < 0.01);
        run.Tallies(0).Zip(run.Tallies(1), (calls, left) => calls.ChannelChanges / left.Abandoned).Average().ShouldBe(1, 0.01);
    }

    [Fact]
    public void Who_comes_back_from_self_service_is_hard_more_often()
    {
        var scenario = Scenario(4, [Voice("calls", 60, null)], [Team("team", 20, Skill("calls"))], Baseline("calls", PerDay(2)));
        var run = Run(
            scenario with
            {
                Levers = [new Deflection { Id = "faq", Reason = "settled", From = scenario.Start, Share = 1, Resolution = 0, ReturnMeanDays = 0.01, ReturnHardShare = 0.25 }],
            }, 6);

        run.Tallies(0).ShouldAllBe(tally => tally.SelfServiceReturns == tally.Offered && tally.Persons == tally.Offered);
        run.Values(0, tally => tally.Hard / tally.Answered).ShouldAgreeWith(0.25, 0.003);
    }

    [Fact]
    public void Teams_and_channels_settle_their_share_of_what_the_reason_allows()
    {
        var calls = Voice("calls", 60, null) with { ResolutionFactor = 0.8, Reasons = [new ReasonShare { Reason = "half", Share = 1 }] };
        var run = Run(Scenario(4, [calls], [Team("new", 20, Skill("calls") with { ResolutionFactor = 0.6 })], Baseline("calls", PerDay(2))), 6);

        run.Values(0, ContactKpis.Resolution).ShouldAgreeWith(0.5 * 0.8 * 0.6, 0.003);
    }

    [Theory]
    [InlineData(UncertaintyLaw.Lognormal, 1.1, 0.3)]
    [InlineData(UncertaintyLaw.Gamma, 1.1, 0.3)]
    [InlineData(UncertaintyLaw.Triangular, (0.5 + 1.2 + 2) / 3, 0)]
    [InlineData(UncertaintyLaw.Beta, (0.5 + 4 * 1.2 + 2) / 6, 0)]
    public void Uncertain_factors_have_the_mean_and_the_range_of_their_law(UncertaintyLaw law, double mean, double variation)
    {
        var model = new UncertaintyModel(UncertainFigure.Patience, -1, new Uncertainty
        {
            Law = law, Mean = 1.1, CoefficientOfVariation = 0.3, Low = 0.5, Mode = 1.2, High = 2,
        });
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(i => model.Draw((i + 0.5) / 20_000))];

        draws.ShouldBeInOrder();
        draws.Average().ShouldBe(mean, 0.002);
        model.Mean.ShouldBe(mean, 1e-12);
        if (variation > 0)
            (Math.Sqrt(draws.Average(draw => draw * draw) - mean * mean) / mean).ShouldBe(variation, 0.01);
        else
            (draws[0], draws[^1]).ShouldSatisfyAllConditions(ends => ends.Item1.ShouldBeInRange(0.5, 0.6), ends => ends.Item2.ShouldBeInRange(1.9, 2));
    }

    [Fact]
    public void An_uncertain_figure_is_drawn_once_per_replication()
    {
        var calls = Voice("calls", 300, null);
        var scenario = Scenario(4, [calls], [Team("team", 40, Skill("calls"))], Baseline("calls", PerDay(2))) with
        {
            Uncertainties = [new Uncertainty { Id = "volume", Figure = UncertainFigure.BaselineContacts, CoefficientOfVariation = 0.3 }],
        };
        var offered = Run(scenario, 60).Values(0, tally => tally.Offered / (28 * PerDay(2)));
        var again = Run(scenario, 60).Values(0, tally => tally.Offered / (28 * PerDay(2)));

        again.ShouldBe(offered);
        offered.Average().ShouldBe(1, 4 * 0.3 / Math.Sqrt(60));
        Math.Sqrt(offered.Average(x => x * x) - offered.Average() * offered.Average()).ShouldBeInRange(0.2, 0.4);
    }

    [Fact]
    public void An_empirical_law_is_linear_between_its_quantiles_and_has_the_given_mean()
    {
        var law = TimeLaw.Empirical(300, [1, 2, 5]);

        law.Draw(0.5).ShouldBe(300 * 2 / 2.5, 1e-9);
        law.Draw(0.25).ShouldBe(300 * 1.5 / 2.5, 1e-9);
        Enumerable.Range(0, 10_000).Average(i => law.Draw((i + 0.5) / 10_000)).ShouldBe(300, 0.01);
    }
}
