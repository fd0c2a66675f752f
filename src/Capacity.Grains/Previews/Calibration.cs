using System.Text.Json;
using Capacity.Domain.Json;
using Capacity.Domain.Scenarios;
using Capacity.Grains.Engine;
using Capacity.Simulation.Fluid;

namespace Capacity.Grains.Previews;

/// <summary>
/// One version of a scenario on its way to calibrated figures. It serves every version in which the same teams serve the same queues over the
/// same weeks: what else is edited, the fluid says.
/// </summary>
internal sealed class Calibration
{
    /// <summary>Contact-level replications: with half as many the calibrated fluid is hardly better than the plain one (FLUID.md).</summary>
    private const int Replications = 16;

    /// <summary>A seed that no run begins with, so that a run's result is a test of the figures.</summary>
    private const ulong Seed = 0xCA11B8A7ED;

    private readonly CancellationTokenSource stop = new();
    private readonly string structure;

    /// <summary>Begins to simulate and to fit on one compute thread.</summary>
    public Calibration(ComputeThreads threads, long version, Scenario scenario)
    {
        (Version, structure) = (version, Structure(scenario));
        Preview = threads.RunAsync(() => FluidPreview.Calibrated(scenario, Replications, Seed, threads: 1, stop.Token), stop.Token);
    }

    /// <summary>The version that is calibrated.</summary>
    public long Version { get; }

    /// <summary>What answers for all edits of it.</summary>
    public Task<FluidPreview> Preview { get; }

    /// <summary>Whether a version can be answered with it.</summary>
    public bool Serves(Scenario scenario) => !Preview.IsCanceled && Structure(scenario) == structure;

    /// <summary>Ends the work: nobody can ask any more, or everybody asks for something else.</summary>
    public void End() => stop.Cancel();

    private static string Structure(Scenario scenario) => JsonSerializer.Serialize(
        new
        {
            scenario.Start,
            scenario.Weeks,
            Queues = scenario.Network.Queues.Select(queue => new { queue.Id, queue.Channel, queue.Priority, queue.IdleReserve, queue.Concurrency, queue.Overflow }),
            Teams = scenario.Network.Teams.Select(team => new { team.Id, team.Skills }),
            scenario.Network.Routing,
        },
        CapacityJson.Options);
}
