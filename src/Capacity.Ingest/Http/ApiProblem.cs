using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Capacity.Ingest.Http;

/// <summary>Refusals of the HTTP interface as problem details (RFC 9457).</summary>
internal static class ApiProblem
{
    public static IResult Of(int status, string title, string detail, IReadOnlyDictionary<string, object?>? more = null) =>
        Results.Problem(detail, statusCode: status, title: title, extensions: more);

    /// <summary>A refusal that may be tried again after a moment.</summary>
    public static IResult TryLater(HttpContext context, int status, string title, string detail, int seconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Of(status, title, detail);
    }

    public static IResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, "Not found", detail);
}
