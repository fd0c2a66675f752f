using Capacity.Domain.Labor;
using Capacity.Domain.Networks;

namespace Capacity.Domain.Tests.Labor;

/// <summary>What changed in the rules of sites between two versions of a network.</summary>
public class RuleChangeTests
{
    private static Network Sites(SiteRules? lille, SiteRules? nantes = null) =>
        new() { Sites = [new Site { Id = "lille", LaborRules = lille }, new Site { Id = "nantes", LaborRules = nantes }] };

    private static readonly SiteRules P2st = new() { Pack = RulePack.P2st };

    [Fact]
    public void The_same_rules_have_not_changed() => RuleChange.Between(Sites(P2st), Sites(new SiteRules { Pack = RulePack.P2st })).ShouldBeEmpty();

    [Fact]
    public void A_limit_that_was_moved_has_both_sides()
    {
        var sequence = RulePacks.P2st.Single(rule => rule.Id == "sequence");

        var change = RuleChange.Between(Sites(P2st), Sites(P2st with { Rules = [sequence with { Limit = 2 }] })).ShouldHaveSingleItem();

        (change.Site, change.Before!.Limit, change.After!.Limit).ShouldBe(("lille", 3, 2));
    }

    [Fact]
    public void A_rule_that_was_switched_off_or_on_has_one_side()
    {
        var without = P2st with { Without = ["sunday"] };

        RuleChange.Between(Sites(P2st), Sites(without)).ShouldHaveSingleItem().After.ShouldBeNull();
        RuleChange.Between(Sites(without), Sites(P2st)).ShouldHaveSingleItem().Before.ShouldBeNull();
    }

    [Fact]
    public void Another_pack_is_one_change_and_other_sites_none()
    {
        var change = RuleChange.Between(Sites(null, P2st), Sites(P2st, P2st)).ShouldHaveSingleItem();

        (change.Site, change.Packs).ShouldBe(("lille", (RulePack.None, RulePack.P2st)));
    }
}
