using System.Runtime.CompilerServices;
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

/// <summary>Computes versions of one scenario as a fluid on a compute thread; remembers the last answer and what moves the next ones.</summary>
[RandomPlacement]
public sealed partial class PreviewGrain(ComputeThreads threads, TimeProvider time, ILogger<PreviewGrain> log) : Grain, IPreviewGrain
{
    /// <summary>Replications from which on a simulation moves edits as well as a calibration does (FLUID.md).</summary>
    private const int WellKnown = 64;

    private static readonly FluidPreview Plain = new();

    private (string Run, FluidPreview Preview) corrected = ("", Plain);
    private Calibration? calibration;
    private (long Version, FluidPreview By, PreviewReply Reply) last = (0, Plain, new());

    private string Id => GrainKey.Parse(this.GetPrimaryKeyString()).Id;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        calibration?.End();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<PreviewReply> Watch(long version, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var versions = GrainFactory.GetGrain<IScenarioGrain>(GrainKey.Scenario(Id).ToString());
        var view = await versions.GetVersion(version);
        var simulated = await SimulatedBeforeAsync(versions, version);
        if (view.Version == 0)
        {
            yield return new PreviewReply();
        }
        else if (simulated.Version > 0)
        {
            yield return await AnswerAsync(view, CorrectedByAsync(simulated)) with { CorrectedBy = simulated.Version };
        }
        else
        {
            var scenario = await threads.RunAsync(() => Read(view), cancellationToken);
            if (!IsCalibratedFor(scenario))
            {
                var plain = await AnswerAsync(view, Task.FromResult(Plain));
                yield return plain with { BetterFollows = plain.Result.Length > 0 };
                if (plain.Result.Length == 0) yield break;
            }

            var asked = CalibrationFor(version, scenario);
            await Task.WhenAny(asked.Preview).WaitAsync(cancellationToken);
            var calibrated = await AnswerAsync(view, asked.Preview) with { CalibratedBy = asked.Version };
            yield return calibrated.Result.Length > 0 ? calibrated : await AnswerAsync(view, Task.FromResult(Plain));
        }
    }

    /// <summary>The newest version up to this one that has a finished run of enough replications.</summary>
    private async Task<ScenarioView> SimulatedBeforeAsync(IScenarioGrain versions, long version)
    {
        for (var earlier = version; earlier > 0; earlier--)
        {
            var view = await versions.GetVersion(earlier);
            if (view.Run.Length > 0 && await IsWellKnownAsync(view.Run)) return view;
        }

        return new ScenarioView();
    }

    private async Task<bool> IsWellKnownAsync(string run) => corrected.Run == run
        || (await GrainFactory.GetGrain<IRunGrain>(GrainKey.Run(run).ToString()).Status()).ReplicationsDone >= WellKnown;

    private bool IsCalibratedFor(Scenario scenario) => calibration is { Preview.IsCompletedSuccessfully: true } && calibration.Serves(scenario);

    private Calibration CalibrationFor(long version, Scenario scenario)
    {
        if (calibration?.Serves(scenario) == true) return calibration;
        calibration?.End();
        return calibration = new Calibration(threads, version, scenario);
    }

    private async Task<FluidPreview> CorrectedByAsync(ScenarioView simulated)
    {
        if (corrected.Run == simulated.Run) return corrected.Preview;
        var json = await GrainFactory.GetGrain<IRunGrain>(GrainKey.Run(simulated.Run).ToString()).Result();
        if (json.Length == 0) return Plain;
        var preview = await threads.RunAsync(() => new FluidPreview(Read(simulated), JsonSerializer.Deserialize<ScenarioResult>(json, CapacityJson.Options)!));
        corrected = (simulated.Run, preview);
        return preview;
    }

    private async Task<PreviewReply> AnswerAsync(ScenarioView view, Task<FluidPreview> moved)
    {
        try
        {
            var start = time.GetTimestamp();
            var preview = await moved;
            if (last.Version == view.Version && last.By == preview) return last.Reply;
            var result = await threads.RunAsync(() => JsonSerializer.Serialize(preview.Of(Read(view)), CapacityJson.Options));
            var reply = new PreviewReply { Result = result, Seconds = time.GetElapsedTime(start).TotalSeconds };
            last = (view.Version, preview, reply);
            return reply;
        }
        catch (Exception e) when (e is ArgumentException or ArithmeticException or InvalidOperationException or IndexOutOfRangeException or OperationCanceledException)
        {
            // A first answer is a courtesy: where there is none, the page that edits the scenario goes on without it.
            NoAnswer(log, Id, view.Version, e);
            return new PreviewReply();
        }
    }

    private static Scenario Read(ScenarioView view) => JsonSerializer.Deserialize<Scenario>(view.Json, CapacityJson.Options)!;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Version {Version} of scenario {Scenario} has no first answer: the fluid failed.")]
    private static partial void NoAnswer(ILogger log, string scenario, long version, Exception exception);
}
