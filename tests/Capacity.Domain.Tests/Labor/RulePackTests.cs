using Capacity.Domain.Labor;
using NodaTime;
using static Capacity.Domain.Tests.Labor.Schedules;

namespace Capacity.Domain.Tests.Labor;

/// <summary>Each rule of each pack with an example that keeps it, one at its limit, one just beyond and one that breaks it.</summary>
public class RulePackTests
{
    /// <summary>Every rule of every pack that a site can choose: a rule without examples fails here.</summary>
    public static TheoryData<RulePack, string> Rules() =>
        new(Enum.GetValues<RulePack>().SelectMany(pack => RulePacks.Of(pack).Select(rule => (pack, rule.Id))));

    private static LaborRule Rule(RulePack pack, string id) => RulePacks.Of(pack).Single(rule => rule.Id == id);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Is_kept_by_its_passing_example_and_at_its_limit(RulePack pack, string id)
    {
        var rule = Rule(pack, id);

        RuleExamples.For(pack, id).Passes(rule).ShouldBeNull();
        RuleExamples.For(pack, id).AtLimit(rule).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Is_broken_one_step_beyond_its_limit_and_further_by_its_failing_example(RulePack pack, string id)
    {
        var rule = Rule(pack, id);
        var step = RuleExamples.For(pack, id).OneStepBeyond(rule).ShouldNotBeNull();
        var far = RuleExamples.For(pack, id).Fails(rule).ShouldNotBeNull();

        rule.Excess(step.WorstFigure, step.Limit).ShouldBeGreaterThan(0);
        (rule.Excess(far.WorstFigure, far.Limit) + far.PeopleWeeks)
            .ShouldBeGreaterThan(rule.Excess(step.WorstFigure, step.Limit) + step.PeopleWeeks);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Says_where_it_is_broken_and_the_least_change_that_mends_it(RulePack pack, string id)
    {
        var finding = RuleExamples.For(pack, id).Fails(Rule(pack, id)).ShouldNotBeNull();

        finding.PeopleWeeks.ShouldBeGreaterThan(0);
        finding.LeastChange.Fr.ShouldNotBeNullOrWhiteSpace();
        finding.LeastChange.En.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void Every_kind_of_rule_stands_in_a_pack() =>
        Enum.GetValues<RulePack>().SelectMany(RulePacks.Of).Select(rule => rule.Kind).Distinct().Order().ShouldBe(Enum.GetValues<LaborRuleKind>());

    [Theory]
    [MemberData(nameof(Rules))]
    public void Says_what_it_asks_where_it_stands_and_since_when(RulePack pack, string id)
    {
        var rule = Rule(pack, id);

        rule.Name.Fr.ShouldNotBeNullOrWhiteSpace();
        rule.Text.En.ShouldNotBeNullOrWhiteSpace();
        rule.Source.ShouldEndWith("[S]", Case.Sensitive, "the grade of where it was read");
        rule.ValidFrom.ShouldNotBeNull();
    }

    [Fact]
    public void A_rule_holds_only_while_it_is_valid()
    {
        var rule = Rule(RulePack.France, "daily-hours") with { ValidUntil = Monday };
        var breaks = RuleExamples.For(RulePack.France, rule.Id).Fails;

        breaks(rule).ShouldBeNull();
        breaks(rule with { ValidUntil = Monday.PlusDays(1) }).ShouldNotBeNull();
    }

    [Fact]
    public void A_site_changes_drops_and_adds_rules_and_says_whether_it_modulates()
    {
        var site = new SiteRules
        {
            Pack = RulePack.P2st, Modulation = true, Without = ["sunday"],
            Rules = [Rule(RulePack.P2st, "sequence") with { Limit = 2 }, new LaborRule { Id = "house", Kind = LaborRuleKind.DailyHours, Limit = 9 }],
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
}
