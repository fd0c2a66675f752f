using Microsoft.Playwright;

namespace Capacity.Acceptance.Tests;

public class SimulationRun(Site site)
{
    [Theory]
    [InlineData("fr", "Simuler", "Simulé", "réplication 16 sur 16")]
    [InlineData("en", "Simulate", "Simulated", "replication 16 of 16")]
    public async Task Shows_progress_and_then_the_result(string language, string simulate, string simulated, string done)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.OpenAsync("/scenarios/horizons");
        await visit.Page.Locator(".heading select").SelectOptionAsync("16");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = simulate, Exact = true }).ClickAsync();
        ILocator progress = visit.Page.Locator("section.card:has(progress)");
        await progress.WaitForAsync();
        await progress.Locator("h2", new() { HasTextString = simulated }).WaitForAsync(new() { Timeout = 300_000 });
        Visit.Plain(await progress.InnerTextAsync()).ShouldContain(done);
        await visit.Page.Locator("table.heat").First.WaitForAsync();
        visit.Page.Url.ShouldContain("run=");
        await visit.Page.EvaluateAsync("window.scrollTo(0, 0)");
        await Screenshots.TakeAsync(visit.Page, $"scenario-{language}");
        visit.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Can_be_cancelled()
    {
        await using Visit visit = await site.AdministratorAsync("en");
        await visit.OpenAsync("/scenarios/horizons");
        await visit.Page.Locator(".heading select").SelectOptionAsync("400");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Simulate", Exact = true }).ClickAsync();
        ILocator progress = visit.Page.Locator("section.card:has(progress)");
        await progress.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await progress.Locator("h2", new() { HasTextString = "Cancelled" }).WaitForAsync();
    }

    [Fact]
    public async Task A_changed_figure_makes_a_new_version()
    {
        await using Visit visit = await site.AdministratorAsync("en");
        await visit.CopyExampleAsync("Less ambitious", "less-ambitious");
        ILocator field = visit.Page.Locator("input[name=goalProbability]");
        await field.FillAsync("75");
        await field.BlurAsync();
        await visit.Page.FillAsync("input[name=note]", "less ambitious");
        await visit.Page.Locator("input[name=note]").BlurAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save as a new version (1 changes)" }).ClickAsync();
        await visit.Page.Locator("[role=status]", new() { HasTextString = "Saved as version" }).WaitForAsync();
        await visit.Page.Locator("td", new() { HasTextString = "less ambitious" }).First.WaitForAsync();
    }
}
