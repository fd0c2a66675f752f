using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace Capacity.Acceptance.Tests;

/// <summary>The pages of demand: how right forecasts were, the wave, what a log of contacts tells of the model.</summary>
public class DemandPages(Site site)
{
    /// <summary>Lines of the example whose synthetic history no other journey touches and nobody has measured yet.</summary>
    [Theory]
    [InlineData("fr", "care-voice", "synthétique", "La prévision se trompe de")]
    [InlineData("en", "web-chat", "synthetic", "The forecast errs by")]
    public async Task Measures_the_forecasts_of_a_series_beside_simple_methods_and_says_that_the_example_is_synthetic(
        string language, string line, string synthetic, string verdict)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.OpenAsync($"/accuracy?queue={line}");
        (await visit.TextAsync("[data-synthetic]")).ShouldContain(synthetic);
        (await visit.Page.Locator("table[data-accuracy]").CountAsync()).ShouldBe(0);

        await visit.Page.Locator("[data-action=measure]").ClickAsync();

        await visit.Page.Locator("table[data-accuracy] tbody tr").First.WaitForAsync();
        (await visit.TextAsync("[data-verdict]")).ShouldContain(verdict);
        await Screenshots.TakeAsync(visit.Page, $"accuracy-{language}");
        visit.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fr", "Vague d’essai", "vague-d-essai", "synthétique")]
    [InlineData("en", "Trial wave", "trial-wave", "synthetic")]
    public async Task Reads_the_wave_of_a_line_takes_an_announcement_and_makes_its_cohort_in_a_copy(string language, string name, string id, string synthetic)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.CopyExampleAsync(name, id);
        await visit.OpenAsync("/surge?queue=refund-voice");
        (await visit.TextAsync("[data-synthetic]")).ShouldContain(synthetic);
        await visit.Page.Locator("[data-wave]").WaitForAsync();

        await visit.Page.FillAsync("input[name=announcement]", "2020-03-17");
        await visit.Page.Locator("input[name=announcement]").BlurAsync();
        await visit.Page.Locator("[data-action=announce]:not([disabled])").ClickAsync();
        await visit.Page.WaitForURLAsync("**announced=2020-03-17**");
        await visit.Page.Locator("[data-announced] .badge", new() { HasTextString = "2020" }).WaitForAsync();
        await visit.Page.Locator("table[data-facts] tr").First.WaitForAsync();
        await Screenshots.TakeAsync(visit.Page, $"surge-{language}");

        await visit.Page.Locator("select[name=wave-scenario]").SelectOptionAsync(id);
        await visit.Page.Locator("[data-action=add-cohort]:not([disabled])").ClickAsync();
        await visit.Page.Locator($"[data-added] a[href='/scenarios/{id}']").WaitForAsync();
        visit.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Offers_no_cohort_of_a_line_before_its_wave()
    {
        await using Visit visit = await site.AdministratorAsync("en");
        await visit.OpenAsync("/surge?queue=refund-voice&until=2020-03-10");
        await visit.Page.Locator("[data-wave]").WaitForAsync();
        (await visit.TextAsync("[data-no-wave]")).ShouldContain("No day of this series is above twice its median day");
        (await visit.Page.Locator("#cohort").CountAsync()).ShouldBe(0);
        visit.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fr", "Calage", "calage", "3,3 min")]
    [InlineData("en", "Calibrated copy", "calibrated-copy", "3.3 min")]
    public async Task Estimates_from_a_log_of_contacts_and_takes_what_is_accepted_into_a_copy(string language, string name, string id, string patience)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.CopyExampleAsync(name, id);
        await visit.OpenAsync("/data");
        await visit.Page.Locator("select[name=calibration-scenario]").SelectOptionAsync(id);
        await visit.Page.Locator("#calibration input[type=file]:not([disabled])").SetInputFilesAsync(
            new FilePayload { Name = "log.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Log()) });
        await visit.Page.Locator("table[data-estimates]").WaitForAsync();
        // Forty of eighty gave up after 100 seconds, the others waited as long: a mean patience of 200 seconds.
        Visit.Plain(await visit.Page.Locator("table[data-estimates]").InnerTextAsync()).ShouldContain(patience);
        (await visit.TextAsync("[data-source]")).ShouldContain("log.csv");
        await Screenshots.TakeAsync(visit.Page, $"calibration-{language}");

        await visit.Page.Locator("[data-action=take-estimates]:not([disabled])").ClickAsync();
        await visit.Page.Locator($"[data-calibrated] a[href='/scenarios/{id}']").WaitForAsync();
        visit.Faults.ShouldBeEmpty();
    }

    private static string Log() => "offered,queue,outcome,wait\n" + string.Concat(Enumerable.Range(0, 80).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"2020-03-16T{10 + i / 30}:{i % 30 * 2:00}:00+01:00,refund-voice,{(i % 2 == 0 ? "abandoned" : "answered")},100\n")));
}
