namespace Capacity.Acceptance.Tests;

/// <summary>Customers beside employees: a planner finds the team whose customers are well because its people are not.</summary>
public class Scorecard(Site site)
{
    [Theory]
    [InlineData("fr", "Les salariés : rouge, les clients : vert ; Dossiers de remboursement n’a que 36 % des pauses de la loi.")]
    [InlineData("en", "Employees are red while customers are green: Refund files has only 36 % of the law’s breaks.")]
    public async Task Says_in_one_sentence_why_a_team_is_red_whose_customers_are_green(string language, string why)
    {
        await using Visit visit = await ReadyAsync(language);
        (await visit.TextAsync("[data-part=hidden-strain]")).ShouldContain(why);

        await visit.Page.Locator("[data-part=hidden-strain] a").ClickAsync();

        await visit.Page.WaitForURLAsync("**team=nantes-files**");
        await visit.Page.Locator("[data-part=subject] h2", new() { HasTextString = language == "fr" ? "Dossiers" : "Refund files" }).WaitForAsync();
        (await visit.TextAsync("[data-part=why]")).ShouldContain(why);
        (await visit.TextAsync("[data-side=customers] [data-figure=score]")).ShouldContain("✓");
        (await visit.TextAsync("[data-side=employees] [data-figure=score]")).ShouldStartWith("49");
        visit.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Opens_a_team_in_a_week_from_its_cell_with_adherence_and_the_cost_of_the_ceiling()
    {
        await using Visit visit = await ReadyAsync("en");

        await visit.Page.Locator("a[href*='team=lille-booking&week=']").First.ClickAsync();

        await visit.Page.WaitForURLAsync("**team=lille-booking&week=2020-W12");
        await visit.Page.Locator("[data-part=subject] h2", new() { HasTextString = "Bookings" }).WaitForAsync();
        (await visit.TextAsync("[data-figure=adherence]")).ShouldContain("95 %");
        (await visit.TextAsync("[data-figure=ceiling]")).ShouldMatch(@"at [\d.]+ erlangs the goals alone need [\d.]+ agents, the occupancy ceiling [\d.]+");
    }

    /// <summary>The page, once the worked example has been simulated.</summary>
    private async Task<Visit> ReadyAsync(string language)
    {
        Visit visit = await site.AdministratorAsync(language);
        await visit.OpenAsync("/");
        await visit.Page.Locator("table.heat").First.WaitForAsync();
        await visit.OpenAsync("/scorecard");
        await visit.Page.Locator("table.heat").WaitForAsync();
        return visit;
    }
}
