using Microsoft.Playwright;

namespace Capacity.Acceptance.Tests;

/// <summary>A planner edits what happens in a scenario; each journey on a copy of its own.</summary>
public class ScenarioEditing(Site site)
{
    private static ILocator Save(IPage page) => page.Locator("[data-action=save-events]");

    private static async Task TypeAsync(IPage page, string part, string item, string field, string value)
    {
        await OpenAsync(page, part, item);
        ILocator input = page.Locator($"input[name='{part}.{item}.{field}']");
        await input.FillAsync(value);
        await input.BlurAsync();
    }

    private static async Task OpenAsync(IPage page, string part, string item)
    {
        await page.Locator($"[data-part={part}] > summary").ClickAsync();
        await page.Locator($"[data-part={part}] [data-item={item}] > summary").ClickAsync();
    }

    [Theory]
    [InlineData("fr", "calés sur 16 réplications simulées de la version 1")]
    [InlineData("en", "calibrated by 16 simulated replications of version 1")]
    public async Task The_answer_to_the_first_edit_is_prepared_while_the_scenario_is_looked_at(string language, string calibrated)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.CopyExampleAsync($"Prepared {language}", $"prepared-{language}");
        await visit.Page.Locator("[data-readiness=Ready]").WaitForAsync();
        await TypeAsync(visit.Page, "Cohorts", "cancelled-march", "Customers", "50000");
        await Save(visit.Page).ClickAsync();

        // The note that comes first says it already: without preparation it would be that of the plain fluid.
        ILocator note = visit.Page.Locator("section.notice.warn[role=status]");
        await note.WaitForAsync();
        Visit.Plain(await note.InnerTextAsync()).ShouldContain(calibrated);
        visit.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fr", "avoir de 18 mois", "16 septembre 2021", "13 septembre 2021")]
    [InlineData("en", "18-month voucher", "16 September 2021", "13 September 2021")]
    public async Task A_voucher_is_promised_with_one_click_and_its_echo_appears(string language, string voucher, string due, string peak)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.CopyExampleAsync($"Vouchers {language}", $"vouchers-{language}");
        await OpenAsync(visit.Page, "Cohorts", "cancelled-march");
        await visit.Page.Locator("[data-item=cancelled-march] button", new() { HasTextString = voucher }).ClickAsync();
        await Save(visit.Page).ClickAsync();
        ILocator line = visit.Page.Locator("tr[data-promise=voucher-2]");
        await line.WaitForAsync();
        (await line.InnerTextAsync()).ShouldContain(due);
        (await visit.TextAsync("[data-figure=echo]")).ShouldContain(peak);
        visit.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fr", "Embaucher 12 personnes : Réservations", "trop tard : il fallait décider au plus tard le 18 février 2020")]
    [InlineData("en", "Hire 12 people: Bookings", "too late: it was due by 18 February 2020")]
    public async Task A_decision_of_ones_own_says_by_when_it_is_due_and_is_saved(string language, string title, string due)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.CopyExampleAsync($"Decisions {language}", $"decisions-{language}");
        await visit.Page.Locator("[data-part=Levers] > summary").ClickAsync();
        await visit.Page.Locator("[data-add='Levers.hire']").ClickAsync();
        ILocator item = visit.Page.Locator("[data-part=Levers] [data-item=hire]");
        await item.Locator("> summary").ClickAsync();
        await item.Locator("input[name='Levers.hire.Heads']").FillAsync("12");
        await item.Locator("input[name='Levers.hire.Heads']").BlurAsync();
        await item.Locator("input[name='Levers.hire.From']").FillAsync("2020-05-02");
        await item.Locator("> summary", new() { HasTextString = due }).WaitForAsync();
        await Save(visit.Page).ClickAsync();

