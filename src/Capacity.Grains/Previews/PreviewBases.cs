using System.Text.Json;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Grains.Engine;
using Capacity.Simulation.Fluid;

namespace Capacity.Grains.Previews;

/// <summary>
/// The newest bases of one scenario's first answers, one of a simulation and one of a calibration. The calibration of a version serves every
/// version in which the same teams serve the same queues over the same weeks: what else is edited, the fluid says.
/// </summary>
internal sealed class PreviewBases(IPreviewEngine engine, ComputeThreads threads, TimeProvider time)
{
    private PreviewBase? simulated;
    private PreviewBase? calibrated;

    /// <summary>The base that a simulated version is, not begun yet where it is new.</summary>
    /// <param name="view">The version.</param>
    /// <param name="result">Reads the result of its run.</param>
    public PreviewBase Simulated(ScenarioView view, Func<Task<string>> result)
    {
        async Task<FluidPreview> ComputeAsync(CancellationToken stop)
        {
            var json = await result();
            return await threads.RunAsync(() => engine.Simulated(Read(view), JsonSerializer.Deserialize<ScenarioResult>(json, CapacityJson.Options)!, stop), stop);
        }

        return Once(ref simulated, new PreviewBase(view.Run, view.Version, ComputeAsync, time) { IsSimulated = true });
    }

    /// <summary>The base that a version can be calibrated to, not begun yet where it is new.</summary>
    public async Task<PreviewBase> CalibratedAsync(ScenarioView view, CancellationToken cancellationToken)
    {
        var structure = await threads.RunAsync(() => Structure(Read(view)), cancellationToken);
        return Once(ref calibrated, new PreviewBase(structure, view.Version, stop => threads.RunAsync(() => engine.Calibrated(Read(view), stop), stop), time));
    }

    /// <summary>Whether a run's base is there or on its way.</summary>
    public bool Has(string run) => simulated?.Serves(run) == true;

    /// <summary>Gives up what is under way.</summary>
    public void End()
    {
        simulated?.End();
        calibrated?.End();
    }

    /// <summary>The scenario of a version.</summary>
    public static Scenario Read(ScenarioView view) => JsonSerializer.Deserialize<Scenario>(view.Json, CapacityJson.Options)!;

    private static PreviewBase Once(ref PreviewBase? known, PreviewBase other)
    {
        if (known?.Serves(other.Key) == true) return known;
        known?.Replace();
        return known = other;
    }

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
