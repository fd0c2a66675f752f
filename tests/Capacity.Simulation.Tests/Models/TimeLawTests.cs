using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Numerics.Distributions;
using Capacity.Numerics.Queueing;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Models;

/// <summary>Laws of patience as the engines draw from them and ask them.</summary>
public sealed class TimeLawTests
{
    static readonly Dictionary<string, TimeLaw> s_laws = new()
    {
        ["exponential"] = TimeLaw.Exponential(180),
        ["lognormal"] = TimeLaw.Lognormal(180, 1.5),
        ["hyperexponential"] = TimeLaw.Hyperexponential(180, 2),
        ["uniform"] = TimeLaw.Uniform(100, 260),
        ["empirical"] = TimeLaw.Empirical(180, [0, 10, 10, 40, 300]),
    };

    public static TheoryData<string> Names => [.. s_laws.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Survival_is_the_share_of_draws_above(string name)
    {
        var law = s_laws[name];
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(i => law.Draw((i + 0.5) / 20_000))];

        foreach (var seconds in new[] { 0.0, 5, 24.9, 25.1, 60, 150, 240, 700, 5000 })
            law.Survival(seconds).ShouldBe(draws.Count(draw => draw > seconds) / 20_000.0, 2e-4, $"{seconds} s");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Draws_beyond_a_time_are_the_draws_above_it(string name)
    {
        var law = s_laws[name];
        foreach (var from in new[] { 0.0, 30, 120, 250 })
            foreach (var seconds in new[] { 1.0, 20, 60, 300 })
                (Enumerable.Range(0, 2000).Count(i => law.DrawBeyond(from, (i + 0.5) / 2000) > from + seconds) / 2000.0).ShouldBe(
                    law.Survival(from + seconds) / law.Survival(from), 0.001, $"{from} + {seconds} s");
    }

    [Fact]
    public void Who_has_waited_longer_than_anybody_does_goes_at_once()
    {
        TimeLaw.Uniform(100, 260).DrawBeyond(300, 0.4).ShouldBe(300);
        TimeLaw.Deterministic(100).DrawBeyond(99, 0.4).ShouldBe(100, 1e-6);
        TimeLaw.Of((Patience?)null).DrawBeyond(99, 0.4).ShouldBe(double.PositiveInfinity);
    }

    /// <summary>M/M/n+G: hyperexponential, deterministic and empirical patience, a share that balks, and everybody who balks.</summary>
    [Theory]
    [InlineData(PatienceLaw.Hyperexponential, 0)]
    [InlineData(PatienceLaw.Hyperexponential, 0.2)]
    [InlineData(PatienceLaw.Deterministic, 0)]
    [InlineData(PatienceLaw.Empirical, 0)]
    [InlineData(PatienceLaw.Exponential, 1)]
    public void Any_law_of_patience_gives_the_exact_figures(PatienceLaw law, double balking)
    {
        var patience = new Patience { Law = law, MeanSeconds = 180, CoefficientOfVariation = 2, Quantiles = [0, 1], Balking = balking };
        var run = Run(
            Scenario(2, [Voice("calls", 300, 180) with { Patience = patience }], [Team("team", 45, Skill("calls"))], Baseline("calls", 600 * 24)), 5);
        var exact = GeneralPatienceQueue.Evaluate(
            new() { ArrivalRate = 1 / 6.0, MeanServiceTime = 300, Agents = 45, Target = 20 }, MixtureDistribution.WithZeros(balking, law switch
            {
                PatienceLaw.Hyperexponential => MixtureDistribution.BalancedHyperexponential(180, 2),
                PatienceLaw.Deterministic => new DeterministicDistribution(180),
                PatienceLaw.Empirical => new UniformDistribution(0, 360),
                _ => new ExponentialDistribution(180),
            }));

        run.Values(0, ContactKpis.AbandonmentRate).ShouldAgreeWith(exact.AbandonmentRate, 0.003);
        run.Values(0, ContactKpis.AverageWait).ShouldAgreeWith(exact.AverageWait, 1);
        run.Values(0, ContactKpis.ServiceLevelOfOffered).ShouldAgreeWith(exact.ServiceLevels.OfOffered, 0.008);
        run.Values(0, ContactKpis.ServiceLevelAbandonsCountedAsMet).ShouldAgreeWith(exact.ServiceLevels.AbandonsCountedAsMet, 0.008);
    }

    /// <summary>M/M/n/K+G: 45 agents and 50 lines, so that more than a twentieth is turned away.</summary>
    [Theory]
    [InlineData(PatienceLaw.Hyperexponential, 300)]
    [InlineData(PatienceLaw.Deterministic, 40)]
    public void Any_law_of_patience_with_lines_gives_the_exact_figures(PatienceLaw law, double mean)
    {
        var patience = new Patience { Law = law, MeanSeconds = mean, CoefficientOfVariation = 2 };
        var plain = Scenario(
            2, [Voice("calls", 300, 180) with { Patience = patience }], [Team("team", 45, Skill("calls"))], Baseline("calls", 600 * 24));
        var run = Run(
            plain with { Network = plain.Network with { LineGroups = [new LineGroup { Id = "trunks", Queues = ["calls"], Lines = 50 }] } }, 5);
        var exact = GeneralPatienceQueue.Evaluate(
            new() { ArrivalRate = 1 / 6.0, MeanServiceTime = 300, Agents = 45, Lines = 50, Target = 20 },
            law == PatienceLaw.Deterministic ? new DeterministicDistribution(mean) : MixtureDistribution.BalancedHyperexponential(mean, 2));

        exact.BlockingProbability.ShouldBeGreaterThan(0.05);
        run.Values(0, tally => tally.Blocked / tally.Offered).ShouldAgreeWith(exact.BlockingProbability, 0.003);
        run.Values(0, ContactKpis.AbandonmentRate).ShouldAgreeWith(exact.AbandonmentRate, 0.003);
        run.Values(0, ContactKpis.AverageWait).ShouldAgreeWith(exact.AverageWait, 0.3);
        run.Values(0, ContactKpis.ServiceLevelOfOffered).ShouldAgreeWith(exact.ServiceLevels.OfOffered, 0.008);
    }
}
