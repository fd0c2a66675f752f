using System.Runtime.CompilerServices;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Previews;
using Capacity.Contracts.Runs;
using Capacity.Contracts.Scenarios;
using Capacity.Domain.Json;
using Capacity.Domain.Results;
using Capacity.Grains.Engine;
using Capacity.Simulation.Fluid;
using Capacity.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace Capacity.Grains.Previews;

/// <summary>Computes versions of one scenario as a fluid on a compute thread; remembers the last answer and what moves the next ones.</summary>
[RandomPlacement]
public sealed partial class PreviewGrain(IPreviewEngine engine, ComputeThreads threads, TimeProvider time, ILogger<PreviewGrain> log) : Grain, IPreviewGrain
{
    /// <summary>Replications from which on a simulation moves edits as well as a calibration does (FLUID.md).</summary>
    private const int WellKnown = 64;

    private static readonly FluidPreview Plain = new();

    private readonly PreviewBases bases = new(engine, threads, time);
    private (long Version, FluidPreview By, Task<PreviewReply> Reply) last = (0, Plain, Task.FromResult(new PreviewReply()));

    private string Id => GrainKey.Parse(this.GetPrimaryKeyString()).Id;

    private IScenarioGrain Versions => GrainFactory.GetGrain<IScenarioGrain>(GrainKey.Scenario(Id).ToString());

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        bases.End();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<PreviewReply> Watch(long version, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var view = await Versions.GetVersion(version);
        if (view.Version == 0)
        {
            yield return new PreviewReply();
            yield break;
        }

        var moving = await BaseAsync(view, cancellationToken);
        moving.Ask();
        if (!moving.IsSimulated && moving.Ready is null)
        {
            var plain = await PlainAsync(view);
            yield return plain with { BetterFollows = plain.Result.Length > 0 };
            if (plain.Result.Length == 0) yield break;

            // Another may have come in its place meanwhile.
            moving = await BaseAsync(view, cancellationToken);
            moving.Ask();
        }

        var answer = await TakeAsync(moving, cancellationToken) is { } by ? await MovedAsync(view, moving, by) : new PreviewReply();
        if (answer.Result.Length == 0) yield return await PlainAsync(view);
        else yield return moving.IsSimulated ? answer with { CorrectedBy = moving.Version } : answer with { CalibratedBy = moving.Version };
    }

    public async IAsyncEnumerable<PreviewReadiness> Prepare(long version, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var view = await Versions.GetVersion(version);
        if (view.Version == 0)
        {
            yield return PreviewReadiness.Unavailable;
            yield break;
        }

        var moving = await BaseAsync(view, cancellationToken);
        if (moving.Ready is null) yield return PreviewReadiness.Preparing;
        var isReady = await TakeAsync(moving, cancellationToken) is { } by && (await OfBaseAsync(moving, by)).Result.Length > 0;
        yield return isReady ? PreviewReadiness.Ready : PreviewReadiness.Unavailable;
    }

    /// <summary>What moves the answer for a version: the newest simulation up to it, or a calibration.</summary>
    private async Task<PreviewBase> BaseAsync(ScenarioView view, CancellationToken cancellationToken)
    {
        var simulated = await SimulatedBeforeAsync(view.Version);
        return simulated.Version > 0 ? bases.Simulated(simulated, () => Run(simulated.Run).Result()) : await bases.CalibratedAsync(view, cancellationToken);
    }

    /// <summary>The newest version up to this one that has a finished run of enough replications.</summary>
    private async Task<ScenarioView> SimulatedBeforeAsync(long version)
    {
        for (var earlier = version; earlier > 0; earlier--)
        {
            var view = await Versions.GetVersion(earlier);
            if (view.Run.Length > 0 && (bases.Has(view.Run) || (await Run(view.Run).Status()).ReplicationsDone >= WellKnown)) return view;
        }

        return new ScenarioView();
    }

    private async Task<FluidPreview?> TakeAsync(PreviewBase moving, CancellationToken cancellationToken)
    {
        try
        {
            return await moving.WaitAsync(cancellationToken);
        }
        catch (Exception e) when (!PassesByItself(e) && !cancellationToken.IsCancellationRequested)
        {
            NoAnswer(log, Id, moving.Version, e);
            return null;
        }
    }

    private Task<PreviewReply> PlainAsync(ScenarioView view) => AnswerAsync(view.Version, Plain, () => Plain.Of(PreviewBases.Read(view)));

    private Task<PreviewReply> MovedAsync(ScenarioView view, PreviewBase moving, FluidPreview by) =>
        view.Version == moving.Version ? OfBaseAsync(moving, by) : AnswerAsync(view.Version, by, () => by.Of(PreviewBases.Read(view)));

    /// <summary>The answer for the base itself, which takes the way of all answers and finds its fluid computed.</summary>
    private Task<PreviewReply> OfBaseAsync(PreviewBase moving, FluidPreview by) => AnswerAsync(moving.Version, by, () => by.OfBase()!);

    private Task<PreviewReply> AnswerAsync(long version, FluidPreview by, Func<ScenarioResult> compute)
    {
        var isKnown = last.Version == version && last.By == by && !(last.Reply.IsCompleted && last.Reply.Result.Result.Length == 0);
        if (!isKnown) last = (version, by, ComputeAsync(version, compute));
        return last.Reply;
    }

    private async Task<PreviewReply> ComputeAsync(long version, Func<ScenarioResult> compute)
    {
        try
        {
            var start = time.GetTimestamp();
            var result = await threads.RunAsync(() => JsonSerializer.Serialize(compute(), CapacityJson.Options));
            return new PreviewReply { Result = result, Seconds = time.GetElapsedTime(start).TotalSeconds };
        }
        catch (Exception e) when (!PassesByItself(e))
        {
            NoAnswer(log, Id, version, e);
            return new PreviewReply();
        }
    }

    // A first answer is a courtesy: where there is none, the page that edits the scenario goes on without it. It asks again after these.
    private static bool PassesByItself(Exception fault) => fault is TimeoutException or OrleansException or StorageException;

    private IRunGrain Run(string run) => GrainFactory.GetGrain<IRunGrain>(GrainKey.Run(run).ToString());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Version {Version} of scenario {Scenario} has no first answer: the fluid failed.")]
    private static partial void NoAnswer(ILogger log, string scenario, long version, Exception exception);
}
