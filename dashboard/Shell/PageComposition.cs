using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Preferences;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Radzen;

namespace Capacity.Dashboard.Shell;

/// <summary>Registers what the pages need and maps them; whatever is not explicitly open requires signing in.</summary>
public static class PageComposition
{
    /// <summary>Adds components, localization, authorization and anti-forgery.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddMemoryCache(options => options.SizeLimit = 64);
        services.AddSingleton<PlanningDesk>();
        services.AddSingleton<VersionDesk>();
        services.AddSingleton<CalculatorDesk>();
        services.AddSingleton<NetworkDesk>();
        services.AddSingleton<DataDesk>();
        services.AddSingleton<ForecastDesk>();
        services.AddSingleton<ILiveSource, GrainLiveSource>();
        services.AddSingleton<LiveHub>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, PersonRevalidation>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(options => options.Cookie.Name = "capacity.form");
        return services;
    }

    /// <summary>Answers in the language of the cookie, else of the browser.</summary>
    public static IApplicationBuilder UsePageLocalization(this IApplicationBuilder app) =>
        app.UseRequestLocalization(options => options
            .SetDefaultCulture(SupportedCultures.English)
            .AddSupportedCultures(SupportedCultures.Names)
            .AddSupportedUICultures(SupportedCultures.Names));

    /// <summary>Maps the pages and their circuits.</summary>
    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return routes;
    }
}
