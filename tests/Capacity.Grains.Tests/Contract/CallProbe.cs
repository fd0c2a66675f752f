using Capacity.Storage;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Capacity.Grains.Tests.Contract;

/// <summary>Tells what crosses with a call: arguments, answers, faults, cancellation and context.</summary>
[Alias("capacity.tests.ICallProbe")]
public interface ICallProbe : IGrainWithStringKey
{
    [Alias("Echo")]
    ValueTask<ProbeMessage> Echo(ProbeMessage message);

    [Alias("Fail")]
    Task Fail(string message, int figure);

    /// <summary>Fails as a store does.</summary>
    [Alias("FailToStore")]
    Task FailToStore(string message);

    [Alias("FailLater")]
    Task<int> FailLater(string message);

    /// <summary>Waits until the caller cancels.</summary>
    [Alias("WaitForCancellation"), AlwaysInterleave]
    Task WaitForCancellation(CancellationToken cancellationToken);

    /// <summary>Ends when the grain has seen a cancellation.</summary>
    [Alias("Cancelled"), AlwaysInterleave]
    Task Cancelled();

    /// <summary>Answers too late.</summary>
    [Alias("TooLate"), ResponseTimeout("00:00:00.300"), AlwaysInterleave]
    Task TooLate();

    /// <summary>What the request context says, here (depth 0) or further down.</summary>
    [Alias("Context")]
    Task<string> Context(int depth);

    [Alias("SetContext")]
    Task SetContext(string value);
}

/// <summary>A message with the kinds of members that messages have.</summary>
[GenerateSerializer, Immutable, Alias("capacity.tests.probe-message")]
public sealed record ProbeMessage
{
    [Id(0)] public string Text { get; init; } = "";
    [Id(1)] public double? Figure { get; init; }
    [Id(2)] public System.Collections.Immutable.ImmutableArray<int> Numbers { get; init; } = [];
    [Id(3)] public DateTimeOffset At { get; init; }
}

/// <inheritdoc cref="ICallProbe"/>
[RandomPlacement]
public sealed class CallProbeGrain : Grain, ICallProbe
{
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask<ProbeMessage> Echo(ProbeMessage message) => ValueTask.FromResult(message);

    public Task Fail(string message, int figure) => throw new ProbeException(message, figure);

    public Task FailToStore(string message) => throw new StorageException(message, new IOException("gone"));

    public async Task<int> FailLater(string message)
    {
        await Task.Yield();
        throw new ArgumentOutOfRangeException(nameof(message), message);
    }

    public async Task WaitForCancellation(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            _cancelled.TrySetResult();
        }
    }

    public Task Cancelled() => _cancelled.Task;

    public Task TooLate() => Task.Delay(TimeSpan.FromSeconds(3));

    public Task<string> Context(int depth) => depth == 0
        ? Task.FromResult(RequestContext.Get("trace") as string ?? "nothing")
        : GrainFactory.GetGrain<ICallProbe>($"{this.GetPrimaryKeyString()}-{depth}").Context(depth - 1);

    public Task SetContext(string value)
    {
        RequestContext.Set("trace", value);
        return Task.CompletedTask;
    }
}
