using Microsoft.Playwright;

namespace Capacity.Acceptance.Tests;

/// <summary>Pictures for README.md, taken where <c>CAPACITY_SCREENSHOTS</c> names a folder.</summary>
internal static class Screenshots
{
    public static async Task TakeAsync(IPage page, string name)
    {
        string? folder = Environment.GetEnvironmentVariable("CAPACITY_SCREENSHOTS");
        if (string.IsNullOrEmpty(folder)) return;
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
    }
}
