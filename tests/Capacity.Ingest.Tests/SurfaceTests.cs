using Capacity.Hosting.Settings;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Capacity.Ingest.Tests;

/// <summary>What outsiders rely on changes only with the approved file beside this test.</summary>
public sealed class SurfaceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public void Has_the_approved_endpoints()
    {
        var endpoints = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint =>
                $"{string.Join(",", endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])} /{endpoint.RoutePattern.RawText!.Trim('/')}");
        endpoints.Order(StringComparer.Ordinal).ShouldBe(Approved("endpoints.txt"));
    }

    [Fact]
    public void Has_the_approved_settings_with_their_defaults()
    {
        CapacitySettings defaults = new(new(), new(), new(), new(), new());
        var settings = typeof(CapacitySettings).GetProperties()
            .SelectMany(section => section.PropertyType.GetProperties().Where(property => property.CanWrite)
                .Select(property => $"{section.Name}:{property.Name}={property.GetValue(section.GetValue(defaults))}"));
        settings.Order(StringComparer.Ordinal).ShouldBe(Approved("settings.txt"));
    }

    [Fact]
    public async Task Describes_itself()
    {
        using var client = api.Anonymous();
        var document = await client.GetStringAsync("/openapi/v1.json");
        document.ShouldContain("\"openapi\": \"3.1");
        document.ShouldContain("/api/v1/ingest/intervals");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Tells_its_health_to_anybody(string path)
    {
        using var client = api.Anonymous();
        (await client.GetStringAsync(path)).ShouldBe("Healthy");
    }

    private static string[] Approved(string name) =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Approved", name)).Where(line => line.Length > 0)];
}
