using System.Collections.Immutable;
using Capacity.Domain.Labor;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;

namespace Capacity.Dashboard.Views;

/// <summary>A rule of a site as the page shows it.</summary>
/// <param name="Rule">The rule as it holds there.</param>
/// <param name="Holds">False where the site has switched it off.</param>
/// <param name="IsOwn">True where the site has changed the pack's rule.</param>
public sealed record RuleRow(LaborRule Rule, bool Holds, bool IsOwn);

/// <summary>A broken rule, and what the recommended plan does to it.</summary>
public sealed record FindingLine(LaborFinding Finding, FindingState State);

/// <summary>What a plan does to a broken rule.</summary>
public enum FindingState
{
    /// <summary>Broken with and without the plan, or there is no plan.</summary>
    Stays,

    /// <summary>Broken by the plan only.</summary>
    ByPlan,

    /// <summary>Broken now, and kept with the plan.</summary>
    Mended,
}

/// <summary>Edits the labor rules of a network site by site, and holds a scenario against what is being edited.</summary>
public static class RuleEditor
{
    /// <summary>Every rule of a site's pack in the pack's order, switched off ones among them.</summary>
    public static IReadOnlyList<RuleRow> Rows(SiteRules rules) =>
    [
        .. RulePacks.Of(rules.Pack).Select(rule => rules.Rules.FirstOrDefault(own => own.Id == rule.Id) ?? rule)
            .Concat(rules.Rules.Where(own => RulePacks.Of(rules.Pack).All(rule => rule.Id != own.Id)))
            .Where(rule => rule.Scope == RuleScope.Everywhere || rule.Scope == RuleScope.WithModulation == rules.Modulation)
            .Select(rule => new RuleRow(rule, !rules.Without.Contains(rule.Id), rules.Rules.Contains(rule))),
    ];

    /// <summary>The rules with one of them changed; a rule that is the pack's again is the pack's.</summary>
    public static SiteRules With(this SiteRules rules, LaborRule changed) => rules with
    {
        Rules = RulePacks.Of(rules.Pack).Contains(changed)
            ? [.. rules.Rules.Where(own => own.Id != changed.Id)]
            : [.. rules.Rules.Where(own => own.Id != changed.Id), changed],
    };

    /// <summary>The rules with one of them switched on or off.</summary>
    public static SiteRules Switched(this SiteRules rules, string rule, bool holds) => rules with
    {
        Without = holds ? [.. rules.Without.Where(id => id != rule)] : [.. rules.Without.Where(id => id != rule), rule],
    };

    /// <summary>The rules of another pack: what was different in the old one is left behind.</summary>
    public static SiteRules Of(RulePack pack, bool modulation) => new() { Pack = pack, Modulation = modulation };

    /// <summary>The network with other rules at a site.</summary>
    public static Network With(this Network network, string site, SiteRules rules) =>
        network with { Sites = [.. network.Sites.Select(one => one.Id == site ? one with { LaborRules = rules } : one)] };

    /// <summary>The scenario under the rules of a network.</summary>
    public static Scenario Under(this Scenario scenario, Network network) => scenario with
    {
        Network = scenario.Network with
        {
            Sites = [.. scenario.Network.Sites.Select(site => site with { LaborRules = network.Sites.FirstOrDefault(one => one.Id == site.Id)?.LaborRules })],
        },
    };

    /// <summary>Whether a scenario was made under other rules than those of a network.</summary>
    public static bool DiffersFrom(this Scenario scenario, Network network) =>
        scenario.Network.Sites.Any(site => Text(site) != Text(network.Sites.FirstOrDefault(one => one.Id == site.Id)));

    /// <summary>What a scenario breaks, what it breaks only once the actions of a plan are added, and what these mend.</summary>
    public static ImmutableArray<FindingLine> Findings(Scenario scenario, RecommendedPlan? plan)
    {
        IReadOnlyList<LaborFinding> now = PlanReview.Of(scenario);
        IReadOnlyList<LaborFinding> planned = plan is null ? now
            : PlanReview.Of(scenario with { Levers = [.. scenario.Levers, .. plan.Actions.Where(action => !action.Expired).Select(action => action.Lever)] });
        return
        [
            .. planned.Select(finding => new FindingLine(finding, Known(now, finding) ? FindingState.Stays : FindingState.ByPlan))
                .Concat(now.Where(finding => !Known(planned, finding)).Select(finding => new FindingLine(finding, FindingState.Mended)))
                .OrderBy(line => line.Finding.Rule.Severity).ThenByDescending(line => line.Finding.PeopleWeeks),
        ];
    }

    private static bool Known(IReadOnlyList<LaborFinding> findings, LaborFinding one) =>
        findings.Any(known => (known.Rule.Id, known.Subject) == (one.Rule.Id, one.Subject));

    private static string Text(Site? site) => System.Text.Json.JsonSerializer.Serialize(site?.LaborRules ?? new SiteRules(), Domain.Json.CapacityJson.Options);
}
