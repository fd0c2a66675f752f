using Capacity.Domain.Networks;
using Capacity.Forecasting.Nowcasts;
using Capacity.Numerics.Randomness;

namespace Capacity.Forecasting.Tests.Nowcasts;

/// <summary>A day of twenty half hours from 8:00, fifty contacts expected in each.</summary>
public class DayOutlookTests
{
    private static readonly Nowcast Model = new(WeeklyVariation: 0, DailyVariation: 0.15, IntervalVariation: 0.05, IntervalCorrelation: 0);
    private static readonly ExpectedStep[] Steps = [.. Enumerable.Range(16, 20).Select(half => new ExpectedStep(30 * half, 30, 50))];

    [Fact]
    public void Before_the_first_interval_the_day_is_as_expected()
    {
        var outlook = DayOutlook.Of(Model, Steps, []);
        (outlook.Ahead.Count, outlook.Day.Total.Mean).ShouldBe((20, 1000));
    }

    [Fact]
    public void After_a_busy_morning_every_step_to_come_is_busier()
    {
        var outlook = DayOutlook.Of(Model, Steps, Came(8, 75));
        outlook.Ahead.Count.ShouldBe(12);
        outlook.Ahead.ShouldAllBe(step => step.Contacts.Mean > 60 && step.Contacts.Mean < 75 && step.Contacts.P10 < step.Contacts.Mean);
        outlook.Ahead.Sum(step => step.Contacts.Mean).ShouldBe(outlook.Day.Remaining.Mean, 1e-6);
        outlook.Day.Total.Mean.ShouldBe(600 + outlook.Day.Remaining.Mean, 1e-6);
    }

    [Fact]
    public void An_interval_that_did_not_come_is_still_to_come()
    {
        var gap = Came(8, 50).Where(interval => interval.From != 30 * 18).ToList();
        var outlook = DayOutlook.Of(Model, Steps, gap);
        (outlook.ExpectedSoFar, outlook.Ahead.Count).ShouldBe((350, 12));
        outlook.Day.Total.Mean.ShouldBe(1000, 1e-6);
    }

    [Fact]
    public void Two_sources_of_one_interval_are_one_stretch_of_the_day()
    {
        var outlook = DayOutlook.Of(Model, Steps, [.. Came(8, 25), .. Came(8, 25)]);
        (outlook.ExpectedSoFar, outlook.Observed).ShouldBe((400, 400));
        outlook.Day.Factor.Mean.ShouldBe(1, 1e-3);
    }

    [Fact]
    public void Quarter_hours_fill_half_hours()
    {
        List<(double, double, double)> quarters = [.. Enumerable.Range(32, 6).Select(quarter => (15.0 * quarter, 15.0 * quarter + 15, 25.0))];
        DayOutlook.Of(Model, Steps, quarters).ExpectedSoFar.ShouldBe(150, 1e-9);
    }

    [Fact]
    public void Four_of_five_days_end_in_the_band()
    {
        var inside = 0;
        for (var trial = 0UL; trial < 500; trial++)
        {
            var stream = RandomStream.For(11, trial, StreamPurpose.Volume);
            var day = stream.NextGamma(1 / (0.15 * 0.15), 1);
            double Half() => stream.NextPoisson(50 * day * stream.NextGamma(400, 1));
            var morning = Enumerable.Range(16, 8).Select(half => (30.0 * half, 30.0 * half + 30, Half())).ToList();
            var rest = Enumerable.Range(0, 12).Sum(_ => Half());
            var remaining = DayOutlook.Of(Model, Steps, morning).Day.Remaining;
            inside += rest >= remaining.P10 && rest <= remaining.P90 ? 1 : 0;
        }
        (inside / 500.0).ShouldBeInRange(0.76, 0.86);
    }

    [Fact]
    public void More_contacts_than_expected_need_more_agents_than_expected()
    {
        var queue = new Queue { Channel = Channel.Voice, Patience = new Patience { MeanSeconds = 180 }, Goals = new QueueGoals { ServiceLevel = 0.8, TargetSeconds = 20 } };
        var staff = StaffOutlook.Of(queue, 300, DayOutlook.Of(Model, Steps, Came(8, 75)).Ahead).ShouldNotBeNull();
        (staff.Expected < staff.Needed && staff.Needed < staff.NeededAtMost).ShouldBeTrue();
        staff.ServiceLevel.ShouldBeLessThan(0.8);
        StaffOutlook.Of(queue, 300, DayOutlook.Of(Model, Steps, Came(8, 50)).Ahead)!.ServiceLevel.ShouldBeGreaterThanOrEqualTo(0.8);
    }

    [Fact]
    public void Where_nobody_gives_up_agents_below_the_load_answer_nobody_in_time()
    {
        var queue = new Queue { Channel = Channel.Voice, Patience = null };
        StaffOutlook.Of(queue, 300, DayOutlook.Of(Model with { DailyVariation = 1 }, Steps, Came(8, 150)).Ahead)!.ServiceLevel.ShouldBe(0);
    }

    [Fact]
    public void Cases_that_wait_need_nobody_at_once() =>
        StaffOutlook.Of(new Queue { Channel = Channel.Email }, 300, DayOutlook.Of(Model, Steps, []).Ahead).ShouldBeNull();

    private static List<(double From, double Until, double Contacts)> Came(int halves, double each) =>
        [.. Enumerable.Range(16, halves).Select(half => (30.0 * half, 30.0 * half + 30, each))];
}
