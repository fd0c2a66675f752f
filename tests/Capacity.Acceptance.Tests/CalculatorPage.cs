namespace Capacity.Acceptance.Tests;

public class CalculatorPage(Site site)
{
    private const string Question = "/calculator?method=erlang-a&contacts=600&handle=300&patience=180&agents=45&target=20&level=80";

    [Theory]
    [InlineData("fr", "12,6 %", "49,9 %", "22,3 s", "52 agents")]
    [InlineData("en", "12.6 %", "49.9 %", "22.3 s", "52 agents")]
    public async Task Answers_with_the_published_figures(string language, string abandonment, string level, string speed, string required)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.OpenAsync(Question);
        (await visit.TextAsync("[data-figure=abandonment]")).ShouldBe(abandonment);
        (await visit.TextAsync("[data-figure=serviceLevel]")).ShouldBe(level);
        (await visit.TextAsync("[data-figure=speedOfAnswer]")).ShouldBe(speed);
        (await visit.TextAsync("[data-figure=required]")).ShouldBe(required);
        visit.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_at_once_and_keeps_the_question_in_the_address()
    {
        await using Visit visit = await site.AdministratorAsync("en");
        await visit.OpenAsync(Question);
        await visit.Page.Locator("input[name=agents]").FillAsync("52");
        await visit.Page.Locator("input[name=agents]").PressAsync("Tab");
        await visit.Page.Locator("[data-figure=serviceLevel]", new() { HasTextString = "80.7" }).WaitForAsync();
        await visit.Page.WaitForFunctionAsync("() => location.search.includes('agents=52')");
    }

    [Theory]
    [InlineData("fr", "la file grandirait sans fin")]
    [InlineData("en", "the queue would grow without end")]
    public async Task Refuses_erlang_C_at_its_load_in_words(string language, string refusal)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.OpenAsync("/calculator?method=erlang-c&contacts=600&handle=300&agents=50&target=20&level=80");
        (await visit.TextAsync("[role=alert]")).ShouldContain(refusal);
    }

    [Theory]
    [InlineData("fr", "49,", "simulé")]
    [InlineData("en", "49.", "simulated")]
    public async Task Simulates_the_same_queue_beside_its_formula(string language, string level, string heading)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.OpenAsync(Question);
        await visit.Page.Locator("select[name=method]").SelectOptionAsync("simulate");
        await visit.Page.Locator("[data-action=simulate]").ClickAsync();
        await visit.Page.Locator("[data-simulated=serviceLevel]").WaitForAsync();
        (await visit.TextAsync("[data-simulated=serviceLevel]")).ShouldStartWith(level);
        (await visit.TextAsync("table.simulated")).ShouldContain(heading);
        visit.Page.Url.ShouldContain("method=simulate");
        visit.Faults.ShouldBeEmpty();
    }
}
