using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Capacity.Ingest.Http;

/// <summary>Gives what routing itself refuses under <c>/api</c> (405, 415, unknown paths) a body with problem details too.</summary>
internal sealed class ApiStatusPages : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseStatusCodePages());
        next(app);
    };
}
