using Capacity.Domain.Networks;
using Capacity.Simulation.Models;
using NodaTime;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Models;

public sealed class TimelineTests
{
    static SimulationModel Compile(LocalDate start, Queue? queue = null) => SimulationModel.Compile(
        Scenario(2, [queue ?? Voice("calls", 300, 180)], [Team("team", 10, Skill("calls"))], Baseline("calls", 4800)) with { Start = start });

    [Theory]
    [InlineData(2020, 3, 23, 6, 23)]
    [InlineData(2020, 10, 19, 6, 25)]
    [InlineData(2020, 6, 1, 6, 24)]
    public void Days_have_as_many_hours_as_their_clocks_say(int year, int month, int date, int day, int hours)
    {
        var timeline = Compile(new LocalDate(year, month, date)).Timeline;

        (timeline.StartOfDay(day + 1) - timeline.StartOfDay(day)).ShouldBe(hours * 3600);
        Enumerable.Range(0, timeline.Intervals).Count(i => timeline.DayOf(i) == day).ShouldBe(hours);
    }

    [Fact]
    public void A_day_of_25_hours_opens_at_nine_and_keeps_its_contacts_and_its_agents()
    {
        var calls = Voice("calls", 300, 180) with { OpeningHours = Daily(9, 17) };
        var model = Compile(new LocalDate(2020, 10, 19), calls);
        var fresh = model.FreshContacts()[0];
        var intervals = Enumerable.Range(0, model.Timeline.Intervals).Where(i => model.Timeline.DayOf(i) == 6).ToList();

        model.Network.Queues[0].Open.NextOpenMoment(model.Timeline.StartOfDay(6), 0).ShouldBe(model.Timeline.StartOfDay(6) + 10 * 3600);
        intervals.Sum(i => fresh[i]).ShouldBe(4800, 1e-6);
        intervals.Count(i => fresh[i] > 0).ShouldBe(8);
        var agents = model.Agents()[0];
        intervals.ShouldAllBe(i => agents[i] == 10);
    }

    [Fact]
    public void A_queue_in_another_zone_opens_by_its_own_clock()
    {
        var calls = Voice("calls", 300, 180) with { OpeningHours = Daily(9, 17), TimeZone = "Europe/London" };
        var model = Compile(new LocalDate(2020, 6, 1), calls);

        model.Network.Queues[0].Open.NextOpenMoment(0, 0).ShouldBe(10 * 3600);
    }

    [Fact]
    public void Weeks_are_named_as_ISO_weeks()
    {
        Compile(new LocalDate(2020, 12, 28)).Timeline.WeekName(0).ShouldBe("2020-W53");
        Compile(new LocalDate(2020, 12, 28)).Timeline.WeekName(1).ShouldBe("2021-W01");
    }

    [Fact]
    public void An_open_clock_counts_open_hours_only()
    {
        var open = Compile(new LocalDate(2020, 6, 1), Voice("calls", 300, 180) with { OpeningHours = Daily(9, 17) }).Network.Queues[0].Open;

        open.AfterOpenSeconds(16 * 3600, 2 * 3600).ShouldBe((24 + 10) * 3600);
        open.OpenSecondsBetween(0, 2 * 86400).ShouldBe(16 * 3600);
        open.IsOpen(17 * 3600).ShouldBeFalse();
        open.IsOpen(9 * 3600).ShouldBeTrue();
    }
}
