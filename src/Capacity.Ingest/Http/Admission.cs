using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Capacity.Ingest.Http;

/// <summary>Bounds how many bodies are in memory at once: whoever comes beyond is asked to come again.</summary>
public sealed class Admission
{
    /// <summary>Bodies read, checked and stored at the same time.</summary>
    public const int AtOnce = 32;

    private int inside;

    /// <summary>Enters where there is room; every entry is followed by <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref inside) <= AtOnce) return true;
        Interlocked.Decrement(ref inside);
        return false;
    }

    /// <summary>Makes room for the next.</summary>
    public void Leave() => Interlocked.Decrement(ref inside);
}

internal static class AdmissionFilter
{
    public static TBuilder Bounded<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (invocation, next) =>
        {
            var admission = invocation.HttpContext.RequestServices.GetRequiredService<Admission>();
            if (!admission.TryEnter())
                return ApiProblem.TryLater(
                    invocation.HttpContext, StatusCodes.Status429TooManyRequests, "Too many requests at once",
                    $"{Admission.AtOnce} requests are being stored: send this one again after a second.", seconds: 1);
            try
            {
                return await next(invocation);
            }
            finally
            {
                admission.Leave();
            }
        });
}