        await visit.Page.Locator("p.notice.good").WaitForAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.Locator("main[data-interactive]").WaitForAsync();
        await visit.Page.Locator("[data-part=Levers] > summary").ClickAsync();
        Visit.Plain(await item.Locator("> summary").InnerTextAsync()).ShouldContain(title);
        visit.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fr", "probabilité de tenir les objectifs", "48 000", "50 000")]
    [InlineData("en", "probability of meeting goals", "48,000", "50,000")]
    public async Task The_second_of_two_planners_sees_what_changed_since_and_loses_nothing(string language, string since, string before, string after)
    {
        await using Visit first = await site.AdministratorAsync(language), second = await site.AdministratorAsync(language);
        await first.CopyExampleAsync($"Two {language}", $"two-{language}");
        await second.OpenAsync($"/scenarios/two-{language}");
        await TypeAsync(second.Page, "Cohorts", "cancelled-march", "Customers", "50000");
        await first.Page.Locator("input[name=goalProbability]").FillAsync("75");
        await first.Page.Locator("input[name=goalProbability]").BlurAsync();
        await first.Page.Locator("section:has(input[name=note]) > button.primary:enabled").ClickAsync();
        await first.Page.Locator("p.notice.good").WaitForAsync();

        await Save(second.Page).ClickAsync();
        await second.Page.Locator("[data-card=conflict]", new() { HasTextString = since }).WaitForAsync();
        await second.Page.Locator("[data-action=reapply]").ClickAsync();
        await second.Page.Locator("p.notice.good").WaitForAsync();
        await second.Page.Locator("[data-part=compare] > summary").ClickAsync();
        await second.Page.Locator("[data-action=compare]").ClickAsync();
        ILocator change = second.Page.Locator("#history table.changes tbody tr");
        await change.First.WaitForAsync();
        Visit.Plain(await change.InnerTextAsync()).ShouldSatisfyAllConditions(
            words => words.ShouldContain(before), words => words.ShouldContain(after), words => words.ShouldContain("/cohorts/0/customers"));
        second.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fr", "(comme la version 1)")]
    [InlineData("en", "(as version 1)")]
    public async Task A_cancelled_announcement_brings_the_version_before_it_back(string language, string restored)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.CopyExampleAsync($"News {language}", $"news-{language}");
        await visit.Page.Locator("[data-part=Announcements] > summary").ClickAsync();
        await visit.Page.Locator("[data-add='Announcements.Add']").ClickAsync();
        await Save(visit.Page).ClickAsync();
        await visit.Page.Locator("tr[data-kind=Announced]").WaitForAsync();
        await visit.Page.Locator("[data-item=announcement] > summary").ClickAsync();
        await visit.Page.Locator("[data-item=announcement] [data-action=cancel-news]").ClickAsync();
        ILocator line = visit.Page.Locator("tr[data-kind=AnnouncementCancelled]");
        await line.WaitForAsync();
        (await line.InnerTextAsync()).ShouldContain(restored);
        (await visit.Page.Locator("[data-item=announcement]").CountAsync()).ShouldBe(0);
        visit.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fr", "Approuver", "Publier", "La note est vide.")]
    [InlineData("en", "Approve", "Publish", "The note is empty.")]
    public async Task A_version_is_noted_approved_and_published_and_the_log_says_so(string language, string approve, string publish, string refusal)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.CopyExampleAsync($"Decided {language}", $"decided-{language}");
        await TypeAsync(visit.Page, "Cohorts", "cancelled-march", "Customers", "50000");
        await Save(visit.Page).ClickAsync();
        await visit.Page.Locator("tr[data-kind=Saved]").WaitForAsync();
        await visit.Page.Locator("[data-action=note]").ClickAsync();
        await visit.Page.Locator("p.notice.bad", new() { HasTextString = refusal }).WaitForAsync();
        await visit.Page.Locator("input[name=remark]").FillAsync("works council asked");
        await visit.Page.Locator("input[name=remark]").BlurAsync();
        await visit.Page.Locator("[data-action=note]").ClickAsync();
        await visit.Page.Locator("tr[data-kind=Noted]", new() { HasTextString = "works council asked" }).WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = approve, Exact = true }).ClickAsync();
        await visit.Page.Locator("tr[data-kind=Approved]").WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = publish, Exact = true }).ClickAsync();
        await visit.Page.Locator("tr[data-kind=Published]").WaitForAsync();
        await visit.Page.Locator("input[name=decisions]").CheckAsync();
        await visit.Page.WaitForFunctionAsync("() => document.querySelectorAll('#history tbody tr').length === 2");

        // It has no result yet: the director's page keeps the figures that there are, and says so.
        await visit.OpenAsync("/");
        await visit.Page.Locator("section.verdict").WaitForAsync(new() { Timeout = 300_000 });
        await visit.Page.Locator("p.notice", new() { HasTextString = $"Decided {language}" }).WaitForAsync();
    }
}
