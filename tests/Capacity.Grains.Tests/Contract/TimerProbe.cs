using Orleans.Concurrency;

namespace Capacity.Grains.Tests.Contract;

/// <summary>Counts the ticks of its timer.</summary>
[Alias("capacity.tests.ITimerProbe")]
public interface ITimerProbe : IGrainWithStringKey
{
    /// <summary>Ticks every few milliseconds; the given tick fails.</summary>
    [Alias("Start")]
    Task Start(bool interleave, int failingTick);

    /// <summary>Ends when so many ticks have been.</summary>
    [Alias("Ticked"), AlwaysInterleave]
    Task Ticked(int ticks);

    /// <summary>Stays inside until so many ticks have been; true: a tick came in between.</summary>
    [Alias("HoldDuring")]
    Task<bool> HoldDuring(int milliseconds);

    /// <summary>Stops the timer; true: no tick came afterwards.</summary>
    [Alias("Stop")]
    Task<bool> Stop();
}

/// <inheritdoc cref="ITimerProbe"/>
public sealed class TimerProbeGrain : Grain, ITimerProbe
{
    private readonly List<(int Ticks, TaskCompletionSource Reached)> _waiting = [];
    private IGrainTimer? _timer;
    private int _ticks;

    public Task Start(bool interleave, int failingTick)
    {
        _timer = this.RegisterGrainTimer(
            Tick,
            failingTick,
            new GrainTimerCreationOptions(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5)) { Interleave = interleave, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task Ticked(int ticks)
    {
        if (_ticks >= ticks)
        {
            return Task.CompletedTask;
        }

        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((ticks, reached));
        return reached.Task;
    }

    public async Task<bool> HoldDuring(int milliseconds)
    {
        var before = _ticks;
        await Task.Delay(milliseconds);
        return _ticks > before;
    }

    public async Task<bool> Stop()
    {
        _timer!.Dispose();
        var before = _ticks;
        await Task.Delay(100);
        return _ticks == before;
    }

    private async Task Tick(int failingTick, CancellationToken cancellationToken)
    {
        await Task.Yield();
        _ticks++;
        foreach (var (_, reached) in _waiting.Where(waiting => waiting.Ticks <= _ticks).ToArray())
        {
            reached.TrySetResult();
        }

        if (_ticks == failingTick)
        {
            throw new ProbeException("a tick failed", _ticks);
        }
    }
}
