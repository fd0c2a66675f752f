namespace Capacity.Dashboard.Shell;

/// <summary>Security headers of every answer: no script but our own, no framing, no referrer that could carry a link's secret.</summary>
public static class ContentSecurity
{
    /// <summary>The policy; styles may be inline because Radzen positions its pop-ups with style attributes.</summary>
    public const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds the headers before anything answers.</summary>
    public static IApplicationBuilder UseContentSecurity(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    });
}
