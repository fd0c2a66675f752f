using Microsoft.Playwright;

namespace Capacity.Acceptance.Tests;

/// <summary>One person's browser window, and the faults that it reported.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    internal Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, fault) => _faults.Add(fault);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _faults.Add(message.Text);
        };
    }

    /// <summary>The window.</summary>
    public IPage Page { get; }

    /// <summary>Errors of scripts and of the console, refusals of the content security policy among them.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Opens a page and waits until its circuit answers, so that clicks are heard.</summary>
    public async Task OpenAsync(string path)
    {
        Task<IWebSocket> circuit = Page.WaitForWebSocketAsync();
        await Page.GotoAsync(path);
        IWebSocket socket = await circuit;
        await Page.Locator("h1").First.WaitForAsync();
        if (!socket.IsClosed) await Page.WaitForFunctionAsync("() => window.Blazor !== undefined");
        await Page.Locator("main[data-interactive]").WaitForAsync();
    }

    /// <summary>Opens a copy of the worked example: every journey changes one of its own, so that none depends on another.</summary>
    public async Task CopyExampleAsync(string name, string id)
    {
        await OpenAsync("/scenarios/horizons");
        await Page.Locator("[data-part=copy] > summary").ClickAsync();
        await Page.Locator("input[name=copy-name]").FillAsync(name);
        await Page.Locator("[data-action=copy]").ClickAsync();
        await Page.WaitForURLAsync($"**/scenarios/{id}");
        await Page.Locator("h1", new() { HasTextString = name }).WaitForAsync();
    }

    /// <summary>The text of an element, with its special spaces made plain.</summary>
    public async Task<string> TextAsync(string selector) => Plain(await Page.Locator(selector).First.InnerTextAsync());

    /// <summary>Plain spaces in place of those that keep a number and its unit together.</summary>
    public static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ').Trim();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
