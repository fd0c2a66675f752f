using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>Says at start which runtime runs, and lets every grain finish when the host stops.</summary>
internal sealed partial class EmbeddedRuntimeHost(EmbeddedRuntime runtime, ILogger<EmbeddedRuntimeHost> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogRuntime(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => runtime.StopAsync(cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "Actor runtime: Embedded (one process, in memory; not a cluster).")]
    private static partial void LogRuntime(ILogger logger);
}
