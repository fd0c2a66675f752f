using Capacity.Hosting.Settings;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Capacity.Hosting.Telemetry;

/// <summary>Sends metrics and traces to a collector while the host runs.</summary>
internal sealed class TelemetryExport(TelemetryOptions options) : IHostedService, IDisposable
{
    private static readonly string[] Meters = ["Capacity", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.Orleans", "System.Runtime"];
    private static readonly string[] Sources = ["Capacity", "Microsoft.AspNetCore", "Microsoft.Orleans.Application", "Npgsql"];

    private MeterProvider? meters;
    private TracerProvider? tracer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Uri endpoint = new(options.OtlpEndpoint);
        var resource = ResourceBuilder.CreateDefault().AddService("capacity");
        meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters)
            .AddOtlpExporter(exporter => exporter.Endpoint = endpoint).Build();
        tracer = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources)
            .AddOtlpExporter(exporter => exporter.Endpoint = endpoint).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        meters?.Dispose();
        tracer?.Dispose();
    }
}
