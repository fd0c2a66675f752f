using Capacity.Ingest.Intervals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Capacity.Ingest.Http;

/// <summary>Turns faults into problem details: what the sender can mend as such, everything else without its inside.</summary>
internal static partial class ApiFaults
{
    public static TBuilder TellFaults<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (invocation, next) =>
        {
            try
            {
                return await next(invocation);
            }
            catch (UnreadableBodyException e)
            {
                return ApiProblem.Of(e.Status, e.Title, e.Message);
            }
            catch (BadHttpRequestException e)
            {
                return ApiProblem.Of(e.StatusCode, "The request cannot be read", e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException || !invocation.HttpContext.RequestAborted.IsCancellationRequested)
            {
                var log = invocation.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiFaults));
                Failed(log, invocation.HttpContext.Request.Path, e);
                return ApiProblem.TryLater(
                    invocation.HttpContext, StatusCodes.Status503ServiceUnavailable, "Not available now",
                    "The request was not carried out as far as is known; sending it again is safe.", seconds: 5);
            }
        });

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to {Path} failed.")]
    private static partial void Failed(ILogger log, string path, Exception exception);
}
