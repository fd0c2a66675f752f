using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Previews;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Grains.Engine;
using Capacity.Simulation.Fluid;
using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace Capacity.Grains.Previews;

/// <summary>Computes versions of one scenario as a fluid on a compute thread; remembers the last answer and what corrects the next ones.</summary>
[RandomPlacement]
public sealed partial class PreviewGrain(ComputeThreads threads, TimeProvider time, ILogger<PreviewGrain> log) : Grain, IPreviewGrain
{
    private (string Run, FluidPreview Preview) corrected = ("", new FluidPreview());
    private (long Version, string Run, PreviewReply Reply) last = (0, "", new());

    private string Id => GrainKey.Parse(this.GetPrimaryKeyString()).Id;

    public async Task<PreviewReply> Of(long version)
    {
        var scenario = GrainFactory.GetGrain<IScenarioGrain>(GrainKey.Scenario(Id).ToString());
        var view = await scenario.GetVersion(version);
        if (view.Version == 0) return new PreviewReply();
        var simulated = await SimulatedBeforeAsync(scenario, version);
        if (last.Version == version && last.Run == simulated.Run) return last.Reply;
        var start = time.GetTimestamp();
        PreviewReply reply;
        try
        {
            if (corrected.Run != simulated.Run) corrected = (simulated.Run, await CorrectedByAsync(simulated));
            var preview = corrected.Preview;
            var result = await threads.RunAsync(() => JsonSerializer.Serialize(preview.Of(Read(view)), CapacityJson.Options));
            reply = new PreviewReply { Result = result, CorrectedBy = simulated.Version, Seconds = time.GetElapsedTime(start).TotalSeconds };
        }
        catch (Exception e) when (e is ArgumentException or ArithmeticException or InvalidOperationException or IndexOutOfRangeException)
        {
            // A first answer is a courtesy: where there is none, the page that edits the scenario goes on without it.
            NoAnswer(log, Id, version, e);
            reply = new PreviewReply();
        }

        last = (version, simulated.Run, reply);
        return reply;
    }

    /// <summary>The newest version up to this one that has a finished run.</summary>
    private static async Task<ScenarioView> SimulatedBeforeAsync(IScenarioGrain scenario, long version)
    {
        for (var earlier = version; earlier > 0; earlier--)
        {
            var view = await scenario.GetVersion(earlier);
            if (view.Run.Length > 0) return view;
        }

        return new ScenarioView();
    }

    private async Task<FluidPreview> CorrectedByAsync(ScenarioView simulated)
    {
        if (simulated.Version == 0) return new FluidPreview();
        var json = await GrainFactory.GetGrain<IRunGrain>(GrainKey.Run(simulated.Run).ToString()).Result();
        if (json.Length == 0) return new FluidPreview();
        return await threads.RunAsync(() => new FluidPreview(Read(simulated), JsonSerializer.Deserialize<ScenarioResult>(json, CapacityJson.Options)!));
    }

    private static Scenario Read(ScenarioView view) => JsonSerializer.Deserialize<Scenario>(view.Json, CapacityJson.Options)!;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Version {Version} of scenario {Scenario} has no first answer: the fluid failed.")]
    private static partial void NoAnswer(ILogger log, string scenario, long version, Exception exception);
}
