using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Capacity.Acceptance.Tests.Site))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Capacity.Acceptance.Tests;

/// <summary>One running dashboard, one browser, and an administrator who came in by the printed link.</summary>
public sealed class Site : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    // A bound, not an expectation: the machine may be building at the same time.
    private const float Limit = 180_000;

    // Two cores that also build and test may need minutes for what takes seconds on a machine of one's own.
    private const float ExampleLimit = 300_000;

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private DashboardProcess? _dashboard;
    private IBrowser? _browser;
    private string _signedIn = "";

    /// <summary>Where the dashboard listens.</summary>
    public string Address => _dashboard!.Address;

    /// <summary>The link that was printed, spent by now.</summary>
    public string Link => _dashboard!.Link;

    /// <summary>The path at which following the link ended.</summary>
    public string Landing { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium)) return;
        _dashboard = await DashboardProcess.StartAsync(DashboardProcess.SmallExample);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = Arguments });
        await using IBrowserContext context = await _browser.NewContextAsync();
        context.SetDefaultTimeout(Limit);
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(Link);
        Landing = new Uri(page.Url).PathAndQuery;
        _signedIn = await context.StorageStateAsync();
        // The overview shows the example's figures and then its plan without being asked again. No journey sees them half-done.
        await ExampleAsync(page);
    }

    /// <summary>Waits on the overview until the worked example is simulated and has a plan.</summary>
    public static async Task ExampleAsync(IPage page)
    {
        await page.Locator("section.verdict").WaitForAsync(new() { Timeout = ExampleLimit });
        await page.Locator("a[href^='/plans/']").First.WaitForAsync(new() { Timeout = ExampleLimit });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_dashboard is not null) await _dashboard.DisposeAsync();
    }

    /// <summary>A browser of the administrator in a language and theme; whatever goes wrong inside it is collected.</summary>
    public Task<Visit> AdministratorAsync(string language, string theme = "light", int width = 1366, int height = 768) =>
        VisitAsync(Address, language, theme, width, height, _signedIn);

    /// <summary>A browser of somebody who has not signed in.</summary>
    public Task<Visit> StrangerAsync(string language) => ElsewhereAsync(Address, language);

    /// <summary>A browser for another dashboard than this one, with the cookies of an earlier visit or none.</summary>
    public Task<Visit> ElsewhereAsync(string address, string language, string? cookies = null) =>
        VisitAsync(address, language, "light", 1366, 768, cookies);

    private async Task<Visit> VisitAsync(string address, string language, string theme, int width, int height, string? state)
    {
        RequireChromium();
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address,
            Locale = language == "fr" ? "fr-FR" : "en-GB",
            StorageState = state,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        await context.AddCookiesAsync([new Cookie { Name = "capacity.theme", Value = theme, Url = address }]);
        context.SetDefaultTimeout(Limit);
        return new Visit(context, await context.NewPageAsync());
    }

    private static void RequireChromium()
    {
        if (File.Exists(Chromium)) return;
        string reason = $"{Chromium} is not installed: apt-get install chromium.";
        if (Environment.GetEnvironmentVariable("CAPACITY_REQUIRE_ALL") == "1") Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
