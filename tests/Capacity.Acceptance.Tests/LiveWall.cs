using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Playwright;

namespace Capacity.Acceptance.Tests;

public class LiveWall(Site site)
{
    [Theory]
    [InlineData("fr", "Créer une clé", "Révoquer la clé de telephony-fr", 0, 137)]
    [InlineData("en", "Create a key", "Revoke the key of telephony-en", 1, 149)]
    public async Task Shows_an_interval_as_soon_as_its_source_has_sent_it(string language, string create, string revoke, int nth, int offered)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.OpenAsync("/data");
        await visit.Page.FillAsync("input[name=key-source]", $"telephony-{language}");
        await visit.Page.Locator("input[name=key-source]").BlurAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = create }).ClickAsync();
        string secret = (await visit.Page.Locator("[data-secret]").InnerTextAsync()).Trim();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = revoke }).WaitForAsync();

        await visit.OpenAsync("/live");
        ILocator tile = visit.Page.Locator("a.tile").Nth(nth);
        await tile.WaitForAsync();
        string queue = (await tile.GetAttributeAsync("data-queue"))!;
        await SendAsync(secret, $"telephony-{language}", queue, offered);
        await tile.Locator("[data-figure=offered]", new() { HasTextString = $"{offered}" }).WaitForAsync();
        await Screenshots.TakeAsync(visit.Page, $"live-{language}");
        visit.Faults.ShouldBeEmpty();
    }

    /// <summary>Many times what a morning of the crisis brings to the line: what is left of the day is told before it comes.</summary>
    [Theory]
    [InlineData("fr", "Créer une clé", "groups-voice")]
    [InlineData("en", "Create a key", "complaint-voice")]
    public async Task Foretells_the_rest_of_the_day_from_the_intervals_that_came(string language, string create, string queue)
    {
        await using Visit visit = await site.AdministratorAsync(language);
        await visit.OpenAsync("/data");
        await visit.Page.FillAsync("input[name=key-source]", $"morning-{language}");
        await visit.Page.Locator("input[name=key-source]").BlurAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = create }).ClickAsync();
        string secret = (await visit.Page.Locator("[data-secret]").InnerTextAsync()).Trim();
        for (int half = 0; half < 4; half++) await SendAsync(secret, $"morning-{language}", queue, 90, 8 + half / 2, half % 2 * 30);

        await visit.OpenAsync($"/live?queue={queue}");
        await visit.Page.Locator($"[data-nowcast={queue}]").WaitForAsync();
        (await visit.TextAsync($"[data-nowcast={queue}] .badge")).ShouldContain("+");
        (await visit.TextAsync($"[data-nowcast={queue}] [data-staff]")).Length.ShouldBeGreaterThan(10);
        await Screenshots.TakeAsync(visit.Page, $"nowcast-{language}");
        visit.Faults.ShouldBeEmpty();
    }

    private async Task SendAsync(string secret, string source, string queue, int offered, int hour = 9, int minute = 0)
    {
        using HttpClient client = new() { BaseAddress = new Uri(site.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using HttpResponseMessage reply = await client.PostAsJsonAsync("/api/v1/ingest/intervals", new
        {
            source, queueId = queue, channel = "voice", intervalStart = $"2020-03-20T{hour:00}:{minute:00}:00Z", intervalMinutes = 30, offered, answered = offered - 20,
        });
        reply.IsSuccessStatusCode.ShouldBeTrue(await reply.Content.ReadAsStringAsync());
    }
}
