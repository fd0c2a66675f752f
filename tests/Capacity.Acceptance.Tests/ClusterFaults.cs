using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Capacity.Tests;
using Microsoft.Playwright;

namespace Capacity.Acceptance.Tests;

/// <summary>What planners, watchers and senders notice when a silo of a cluster dies without a farewell.</summary>
public sealed class ClusterFaults(Site site, PostgresServer server, Cluster cluster, ITestOutputHelper output) : IClassFixture<Cluster>, IDisposable
{
    private static readonly TimeSpan SendingLimit = TimeSpan.FromMinutes(4);

    /// <summary>Where a test failed, what the programs wrote says why.</summary>
    public void Dispose()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed) output.WriteLine(cluster.Output);
    }

    /// <summary>Each grain lives on one silo or the other: each silo dies once, and what lived there goes on elsewhere.</summary>
    [Theory(Timeout = 1_500_000)]
    [InlineData(0, "refund-voice")]
    [InlineData(1, "groups-voice")]
    public async Task Nothing_is_lost_with_a_silo_that_is_killed_while_it_simulates(int silo, string queue)
    {
        await cluster.RunAsync(site, server);
        await using Visit planner = await cluster.AdministratorAsync(site);
        await using Visit wall = await cluster.AdministratorAsync(site);
        await planner.CopyExampleAsync($"Survivor {silo}", $"survivor-{silo}");
        await EditAsync(planner.Page, 75, version: 2);
        string source = $"telephony-{silo}";
        string secret = await KeyAsync(wall, source);
        await wall.OpenAsync("/live");
        await SendAsync(secret, silo, source, queue, hour: 9, offered: 100);
        await SeeAsync(wall, queue, 100);
        ILocator run = await SimulateAsync(planner.Page);

        await cluster.KillAsync(silo);

        await SendAsync(secret, 1 - silo, source, queue, hour: 10, offered: 37);
        await SeeAsync(wall, queue, 137);
        await FinishAsync(run);
        await EditAsync(planner.Page, 70, version: 3);
        (await RecordsAsync(secret, 1 - silo)).ShouldBe(2);
        planner.Faults.Concat(wall.Faults).ShouldBeEmpty();
    }

    private static async Task EditAsync(IPage page, int goal, int version)
    {
        await page.FillAsync("input[name=goalProbability]", $"{goal}");
        await page.Locator("input[name=goalProbability]").BlurAsync();
        await page.FillAsync("input[name=note]", $"goal {goal}");
        await page.Locator("input[name=note]").BlurAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a new version (1 changes)" }).ClickAsync();
        await page.Locator("[role=status]", new() { HasTextString = $"Saved as version {version}" }).WaitForAsync();
        await page.Locator("td", new() { HasTextString = $"goal {goal}" }).First.WaitForAsync();
    }

    private static async Task<string> KeyAsync(Visit visit, string source)
    {
        await visit.OpenAsync("/data");
        await visit.Page.FillAsync("input[name=key-source]", source);
        await visit.Page.Locator("input[name=key-source]").BlurAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Create a key" }).ClickAsync();
        return (await visit.Page.Locator("[data-secret]").InnerTextAsync()).Trim();
    }

    // The page that was open before a silo died, not loaded again: the stream of days must find its queue again.
    private static Task SeeAsync(Visit visit, string queue, int offered) =>
        visit.Page.Locator($"a.tile[data-queue={queue}] [data-figure=offered]", new() { HasTextString = $"{offered}" }).WaitForAsync();

    private static async Task<ILocator> SimulateAsync(IPage page)
    {
        await page.Locator(".heading select").SelectOptionAsync("400");
        await page.GetByRole(AriaRole.Button, new() { Name = "Simulate", Exact = true }).ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('section.card progress')?.value > 0");
        return page.Locator("section.card:has(progress)");
    }

    private static async Task FinishAsync(ILocator run)
    {
        await run.Locator("h2", new() { HasTextString = "Simulated" }).WaitForAsync(new() { Timeout = 600_000 });
        Visit.Plain(await run.InnerTextAsync()).ShouldContain("replication 400 of 400");
    }

    /// <summary>Sends one interval to a silo as senders do: again with the same key while it asks for that.</summary>
    private async Task SendAsync(string secret, int silo, string source, string queue, int hour, int offered)
    {
        using HttpClient client = Client(secret, silo);
        client.DefaultRequestHeaders.Add("Idempotency-Key", $"{queue}-{hour}");
        object interval = new
        {
            source, queueId = queue, channel = "voice", intervalStart = $"2020-03-20T{hour:00}:00:00Z", intervalMinutes = 30, offered, answered = offered - 20,
        };
        using CancellationTokenSource limit = new(SendingLimit);
        HttpResponseMessage reply = await client.PostAsJsonAsync("/api/v1/ingest/intervals", interval, limit.Token);
        for (; reply.Headers.RetryAfter?.Delta is { } pause; reply = await client.PostAsJsonAsync("/api/v1/ingest/intervals", interval, limit.Token))
            await Task.Delay(pause, limit.Token);
        reply.IsSuccessStatusCode.ShouldBeTrue(await reply.Content.ReadAsStringAsync());
    }

    private async Task<long> RecordsAsync(string secret, int silo)
    {
        using HttpClient client = Client(secret, silo);
        return (await client.GetFromJsonAsync<JsonObject>("/api/v1/ingest/status"))!["records"]!.GetValue<long>();
    }

    private HttpClient Client(string secret, int silo)
    {
        HttpClient client = new() { BaseAddress = new Uri(cluster.Silo(silo).Address), Timeout = SendingLimit };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }
}
