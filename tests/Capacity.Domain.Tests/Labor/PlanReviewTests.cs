using Capacity.Domain.Labor;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Domain.Tests.Labor;

/// <summary>A scenario's teams against the rules of their sites.</summary>
public class PlanReviewTests
{
    private static readonly LocalDate Start = new(2020, 3, 2);

    private static Scenario Plan(RulePack? pack, Team? team = null, params Lever[] levers) => new()
    {
        Start = Start, Weeks = 16, Levers = levers,
        Network = new Network
        {
            Sites = [new Site { Id = "lille", LaborRules = pack is { } p ? new SiteRules { Pack = p } : null }],
            Teams =
            [
                (team ?? new Team { OvertimeCeiling = 20 }) with
                {
                    Id = "team", Site = "lille", Headcount = 20,
                    WorkingHours = OpeningHours.Weekly(new LocalTime(9, 0), new LocalTime(17, 0), IsoDayOfWeek.Monday, IsoDayOfWeek.Friday),
                },
            ],
        },
    };

    private static Overtime Overtime(double perHead, int weeks = 1, int notice = 14) => new()
    {
        Id = "more", Team = "team", HoursPerWeek = 20 * perHead, From = Start.PlusWeeks(2), Until = Start.PlusWeeks(2 + weeks), NoticeDays = notice,
    };

    private static LaborFinding? Find(Scenario scenario, string rule) => PlanReview.Of(scenario).SingleOrDefault(finding => finding.Rule.Id == rule);

    /// <summary>20 minutes in six hours of presence are 5.56 % of it.</summary>
    [Theory]
    [InlineData(0.0556, false)]
    [InlineData(0.0555, true)]
    public void Breaks_of_a_team_without_shifts_are_held_against_the_law(double breaks, bool broken) =>
        (Find(Plan(RulePack.France, new Team { Shrinkage = new Shrinkage { Breaks = breaks } }), "break") is not null).ShouldBe(broken);

    [Fact]
    public void Missing_breaks_name_people_weeks_and_the_minutes_to_give_back()
    {
        var finding = Find(Plan(RulePack.France, new Team { Shrinkage = new Shrinkage { Breaks = 0.02 } }), "break").ShouldNotBeNull();

        (finding.PeopleWeeks, finding.Refuses, finding.Limit).ShouldBe((320, true, 6));
        finding.WorstFigure.ShouldBe(20.0 / 60 / 0.02, 1e-9);
        finding.LeastChange.En.ShouldBe("Give 12.8 min of break back in 6 h of presence.");
        Find(Plan(RulePack.France, new Team { Shrinkage = new Shrinkage { Breaks = 0 } }), "break").ShouldNotBeNull().LeastChange.En.ShouldContain("Give 20 min");
    }

    [Fact]
    public void Breaks_given_back_keep_the_rule_from_their_day_on_and_the_past_is_not_judged()
    {
        ShrinkageChange Back(int week) => new() { Id = "back", Team = "team", Breaks = 0.056, From = Start.PlusWeeks(week) };
        Scenario Hurried(int week) => Plan(RulePack.France, new Team { Shrinkage = new Shrinkage { Breaks = 0.02 } }, Back(week)) with { AsOf = Start.PlusDays(4) };

        Find(Hurried(1), "break").ShouldBeNull();
        Find(Hurried(3), "break").ShouldNotBeNull().PeopleWeeks.ShouldBe(40);
        PlanReview.RefusedPeopleWeeks(Hurried(3)).ShouldBe(40);
    }

    [Theory]
    [InlineData(0.08, false)]
    [InlineData(0.07, true)]
    public void Outsourced_centers_ask_for_ten_paid_minutes_in_two_hours_of_work(double breaks, bool broken) =>
        (Find(Plan(RulePack.P2st, new Team { Shrinkage = new Shrinkage { Breaks = breaks } }), "paid-break") is not null).ShouldBe(broken);

    [Fact]
    public void Without_a_pack_nothing_is_checked() => PlanReview.Of(Plan(null, null, Overtime(20))).ShouldBeEmpty();

    [Theory]
    [InlineData(13, false)]
    [InlineData(13.1, true)]
    public void Contract_and_overtime_may_not_pass_48_hours(double perHead, bool breaks) =>
        (Find(Plan(RulePack.France, null, Overtime(perHead)), "weekly-hours") is not null).ShouldBe(breaks);

