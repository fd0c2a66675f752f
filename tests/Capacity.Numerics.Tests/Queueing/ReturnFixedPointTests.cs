using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Queueing;

/// <summary>The fixed point of returns beside the exact chain; minutes, 10 agents, handle time 5, patience 2.</summary>
public class ReturnFixedPointTests
{
    static QueueModel Model(double rate) => new() { ArrivalRate = rate, MeanServiceTime = 5, MeanPatience = 2, Agents = 10, Target = 0.33 };

    static OrbitKpis Exact(double rate, double redial, double repeat, double meanReturn) => new OrbitQueue
    {
        FreshRate = rate, ServiceRate = 0.2, AbandonmentRate = 0.5, Agents = 10, RedialProbability = redial, RepeatProbability = repeat,
        ReturnRate = 1 / meanReturn, MostPresent = 50, MostInOrbit = (int)(40 + 5 * rate * meanReturn),
    }.Evaluate();

    [Theory]
    [InlineData(1.5, 0.5, 0, 12)]
    [InlineData(2.0, 0.5, 0, 12)]
    [InlineData(2.0, 0.7, 0, 20)]
    [InlineData(2.5, 0.5, 0, 12)]
    [InlineData(1.8, 0.5, 0.2, 12)]
    [InlineData(1.5, 0, 0.2, 7.5)]
    [InlineData(3.0, 0.7, 0, 5)]
    [InlineData(4.0, 0.5, 0, 3)]
    public void Meets_the_exact_chain_where_returns_are_slow_or_overload_is_deep(double rate, double redial, double repeat, double meanReturn)
    {
        var found = ReturnFixedPoint.Solve(Model(rate), redial, repeat, meanReturn);
        var exact = Exact(rate, redial, repeat, meanReturn);
        found.OfAttempts.AbandonmentRate.ShouldBe(exact.AbandonmentPerAttempt, 0.011);
        found.Amplification.ShouldBe(exact.Amplification, 0.02);
    }

    [Fact]
    public void Is_refused_where_people_who_redial_at_once_would_make_it_wrong()
    {
        var refusal = Should.Throw<QueueRefusedException>(() => ReturnFixedPoint.Solve(Model(2), 0.7, 0, 2));
        refusal.Message.ShouldContain("OrbitQueue");
        Exact(2, 0.7, 0, 2).AbandonmentPerAttempt.ShouldBeGreaterThan(ReturnFixedPoint.Solve(Model(2), 0.7, 0, 1000).OfAttempts.AbandonmentRate + 0.035);
    }

    [Fact]
    public void Persons_are_settled_or_lost_for_good()
    {
        var found = ReturnFixedPoint.Solve(Model(2), 0.5, 0.2, 60);
        var lost = found.Amplification * found.OfAttempts.AbandonmentRate * 0.5;
        (found.PersonsSettled + lost).ShouldBe(1, 1e-9);
    }
}
