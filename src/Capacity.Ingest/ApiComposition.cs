using Capacity.Ingest.History;
using Capacity.Ingest.Http;
using Capacity.Ingest.Intervals;
using Capacity.Ingest.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Capacity.Ingest;

/// <summary>The HTTP interface: live data in, plans and results out.</summary>
public static class ApiComposition
{
    public static IServiceCollection AddCapacityApi(this IServiceCollection services)
    {
        services.AddSingleton<Admission>();
        services.AddProblemDetails();
        services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Capacity";
            document.Info.Description = "Live data in; scenarios, runs and plans out. Keys are made on the Data page.";
            return Task.CompletedTask;
        }));
        return services;
    }

    public static IEndpointRouteBuilder MapCapacityApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().AllowAnonymous();
        var api = routes.MapGroup("/api/v1");
        api.MapIntervals();
        api.MapFeeds();
        api.MapHistory();
        api.MapScenarios();
        api.MapRuns();
        api.MapPlans();

        // Without it an unknown address would lead a program to the sign-in page for people.
        api.Map("/{**rest}",
            (HttpContext context) =>
                ApiProblem.NotFound($"There is no {context.Request.Method} {context.Request.Path}; /openapi/v1.json lists what there is."))
            .AllowAnonymous()
            .ExcludeFromDescription();
        return routes;
    }
}
