using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Capacity.Ingest.Http;

/// <summary>Where endpoints find grains: in this process or, through a client, in the cluster.</summary>
internal static class GrainAccess
{
    public static IGrainFactory Grains(this HttpContext context) => context.RequestServices.GetRequiredService<IGrainFactory>();
}
