using Capacity.Domain.Networks;

namespace Capacity.Domain.Labor;

/// <summary>What changed in the rules of a site between two networks: its pack, or one rule; a side that has no such rule is absent.</summary>
/// <param name="Site">The site.</param>
/// <param name="Packs">The pack before and after, where it is another one: its rules are then not listed one by one.</param>
/// <param name="Before">The rule as it held; absent: it did not.</param>
/// <param name="After">The rule as it holds; absent: it does not.</param>
public sealed record RuleChange(string Site, (RulePack Before, RulePack After)? Packs, LaborRule? Before, LaborRule? After)
{
    /// <summary>Every change, site by site in the later network's order.</summary>
    public static IReadOnlyList<RuleChange> Between(Network before, Network after) =>
    [
        .. from site in after.Sites
           let earlier = before.Sites.FirstOrDefault(one => one.Id == site.Id)?.LaborRules ?? new SiteRules()
           from change in OfSite(site.Id, earlier, site.LaborRules ?? new SiteRules())
           select change,
    ];

    private static IEnumerable<RuleChange> OfSite(string site, SiteRules before, SiteRules after)
    {
        if (before.Pack != after.Pack)
            return [new RuleChange(site, (before.Pack, after.Pack), null, null)];
        var (old, now) = (before.All().ToDictionary(rule => rule.Id), after.All().ToDictionary(rule => rule.Id));
        return old.Keys.Union(now.Keys).Select(id => new RuleChange(site, null, old.GetValueOrDefault(id), now.GetValueOrDefault(id)))
            .Where(change => change.Before != change.After);
    }
}
