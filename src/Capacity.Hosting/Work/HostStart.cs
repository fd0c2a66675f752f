using Microsoft.Extensions.Hosting;

namespace Capacity.Hosting.Work;

/// <summary>Work in the background begins when the host has started: a start that fails leaves nothing half done.</summary>
internal static class HostStart
{
    /// <summary>Waits for the start; false when the host stops before.</summary>
    public static async Task<bool> WaitAsync(IHostApplicationLifetime lifetime, CancellationToken stoppingToken)
    {
        TaskCompletionSource<bool> decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(() => decided.TrySetResult(true));
        await using var stopping = stoppingToken.Register(() => decided.TrySetResult(false));
        return await decided.Task;
    }
}
