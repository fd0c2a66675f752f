using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace Capacity.Dashboard.Preferences;

/// <summary>Form posts of the header that choose the language and the theme, and return to the page they came from.</summary>
public static class PreferenceEndpoints
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Maps the two posts.</summary>
    public static IEndpointRouteBuilder MapPreferences(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/preferences/culture", ChooseCulture).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/preferences/theme", ChooseTheme).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static IResult ChooseCulture([FromForm] string culture, [FromForm] string? from, HttpContext context)
    {
        string chosen = SupportedCultures.Names.Contains(culture) ? culture : SupportedCultures.English;
        Keep(context, CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)));
        return Results.LocalRedirect(LocalAddress.OrHome(from));
    }

    private static IResult ChooseTheme([FromForm] string theme, [FromForm] string? from, HttpContext context)
    {
        Keep(context, ThemeCookie.Name, theme == ThemeCookie.Dark ? ThemeCookie.Dark : ThemeCookie.Light);
        return Results.LocalRedirect(LocalAddress.OrHome(from));
    }

    private static void Keep(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(name, value, new CookieOptions
        {
            MaxAge = Kept,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
}
