using Capacity.Numerics.Distributions;
using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Queueing;

public class UncertainRateTests
{
    static readonly QueueModel Model = new() { ArrivalRate = 600.0 / 3600, MeanServiceTime = 300, MeanPatience = 180, Agents = 52, Target = 20 };

    static readonly StaffingGoals Goal = new() { ServiceLevel = 0.8 };

    [Fact]
    public void A_bad_day_is_worse_and_a_good_day_better_than_the_known_rate()
    {
        var known = ErlangA.Evaluate(Model).ServiceLevels.OfOffered;
        UncertainRate.OfDay(Model, 0.15, 0.9).ServiceLevels.OfOffered.ShouldBeLessThan(known - 0.15);
        UncertainRate.OfDay(Model, 0.15, 0.1).ServiceLevels.OfOffered.ShouldBeGreaterThan(known + 0.1);
    }

    /// <summary>The mean over days of the quantile function is the mean over days: the volume-weighted level by another way.</summary>
    [Fact]
    public void Days_add_up_to_the_long_run()
    {
        const int days = 4000;
        double answered = 0, offered = 0;
        for (var i = 0; i < days; i++)
        {
            var day = UncertainRate.OfDay(Model, 0.3, (i + 0.5) / days);
            offered += day.OfferedLoad;
            answered += day.OfferedLoad * day.ServiceLevels.OfOffered;
        }

        (answered / offered).ShouldBe(ErlangA.EvaluateUnderGammaBusyness(Model, 0.3).ServiceLevel, 2e-4);
    }

    [Fact]
    public void Share_of_days_and_day_of_a_share_are_inverse()
    {
        var share = UncertainRate.ShareOfDaysThatMeet(Model, 0.15, Goal);
        UncertainRate.OfDay(Model, 0.15, share).ServiceLevels.OfOffered.ShouldBe(0.8, 1e-9);
        UncertainRate.ShareOfDaysThatMeet(Model with { Agents = 500 }, 0.15, Goal).ShouldBe(1);
    }

    [Fact]
    public void Agents_for_a_share_of_days_are_the_fewest()
    {
        var found = UncertainRate.AgentsForShareOfDays(Model, 0.15, 0.9, Goal).Agents;
        UncertainRate.ShareOfDaysThatMeet(Model with { Agents = found }, 0.15, Goal).ShouldBeGreaterThanOrEqualTo(0.9);
        UncertainRate.ShareOfDaysThatMeet(Model with { Agents = found - 1 }, 0.15, Goal).ShouldBeLessThan(0.9);
    }

    [Fact]
    public void Agents_for_the_long_run_are_the_fewest_and_lie_between()
    {
        var found = UncertainRate.AgentsForLongRun(Model, 0.15, 0.8);
        ErlangA.EvaluateUnderGammaBusyness(Model with { Agents = found }, 0.15).ServiceLevel.ShouldBeGreaterThanOrEqualTo(0.8);
        ErlangA.EvaluateUnderGammaBusyness(Model with { Agents = found - 1 }, 0.15).ServiceLevel.ShouldBeLessThan(0.8);
        found.ShouldBeInRange(StaffingRequirement.Find(QueueMethod.ErlangA, Model, Goal).Agents + 1,
            UncertainRate.AgentsForShareOfDays(Model, 0.15, 0.9, Goal).Agents - 1);
    }

    /// <summary>Days of a thousand kinds, equally likely: sums of what is above the line over sums of what is below, not a mean of ratios.</summary>
    [Fact]
    public void Short_abandons_leave_both_sums_over_all_days()
    {
        var model = new QueueModel { ArrivalRate = 1 / 6.0, MeanServiceTime = 300, MeanPatience = 60, Agents = 45, Target = 20, ShortAbandon = 15 };
        var law = GammaDistribution.OfMeanAndVariation(1, 0.5);
        double counted = 0, answered = 0, abandoned = 0;
        for (var day = 0; day < 1000; day++)
        {
            var busyness = law.Quantile((day + 0.5) / 1000);
            var kpis = ErlangA.Evaluate(model with { ArrivalRate = model.ArrivalRate * busyness });
            var inTarget = busyness * (kpis.ServiceLevels.AbandonsCountedAsMet - kpis.AbandonedWithinTarget);
            answered += inTarget;
            counted += inTarget / kpis.ServiceLevels.OfOffered;
            abandoned += kpis.AbandonmentRate * inTarget / kpis.ServiceLevels.OfOffered;
        }

        var (level, rate) = ErlangA.EvaluateUnderGammaBusyness(model, 0.5);
        level.ShouldBe(answered / counted, 1e-3);
        rate.ShouldBe(abandoned / counted, 1e-3);
    }
}
