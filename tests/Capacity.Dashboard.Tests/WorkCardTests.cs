using Capacity.Dashboard.Scenarios;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Capacity.Dashboard.Tests;

public class WorkCardTests
{
    [Theory]
    [InlineData("fr-FR", "Relancez-la", "Son message, en anglais")]
    [InlineData("en-GB", "Start it again", "Its message")]
    public async Task Of_failed_work_it_shows_how_to_go_on_and_the_message_marked_as_English(string culture, string mend, string message)
    {
        using InCulture _ = new(culture);
        string card = await RenderAsync(new() { ["Heading"] = "Failed", ["Failure"] = "No day is open.", ["Done"] = 0.5, ["Words"] = "half" });
        card.ShouldContain(mend);
        card.ShouldContain(message);
        card.ShouldMatch("<q lang=\"en\"[^>]*>No day is open\\.</q>");
        card.ShouldNotContain("<progress");
        card.ShouldNotContain("half");
    }

    [Fact]
    public async Task Of_other_work_it_shows_how_far_it_is()
    {
        string card = await RenderAsync(new() { ["Heading"] = "Searching", ["Done"] = 0.25, ["Words"] = "a quarter" });
        card.ShouldContain("value=\"0.25\"");
        card.ShouldContain("a quarter");
        card.ShouldNotContain("role=\"alert\"");
    }

    private static async Task<string> RenderAsync(Dictionary<string, object?> parameters)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddLocalization();
        await using ServiceProvider provider = services.BuildServiceProvider();
        await using HtmlRenderer renderer = new(provider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            Microsoft.AspNetCore.Components.Web.HtmlRendering.HtmlRootComponent root =
                await renderer.RenderComponentAsync<WorkCard>(ParameterView.FromDictionary(parameters));
            return System.Net.WebUtility.HtmlDecode(root.ToHtmlString());
        });
    }
}
