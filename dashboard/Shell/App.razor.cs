using Capacity.Dashboard.Preferences;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Shell;

/// <summary>The document around every page; pages about signing in stay static, because only a plain answer can set a cookie.</summary>
public sealed partial class App
{
    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [Inject]
    private IStringLocalizer<App> Text { get; set; } = default!;

    private IComponentRenderMode? Mode => Context.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;

    private string Theme => ThemeCookie.Of(Context);

    private string RadzenStyle => Theme == ThemeCookie.Dark
        ? "_content/Radzen.Blazor/css/standard-dark-base.css"
        : "_content/Radzen.Blazor/css/standard-base.css";
}
