namespace Capacity.Dashboard.Preferences;

/// <summary>The chosen theme, kept in a cookie; without one the pages are light.</summary>
public static class ThemeCookie
{
    /// <summary>The cookie's name.</summary>
    public const string Name = "capacity.theme";

    /// <summary>The dark theme's value.</summary>
    public const string Dark = "dark";

    /// <summary>The light theme's value.</summary>
    public const string Light = "light";

    /// <summary>The theme of a request.</summary>
    public static string Of(HttpContext? context) => context?.Request.Cookies[Name] == Dark ? Dark : Light;
}
