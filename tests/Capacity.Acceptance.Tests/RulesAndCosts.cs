using Microsoft.Playwright;

namespace Capacity.Acceptance.Tests;

/// <summary>Labor rules as data, cost against budget, and the bridge between two simulated plans.</summary>
public class RulesAndCosts(Site site)
{
    [Theory]
    [InlineData("fr", "Repos dominical", "Libérer 12 h du dimanche")]
    [InlineData("en", "Sunday rest", "Free 12 h of the Sunday")]
    public async Task A_rule_that_is_chosen_shows_at_once_who_breaks_it_and_what_mends_it(string language, string rule, string change)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.OpenAsync("/rules?scenario=horizons");
        await visit.Page.Locator("select[name=site]").SelectOptionAsync("nantes");
        await visit.Page.Locator("select[name=pack]").SelectOptionAsync("P2st");

        await visit.Page.Locator("[data-part=findings]", new() { HasTextString = rule }).WaitForAsync();
        (await visit.TextAsync("[data-part=findings]")).ShouldContain(change);

        await visit.Page.Locator("input[name='sunday.holds']").UncheckAsync();
        await visit.Page.Locator("[data-part=findings] th", new() { HasTextString = rule }).WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        visit.Faults.ShouldBeEmpty();
    }

    /// <summary>The team that works through its breaks: broken by the rules, red on the scorecard, mended by the plan.</summary>
    [Theory]
    [InlineData("fr", "Pause après six heures", "des pauses de la loi", "Rendre du temps")]
    [InlineData("en", "Break after six hours", "of the law’s breaks", "Give time back")]
    public async Task Rules_scorecard_and_plan_tell_the_same_of_the_breaks(string language, string rule, string red, string action)
    {
        await using Visit visit = await SimulatedAsync(language, "/scorecard");
        await visit.Page.Locator("[data-part=hidden-strain]", new() { HasTextString = red }).WaitForAsync();

        await visit.OpenAsync("/plans/horizons-first");
        await visit.Page.Locator("th[scope=row]", new() { HasTextString = action }).First.WaitForAsync();
        await visit.Page.Locator("tr[data-state=Mended]", new() { HasTextString = rule }).WaitForAsync();

        await visit.OpenAsync("/rules?scenario=horizons");
        await visit.Page.Locator("tr[data-state=Mended]", new() { HasTextString = rule }).WaitForAsync();
        visit.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fr", "Amplitude")]
    [InlineData("en", "Span of the day")]
    public async Task A_changed_rule_is_remembered_with_its_note_and_the_earlier_ones_can_be_read(string language, string rule)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.OpenAsync("/rules?scenario=horizons");
        (string amplitude, string note) = ("input[name='amplitude.limit']", $"agreement {Guid.NewGuid():N}");
        string before = await visit.Page.Locator(amplitude).InputValueAsync();
        string after = $"{int.Parse(before, System.Globalization.CultureInfo.InvariantCulture) - 1}";
        await visit.Page.Locator(amplitude).FillAsync(after);
        await visit.Page.Locator(amplitude).PressAsync("Tab");
        await visit.Page.Locator("input[name=rules-note]").FillAsync(note);
        await visit.Page.Locator("input[name=rules-note]").PressAsync("Tab");
        await visit.Page.Locator("[data-action=save-rules]:enabled").ClickAsync();

        ILocator line = visit.Page.Locator("[data-part=rule-history] tr", new() { HasTextString = note });
        await line.WaitForAsync();
        Visit.Plain(await line.InnerTextAsync()).ShouldSatisfyAllConditions(words => words.ShouldContain(rule), words => words.ShouldContain($"{before} → {after}"));

        // The version before is read, and saved again: other journeys find the rules as they were.
        await line.Locator("xpath=following-sibling::tr[1]").Locator("[data-action=read]").ClickAsync();
        await visit.Page.Locator("[data-action=save-rules]:enabled").ClickAsync();
        await visit.Page.Locator("[data-action=save-rules]:disabled").WaitForAsync();
        (await visit.Page.Locator(amplitude).InputValueAsync()).ShouldBe(before);
        visit.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Weeks_and_months_of_cost_and_budget_have_the_same_totals()
    {
        await using Visit visit = await SimulatedAsync("en", "/costs?scenario=horizons");
        await visit.Page.Locator("input[name='budget.2020-04']").FillAsync("450000");
        await visit.Page.Locator("input[name='budget.2020-04']").PressAsync("Tab");
        await visit.Page.Locator("[data-part=budget]").WaitForAsync();
        string[] weekly = [await visit.TextAsync("[data-figure=total]"), await visit.TextAsync("[data-figure=budget]"), await visit.TextAsync("[data-figure=variance]")];

        await visit.Page.Locator("a[href*='by=month']").ClickAsync();

        await visit.Page.Locator("[data-part=costs] th", new() { HasTextString = "Apr 2020" }).WaitForAsync();
        string[] monthly = [await visit.TextAsync("[data-figure=total]"), await visit.TextAsync("[data-figure=budget]"), await visit.TextAsync("[data-figure=variance]")];
        monthly.ShouldBe(weekly);
        monthly[1].ShouldBe("450,000.00");
        visit.Faults.ShouldBeEmpty();
    }

    /// <summary>A copy with more people affected needs more people: simulated from the page, the terms add up to the difference to the last digit.</summary>
    [Theory]
    [InlineData("fr", "n’a pas été simulée")]
    [InlineData("en", "has not been simulated")]
    public async Task A_changed_plan_is_simulated_and_bridged_term_by_term(string language, string unsimulated)
    {
        await using Visit visit = await SimulatedAsync(language, "/");
        string id = $"bridged-{language}";
        await visit.CopyExampleAsync($"Bridged {language}", id);
        await visit.Page.Locator("[data-part=Cohorts] > summary").ClickAsync();
        await visit.Page.Locator("[data-part=Cohorts] [data-item=cancelled-march] > summary").ClickAsync();
        await visit.Page.Locator("input[name='Cohorts.cancelled-march.Customers']").FillAsync("96000");
        await visit.Page.Locator("input[name='Cohorts.cancelled-march.Customers']").BlurAsync();
        await visit.Page.Locator("[data-action=save-events]").ClickAsync();
        await visit.Page.Locator("p.notice.good").WaitForAsync();

        await visit.OpenAsync($"/bridge?a=horizons@1&b={id}@2");
        (await visit.TextAsync("[data-part=unsimulated] h2")).ShouldContain(unsimulated);
        await visit.Page.Locator("[data-part=unsimulated] select[name=replications]").SelectOptionAsync("16");
        await visit.Page.Locator("[data-action=simulate]").ClickAsync();
        await visit.Page.Locator("[data-part=bridge]").WaitForAsync(new() { Timeout = 300_000 });

        decimal before = await FigureAsync(visit, language, "[data-figure=before]"), after = await FigureAsync(visit, language, "[data-figure=after]");
        List<decimal> terms = [];
        foreach (string term in (string[])["Volume", "HandleTime", "Repeats", "Emotion", "Occupancy", "Shrinkage", "Attrition", "Learning", "Rules", "Rounding"])
            terms.Add(await FigureAsync(visit, language, $"[data-term={term}]"));
        terms[0].ShouldBeGreaterThan(0);
        terms.Count(term => term != 0).ShouldBeGreaterThan(1);
        terms.Sum().ShouldBe(after - before);
        visit.Faults.ShouldBeEmpty();
    }

    private static async Task<decimal> FigureAsync(Visit visit, string language, string selector) => decimal.Parse(
        (await visit.TextAsync(selector)).Replace('\u2212', '-').Replace(" ", "", StringComparison.Ordinal),
        System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.GetCultureInfo(language == "fr" ? "fr-FR" : "en-GB"));

    /// <summary>A page, once the worked example has been simulated.</summary>
    private async Task<Visit> SimulatedAsync(string language, string path)
    {
        Visit visit = await site.AdministratorAsync(language);
        await visit.OpenAsync("/");
        await visit.Page.Locator("table.heat").First.WaitForAsync();
        await visit.OpenAsync(path);
        return visit;
    }
}
