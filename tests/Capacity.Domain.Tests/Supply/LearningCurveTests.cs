using Capacity.Domain.Supply;

namespace Capacity.Domain.Tests.Supply;

public class LearningCurveTests
{
    private static readonly LearningCurve Usual = new();

    [Fact]
    public void Runs_from_53_percent_to_full_in_twelve_months()
    {
        Usual.Efficiency(0).ShouldBe(0.53);
        Usual.Efficiency(6).ShouldBe(0.765, 1e-12);
        Usual.Efficiency(12).ShouldBe(1);
        Usual.Efficiency(40).ShouldBe(1);
    }

    /// <summary>Cinareo, 1,800 agents: the mean of the first year is 67 %, plausible only with the training days counted as zero.</summary>
    [Fact]
    public void The_first_year_with_its_forty_days_of_training_is_worth_two_thirds()
    {
        var days = Enumerable.Range(0, 365).Select(day => day < 40 ? 0 : Usual.Efficiency((day - 40 + 0.5) * 12 / 365.25));

        days.Average().ShouldBe(0.66, 0.01);
    }

    [Fact]
    public void A_power_of_practice_gains_most_at_first()
    {
        var power = Usual with { Shape = LearningShape.Power };

        power.Efficiency(0).ShouldBe(0.53, 1e-12);
        power.Efficiency(12).ShouldBe(1);
        power.Efficiency(3).ShouldBe(0.53 * Math.Pow(4, Math.Log(1 / 0.53) / Math.Log(13)), 1e-12);
        power.Efficiency(3).ShouldBeGreaterThan(Usual.Efficiency(3));
    }

    [Fact]
    public void Resolution_has_a_start_of_its_own()
    {
        Usual.Resolution(0).ShouldBe(0.85);
        Usual.Resolution(12).ShouldBe(1);
    }
}
