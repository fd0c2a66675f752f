using Microsoft.Playwright;

namespace Capacity.Acceptance.Tests;

public class FirstStart(Site site)
{
    [Fact]
    public async Task The_printed_link_leads_to_the_overview()
    {
        await using Visit visit = await site.AdministratorAsync("fr");
        site.Landing.ShouldBe("/");
    }

    [Theory]
    [InlineData("fr", "Après la crise : où en sommes-nous ?", "modèle non calibré sur vos données")]
    [InlineData("en", "After the crisis: where do we stand?", "model not calibrated on your data")]
    public async Task The_overview_shows_the_worked_example_already_simulated(string language, string title, string calibration)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.OpenAsync("/");
        await visit.Page.Locator("section.verdict").WaitForAsync();
        (await visit.TextAsync("h1")).ShouldBe(title);
        (await visit.TextAsync("p.sub")).ShouldContain(calibration);
        (await visit.Page.Locator("table.heat tbody tr").CountAsync()).ShouldBe(12);
        (await visit.Page.Locator("svg.chart path.area").CountAsync()).ShouldBe(2);
        await Screenshots.TakeAsync(visit.Page, $"overview-{language}");
        visit.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fr", "Ce lien a déjà servi")]
    [InlineData("en", "This link was used")]
    public async Task A_link_works_only_once(string language, string refusal)
    {
        await using Visit visit = await site.StrangerAsync(language);
        await visit.Page.GotoAsync(site.Link);
        (await visit.TextAsync("[role=alert]")).ShouldContain(refusal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/scenarios")]
    [InlineData("/data")]
    [InlineData("/account")]
    public async Task Nothing_else_opens_without_signing_in(string path)
    {
        await using Visit visit = await site.StrangerAsync("en");
        await visit.Page.GotoAsync(path);
        new Uri(visit.Page.Url).AbsolutePath.ShouldBe("/sign-in");
    }

    [Fact]
    public async Task A_password_chosen_later_signs_in()
    {
        const string password = "a long walk by the sea";
        await using (Visit visit = await site.AdministratorAsync("en"))
        {
            await visit.Page.GotoAsync("/account");
            await visit.Page.FillAsync("input[name=password]", password);
            await visit.Page.FillAsync("input[name=repeat]", password);
            await visit.Page.ClickAsync("form[action='/account/password'] button");
            (await visit.TextAsync("[role=status]")).ShouldContain("The password is set.");
        }

        await using Visit stranger = await site.StrangerAsync("en");
        await stranger.Page.GotoAsync("/sign-in?returnUrl=%2Fnetwork");
        await stranger.Page.FillAsync("input[name=name]", "administrator");
        await stranger.Page.FillAsync("input[name=password]", password);
        await stranger.Page.ClickAsync("form[action='/account/sign-in'] button");
        new Uri(stranger.Page.Url).AbsolutePath.ShouldBe("/network");
    }

    [Fact]
    public async Task An_administrator_adds_a_supervisor_who_may_read_and_not_edit()
    {
        const string password = "coffee before the queue";
        await using (Visit visit = await site.AdministratorAsync("en"))
        {
            await visit.Page.GotoAsync("/admin");
            await visit.Page.FillAsync("input[name=name]", "camille");
            await visit.Page.FillAsync("input[name=password]", password);
            await visit.Page.SelectOptionAsync("select[name=role]", "supervisor");
            await visit.Page.ClickAsync("form[action='/admin/people/add'] button");
            (await visit.TextAsync("[role=status]")).ShouldContain("Added.");
        }

        await using Visit supervisor = await site.StrangerAsync("en");
        await supervisor.Page.GotoAsync("/sign-in");
        await supervisor.Page.FillAsync("input[name=name]", "camille");
        await supervisor.Page.FillAsync("input[name=password]", password);
        await supervisor.Page.ClickAsync("form[action='/account/sign-in'] button");
        await supervisor.OpenAsync("/scenarios/horizons");
        (await supervisor.Page.GetByRole(AriaRole.Button, new() { Name = "Simulate" }).CountAsync()).ShouldBe(0);
        await supervisor.Page.GotoAsync("/admin");
        (await supervisor.TextAsync("h1")).ShouldBe("You may not open this page");
    }
}
