using Capacity.Dashboard.Views;
using Capacity.Domain.Labor;
using Capacity.Domain.Networks;

namespace Capacity.Dashboard.Tests;

public class RuleEditorTests
{
    private static readonly SiteRules France = RuleEditor.Of(RulePack.France, modulation: false);

    private static RuleRow Row(SiteRules rules, string id) => RuleEditor.Rows(rules).Single(row => row.Rule.Id == id);

    [Fact]
    public void Shows_every_rule_of_the_pack_in_its_order() =>
        RuleEditor.Rows(France).Select(row => row.Rule.Id).ShouldBe(France.All().Select(rule => rule.Id));

    [Fact]
    public void A_changed_rule_is_the_sites_own_and_holds_there()
    {
        SiteRules changed = France.With(Row(France, "weekly-hours").Rule with { Limit = 44 });

        Row(changed, "weekly-hours").IsOwn.ShouldBeTrue();
        changed.All().Single(rule => rule.Id == "weekly-hours").Limit.ShouldBe(44);
        changed.All().Count.ShouldBe(France.All().Count);
    }

    [Fact]
    public void A_rule_that_is_changed_back_is_the_packs_again()
    {
        LaborRule pack = Row(France, "weekly-hours").Rule;

        France.With(pack with { Limit = 44 }).With(pack).Rules.ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_that_is_switched_off_stays_visible_and_holds_no_more()
    {
        SiteRules off = France.Switched("sunday", holds: false);

        Row(off, "sunday").Holds.ShouldBeFalse();
        off.All().ShouldNotContain(rule => rule.Id == "sunday");
        off.Switched("sunday", holds: true).Without.ShouldBeEmpty();
    }

    [Fact]
    public void A_scenario_is_held_against_the_network_that_is_being_edited()
    {
        Network network = Sample.Scenario.Network.With("nantes", RuleEditor.Of(RulePack.None, modulation: false));

        Sample.Scenario.DiffersFrom(network).ShouldBeTrue();
        Sample.Scenario.Under(network).DiffersFrom(network).ShouldBeFalse();
        RuleEditor.Findings(Sample.Scenario, null).ShouldContain(line => line.Finding.Rule.Id == "sunday" && line.Finding.Subject == "nantes-care");
        RuleEditor.Findings(Sample.Scenario.Under(network), null).ShouldBeEmpty();
    }

    [Fact]
    public void What_only_the_plan_breaks_is_told_apart()
    {
        Network network = Sample.Scenario.Network.With("lille", France);
        Domain.Results.RecommendedAction action = Sample.Action("overtime", Sample.Scenario.AsOf.PlusDays(7));
        action = action with { Lever = ((Domain.Levers.Overtime)action.Lever) with { HoursPerWeek = 400, NoticeDays = 1 } };

        RuleEditor.Findings(Sample.Scenario.Under(network), Sample.Plan(action)).ShouldContain(line => line.State == FindingState.ByPlan && line.Finding.Rule.Id == "schedule-notice");
    }

    [Fact]
    public void What_the_plan_mends_stays_visible_as_mended()
    {
        Domain.Results.RecommendedAction back = Sample.Action("back", Sample.Scenario.AsOf) with
        {
            Lever = new Domain.Levers.ShrinkageChange { Id = "back", Team = "nantes-files", Breaks = 0.056, From = new NodaTime.LocalDate(2020, 3, 23) },
        };
        FindingState Breaks(params Domain.Results.RecommendedAction[] actions) =>
            RuleEditor.Findings(Sample.Scenario, Sample.Plan(actions)).Single(line => line.Finding.Rule.Id == "break").State;

        Breaks().ShouldBe(FindingState.Stays);
        Breaks(back).ShouldBe(FindingState.Mended);
    }
}
