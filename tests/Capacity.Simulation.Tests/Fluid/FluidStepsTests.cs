using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Fluid;
using Capacity.Simulation.Models;
using NodaTime;

namespace Capacity.Simulation.Tests.Fluid;

/// <summary>Whole hours are computed where doors keep to them: what happens at half past must not be lost.</summary>
public class FluidStepsTests
{
    static readonly LocalTime s_noon = new(12, 0);

    [Theory]
    [InlineData(15, 0, 3600, 2)]
    [InlineData(30, 0, 3600, 2)]
    [InlineData(60, 0, 3600, 1)]
    [InlineData(15, 30, 1800, 1)]
    [InlineData(60, 30, 3600, 1)]
    public void Intervals_are_hours_where_doors_keep_to_them(int minutes, int opensPast, int seconds, int slices)
    {
        var model = new FluidModel(SimulationModel.Compile(Day(s_noon, opensPast) with { IntervalMinutes = minutes }));
        model.Timeline.IntervalSeconds.ShouldBe(seconds);
        model.Slices.ShouldBe(slices);
    }

    /// <summary>A queue beside that opens at half past, for nobody, makes all go by half hours.</summary>
    [Fact]
    public void By_hours_a_day_has_the_figures_that_it_has_by_half_hours()
    {
        var (hours, halves) = (FluidTheoryTests.FifthDay(Day(s_noon, 0)), FluidTheoryTests.FifthDay(Day(s_noon, 30)));
        ContactKpis.AbandonmentRate.Of(halves).ShouldBeInRange(0.03, 0.3, "the day has to be one on which something can go wrong");
        ContactKpis.ServiceLevelOfOffered.Of(hours).ShouldBe(ContactKpis.ServiceLevelOfOffered.Of(halves), 0.02);
        ContactKpis.AbandonmentRate.Of(hours).ShouldBe(ContactKpis.AbandonmentRate.Of(halves), 0.012);
        ContactKpis.AverageWait.Of(hours).ShouldBe(ContactKpis.AverageWait.Of(halves), 0.1 * ContactKpis.AverageWait.Of(halves));
        ContactKpis.Amplification.Of(hours).ShouldBe(ContactKpis.Amplification.Of(halves), 0.01);
        hours.Offered.ShouldBe(hours.Answered + hours.Abandoned, 0.01);
    }

    /// <summary>What leaving half an hour later brings is half of what an hour later brings.</summary>
    [Fact]
    public void Who_leaves_at_half_past_is_there_until_then()
    {
        double Abandoned(LocalTime until) => FluidTheoryTests.FifthDay(Day(until, 0)).Abandoned;
        var (noon, half, one) = (Abandoned(s_noon), Abandoned(new LocalTime(12, 30)), Abandoned(new LocalTime(13, 0)));
        (noon - one).ShouldBeGreaterThan(20);
        (noon - half).ShouldBeInRange(0.3 * (noon - one), 0.7 * (noon - one));
    }

    /// <summary>A line with a morning team and redials, busiest at noon, and another one without contacts that opens so many minutes past seven.</summary>
    static Scenario Day(LocalTime until, int opensPast)
    {
        var hours = SmallCenter.Daily(7, 20);
        var line = SmallCenter.Voice("line", 300, 180) with
        {
            OpeningHours = hours, Redial = new Redial { Probability = 0.5, MaximumAttempts = 20, FastShare = 1, FastMeanSeconds = 600 },
        };
        var beside = SmallCenter.Voice("beside", 300, 180) with
        {
            OpeningHours = OpeningHours.Weekly(new LocalTime(7, opensPast), new LocalTime(20, 0), [.. hours.Periods.Select(period => period.Day)]),
        };
        var morning = SmallCenter.Team("morning", 12, SmallCenter.Skill("line")) with
        {
            WorkingHours = OpeningHours.Weekly(new LocalTime(7, 0), until, [.. hours.Periods.Select(period => period.Day)]),
            ContractHours = 7 * (until - new LocalTime(7, 0)).ToDuration().TotalHours,
        };
        double[] shape = [.. Enumerable.Range(0, 24).Select(hour => hour is < 7 or >= 20 ? 0.0 : 20 - Math.Abs(hour - 12))];
        return SmallCenter.Scenario(
            1, [line, beside], [SmallCenter.Team("all day", 24, SmallCenter.Skill("line")) with { WorkingHours = hours, ContractHours = 7 * 13 }, morning],
            SmallCenter.Baseline("line", 4200, shape)) with { IntervalMinutes = 30 };
    }
}
