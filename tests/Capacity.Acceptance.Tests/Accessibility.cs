namespace Capacity.Acceptance.Tests;

public class Accessibility(Site site)
{
    private const string Nameless = """
        () => [...document.querySelectorAll('button, a[href], input:not([type=hidden]), select, textarea, svg[role=img], progress, meter, [role=region]')]
            .filter(element => element.checkVisibility())
            .filter(element => {
                const labels = element.labels ? [...element.labels].map(label => label.innerText).join('') : '';
                const name = (element.getAttribute('aria-label') || '') + labels + (element.innerText || '') + (element.getAttribute('title') || '');
                return name.trim().length === 0;
            })
            .map(element => element.outerHTML.slice(0, 160))
        """;

    public static TheoryData<string, string, string> Pages
    {
        get
        {
            TheoryData<string, string, string> pages = [];
            foreach (string path in (string[])["/", "/scenarios", "/scenarios/horizons", "/plans", "/live", "/network", "/calculator", "/data", "/scorecard", "/rules", "/costs", "/bridge"])
            {
                pages.Add(path, "fr", "light");
                pages.Add(path, "en", "dark");
            }

            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_control_and_chart_has_a_name(string path, string language, string theme)
    {
        await using Visit visit = await site.AdministratorAsync(language, theme);
        await visit.OpenAsync(path);
        (await visit.Page.EvaluateAsync<string[]>(Nameless)).ShouldBeEmpty();
        (await visit.Page.Locator("h1").CountAsync()).ShouldBe(1);
        (await visit.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language);
        (await visit.Page.Locator("html").GetAttributeAsync("data-theme")).ShouldBe(theme);
        visit.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/", 1366)]
    [InlineData("/", 1920)]
    [InlineData("/", 390)]
    [InlineData("/scenarios/horizons", 1366)]
    [InlineData("/scenarios/horizons", 390)]
    [InlineData("/network", 390)]
    [InlineData("/live", 390)]
    [InlineData("/calculator", 390)]
    public async Task A_page_never_scrolls_sideways(string path, int width)
    {
        await using Visit visit = await site.AdministratorAsync("fr", "light", width, 800);
        await visit.OpenAsync(path);
        (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task The_header_switches_language_and_theme_and_stays_on_the_page()
    {
        await using Visit visit = await site.AdministratorAsync("fr");
        await visit.OpenAsync("/network");
        await visit.Page.ClickAsync("button[value=en-GB]");
        await visit.Page.Locator("h1", new() { HasTextString = "Network" }).WaitForAsync();
        await visit.Page.ClickAsync("button[value=dark]");
        await visit.Page.Locator("html[data-theme=dark]").WaitForAsync();
        new Uri(visit.Page.Url).AbsolutePath.ShouldBe("/network");
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_first_by_the_skip_link()
    {
        await using Visit visit = await site.AdministratorAsync("en");
        await visit.OpenAsync("/network");
        (await visit.Page.EvaluateAsync<string>("document.querySelector('a, button, input, select, summary, [tabindex]').className")).ShouldBe("skip");
        await visit.Page.Locator("a.skip").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForFunctionAsync("() => document.activeElement.id === 'main'");
    }
}
