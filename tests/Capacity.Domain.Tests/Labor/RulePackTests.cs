using Capacity.Domain.Labor;
using NodaTime;
using static Capacity.Domain.Tests.Labor.Schedules;

namespace Capacity.Domain.Tests.Labor;

/// <summary>Each rule of each pack with an example that keeps it, one that breaks it, and one on the boundary.</summary>
public class RulePackTests
{
    private static readonly PersonSchedule OneDay = Of(Shift(0, "09:00", "12:00"));

    /// <summary>Rule, what keeps it, what lies on the boundary and keeps it, what breaks it.</summary>
    private static readonly Dictionary<string, (PersonSchedule Keeps, PersonSchedule Boundary, PersonSchedule Breaks)> Examples = new()
    {
        ["daily-hours"] = (OneDay, Of(Shift(0, "08:00", "19:00", "12:00+60")), Of(Shift(0, "08:00", "19:01", "12:00+60"))),
        ["weekly-hours"] = (Weeks(1, 5, 7), Weeks(1, 6, 8), Weeks(1, 6, 8.1)),
        ["average-hours"] = (Weeks(12, 5, 7), Weeks(12, 5, 8.8), Weeks(12, 5, 8.9)),
        ["daily-rest"] = (Of(Shift(0, "09:00", "17:00"), Shift(1, "09:00", "17:00")), Of(Shift(0, "14:00", "22:00"), Shift(1, "09:00", "12:00")),
            Of(Shift(0, "14:00", "22:00"), Shift(1, "08:59", "12:00"))),
        ["weekly-rest"] = (Weeks(2, 5, 7), Of(Shift(5, "09:00", "21:00"), Shift(7, "08:00", "12:00")), Of(Shift(5, "09:00", "21:01"), Shift(7, "08:00", "12:00"))),
        ["worked-days"] = (Weeks(1, 5, 7), Weeks(1, 6, 7), Weeks(1, 7, 6)),
        ["amplitude"] = (OneDay, Of(Shift(0, "08:00", "12:00"), Shift(0, "18:00", "21:00")), Of(Shift(0, "08:00", "12:00"), Shift(0, "18:00", "21:01"))),
        ["break"] = (Of(Shift(0, "08:00", "16:00", "12:00+20")), Of(Shift(0, "08:00", "14:00")), Of(Shift(0, "08:00", "14:30", "11:00+19"))),
        ["yearly-overtime"] = (Weeks(20, 5, 7), Weeks(10, 5, 8.4), Weeks(44, 5, 8.1)),
        ["schedule-notice"] = (OneDay with { Announced = Monday.PlusDays(-30) }, OneDay with { Announced = Monday.PlusDays(-11) },
            OneDay with { Announced = Monday.PlusDays(-10) }),
        ["part-time"] = (OneDay with { ContractHours = 35 }, OneDay with { ContractHours = 24 }, OneDay with { ContractHours = 22 }),
        ["sunday"] = (OneDay, Of(Shift(5, "09:00", "24:00")), Of(Shift(6, "09:00", "10:00"))),
        ["night"] = (Of(Shift(0, "09:00", "19:00")), Of(Shift(0, "13:00", "21:30", "17:00+30")), Of(Shift(0, "13:00", "21:31", "17:00+30"))),
        ["may-day"] = (OneDay, Of(On(new LocalDate(2020, 4, 30), "09:00", "17:00")), Of(On(new LocalDate(2020, 5, 1), "09:00", "10:00"))),
        ["sequence"] = (Of(Shift(0, "09:00", "11:00")), Of(Shift(0, "09:00", "15:10", "12:00+10p")), Of(Shift(0, "09:00", "15:00", "12:10+10p"))),
        ["paid-break"] = (Of(Shift(0, "09:00", "10:30")), Of(Shift(0, "09:00", "12:15", "11:00+15p")), Of(Shift(0, "09:00", "11:09", "10:00+9p"))),
        ["lunch"] = (Of(Shift(0, "12:00", "18:00")), Of(Shift(0, "09:00", "17:00", "12:00+45")), Of(Shift(0, "09:00", "17:00", "12:00+44"))),
        ["yearly-overtime-modulated"] = (Weeks(3, 5, 7), Weeks(18, 5, 8), Weeks(19, 5, 8)),
        ["high-week"] = (Weeks(1, 5, 7), Weeks(1, 5, 8.4), Weeks(1, 5, 8.5)),
        ["low-week"] = (Weeks(1, 5, 7), Weeks(1, 5, 4), Weeks(1, 5, 3.9)),
    };