    [Fact]
    public void A_broken_week_names_people_weeks_and_the_overtime_to_take_out()
    {
        var finding = Find(Plan(RulePack.France, null, Overtime(15, weeks: 3)), "weekly-hours").ShouldNotBeNull();

        finding.PeopleWeeks.ShouldBe(60);
        finding.WorstFigure.ShouldBe(50);
        finding.LeastChange.En.ShouldContain("Take 40 overtime hours a week");
        finding.Refuses.ShouldBeTrue();
        Find(Plan(RulePack.France, null, Overtime(15 - 40 / 20.0, weeks: 3)), "weekly-hours").ShouldBeNull();
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(9.1, true)]
    public void Twelve_weeks_may_not_pass_44_hours_on_average(double perHead, bool breaks) =>
        (Find(Plan(RulePack.France, null, Overtime(perHead, weeks: 12)), "average-hours") is not null).ShouldBe(breaks);

    [Theory]
    [InlineData(RulePack.P2st, 10, false)]
    [InlineData(RulePack.P2st, 10.1, true)]
    [InlineData(RulePack.France, 10.1, false)]
    public void The_quota_of_a_year_is_that_of_the_pack(RulePack pack, double perHead, bool breaks) =>
        (Find(Plan(pack, null, Overtime(perHead, weeks: 7)), "yearly-overtime") is not null).ShouldBe(breaks);

    [Theory]
    [InlineData(11, false)]
    [InlineData(10, true)]
    public void Overtime_is_told_seven_working_days_before(int calendarDays, bool breaks) =>
        (Find(Plan(RulePack.P2st, null, Overtime(1, notice: calendarDays)), "schedule-notice") is not null).ShouldBe(breaks);

    [Theory]
    [InlineData(0.25, false)]
    [InlineData(0.24, true)]
    public void Overtime_is_paid_with_its_premium(double premium, bool breaks) =>
        (Find(Plan(RulePack.France, new Team { OvertimePremium = premium }, Overtime(1)), "overtime-premium") is not null).ShouldBe(breaks);

    [Theory]
    [InlineData(24, false)]
    [InlineData(23.9, true)]
    public void Contracts_keep_the_least_part_time(double hours, bool breaks) =>
        (Find(Plan(RulePack.France, new Team
        {
            Contracts = [new Contract { Id = "a", Share = 0.5 }, new Contract { Id = "b", Share = 0.5, HoursPerWeek = hours }],
        }), "part-time") is { PeopleWeeks: 160 }).ShouldBe(breaks);

    [Fact]
    public void Shifts_of_a_team_are_checked_like_schedules()
    {
        var shift = new ShiftPattern { Id = "long", From = new LocalTime(8, 0), Until = new LocalTime(20, 0), Breaks = [new ShiftBreak()] };

        var finding = Find(Plan(RulePack.France, new Team { Shifts = [shift] }), "daily-hours").ShouldNotBeNull();

        finding.WorstFigure.ShouldBe(11.25);
        finding.PeopleWeeks.ShouldBe(16 * 20);
    }

    [Fact]
    public void Sunday_work_is_flagged_and_a_closed_date_is_none()
    {
        var sundays = OpeningHours.Weekly(new LocalTime(9, 0), new LocalTime(13, 0), IsoDayOfWeek.Sunday);
        var plan = Plan(RulePack.France);
        var open = plan with { Network = plan.Network with { Teams = [plan.Network.Teams[0] with { WorkingHours = sundays }] } };
        var closed = sundays with { ClosedDates = [.. Enumerable.Range(0, 16).Select(week => Start.PlusWeeks(week).PlusDays(6))] };

        Find(open, "sunday").ShouldNotBeNull().Refuses.ShouldBeFalse();
        Find(open with { Network = open.Network with { Teams = [open.Network.Teams[0] with { WorkingHours = closed }] } }, "sunday").ShouldBeNull();
    }

    [Fact]
    public void A_lever_is_refused_when_it_breaks_what_was_kept()
    {
        var plan = Plan(RulePack.France);

        PlanReview.Worse(plan, Plan(RulePack.France, null, Overtime(12))).ShouldBeEmpty();
        PlanReview.Worse(plan, Plan(RulePack.France, null, Overtime(14))).ShouldHaveSingleItem().Rule.Id.ShouldBe("weekly-hours");
        PlanReview.Worse(Plan(RulePack.France, null, Overtime(14)), Plan(RulePack.France, null, Overtime(14))).ShouldBeEmpty();
    }
}
