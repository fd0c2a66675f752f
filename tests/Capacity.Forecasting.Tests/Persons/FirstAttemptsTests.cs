using Capacity.Forecasting.Persons;

namespace Capacity.Forecasting.Tests.Persons;

public class FirstAttemptsTests
{
    [Theory]
    [InlineData(0.8, 60, 0.5)]
    [InlineData(1.0, 60, 0.5)]
    [InlineData(1.5, 60, 0.8)]
    [InlineData(1.5, 35, 0.5)]
    [InlineData(2.0, 40, 0.7)]
    [InlineData(3.0, 60, 0.8)]
    [InlineData(3.0, 32, 0.5)]
    public void Persons_are_recovered_within_three_percent(double load, int lines, double redial)
    {
        var law = new RedialLaw(AfterAbandonment: redial);
        var calls = new CallingPersons(law, agents: 30, lines, load, seed: 11);
        var counts = calls.Run(days: 4);
        FirstAttempts.Of(counts, 30, law).Sum().ShouldBe(calls.Persons, 0.03 * calls.Persons);
    }

    [Fact]
    public void Where_everybody_is_answered_every_attempt_is_a_person() =>
        FirstAttempts.Of([new(100, 100, 0), new(50, 50, 0)], 30, new RedialLaw()).ShouldBe([100, 50]);

    [Fact]
    public void A_steady_overload_keeps_the_published_identity()
    {
        var law = new RedialLaw(AfterAbandonment: 0.6, MostAttempts: 200);
        var counts = Enumerable.Repeat(new AttemptCounts(1000, 400, 0), 400).ToList();
        FirstAttempts.Of(counts, 30, law)[^1].ShouldBe(1000 * (1 - 0.6 * 0.6), 1);
    }

    [Fact]
    public void Busy_lines_send_more_callers_back_than_waits()
    {
        var law = new RedialLaw(AfterAbandonment: 0.2, AfterBlocking: 0.9);
        var blocked = FirstAttempts.Of([.. Enumerable.Repeat(new AttemptCounts(100, 50, 50), 50)], 30, law).Sum();
        blocked.ShouldBeLessThan(0.8 * FirstAttempts.Of([.. Enumerable.Repeat(new AttemptCounts(100, 50, 0), 50)], 30, law).Sum());
    }

    [Fact]
    public void Delays_are_a_law() => new RedialLaw().Delays(30).Sum().ShouldBe(1, 1e-5);
}