    public static TheoryData<string, string> Rules() => new(RulePacks.France.Where(r => r.Kind != LaborRuleKind.OvertimePremium)
        .Select(r => ("france", r.Id)).Concat(RulePacks.P2st.Where(r => r.Kind != LaborRuleKind.OvertimePremium).Select(r => ("p2st", r.Id))));

    private static LaborRule Rule(string pack, string id) => (pack == "p2st" ? RulePacks.P2st : RulePacks.France).Single(rule => rule.Id == id);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Is_kept_by_its_passing_example_and_on_its_boundary(string pack, string id)
    {
        var rule = Rule(pack, id);

        ScheduleReview.Of(rule, Examples[id].Keeps).ShouldBeNull();
        ScheduleReview.Of(rule, Boundary(rule)).ShouldBeNull();
        ScheduleReadings.Of(rule, Boundary(rule)).ShouldAllBe(reading => rule.Excess(reading.Figure, reading.Limit) <= 1e-6);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Is_broken_by_its_failing_example_with_the_least_change_that_mends_it(string pack, string id)
    {
        var finding = ScheduleReview.Of(Rule(pack, id), Breaking(Rule(pack, id))).ShouldNotBeNull();

        finding.PeopleWeeks.ShouldBeGreaterThan(0);
        finding.LeastChange.Fr.ShouldNotBeNullOrWhiteSpace();
        finding.LeastChange.En.ShouldNotBeNullOrWhiteSpace();
        finding.Rule.Excess(finding.WorstFigure, finding.Limit).ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Says_what_it_asks_where_it_stands_and_since_when(string pack, string id)
    {
        var rule = Rule(pack, id);

        rule.Name.Fr.ShouldNotBeNullOrWhiteSpace();
        rule.Text.En.ShouldNotBeNullOrWhiteSpace();
        rule.Source.ShouldContain("to be confirmed by a lawyer");
        rule.ValidFrom.ShouldNotBeNull();
    }

    [Fact]
    public void A_rule_holds_only_while_it_is_valid()
    {
        var rule = Rule("france", "daily-hours") with { ValidUntil = Monday };

        ScheduleReview.Of(rule, Examples["daily-hours"].Breaks).ShouldBeNull();
        ScheduleReview.Of(rule with { ValidUntil = Monday.PlusDays(1) }, Examples["daily-hours"].Breaks).ShouldNotBeNull();
    }

    [Fact]
    public void A_site_changes_drops_and_adds_rules_and_says_whether_it_modulates()
    {
        var site = new SiteRules
        {
            Pack = RulePack.P2st, Modulation = true, Without = ["sunday"],
            Rules = [Rule("p2st", "sequence") with { Limit = 2 }, new LaborRule { Id = "house", Kind = LaborRuleKind.DailyHours, Limit = 9 }],
        };

        var rules = site.On(Monday).ToDictionary(rule => rule.Id);

        rules["sequence"].Limit.ShouldBe(2);
        rules.Keys.ShouldContain("house");
        rules.Keys.ShouldContain("yearly-overtime-modulated");
        rules.Keys.ShouldNotContain("yearly-overtime");
        rules.Keys.ShouldNotContain("sunday");
    }

    [Fact]
    public void Public_holidays_are_no_working_days() =>
        ScheduleReadings.WorkingDays(new LocalDate(2020, 4, 9), new LocalDate(2020, 4, 15)).ShouldBe(3);

    // The yearly quotas and the part-time minimum differ between the packs: the boundary is the limit itself.
    private static PersonSchedule Boundary(LaborRule rule) => rule.Kind switch
    {
        LaborRuleKind.YearlyOvertime => Weeks(10, 5, 7 + rule.Limit / 50),
        LaborRuleKind.PartTimeMinimum => OneDay with { ContractHours = rule.Limit },
        _ => Examples[rule.Id].Boundary,
    };

    private static PersonSchedule Breaking(LaborRule rule) =>
        rule.Kind == LaborRuleKind.YearlyOvertime ? Weeks(10, 5, 7.1 + rule.Limit / 50) : Examples[rule.Id].Breaks;
}
