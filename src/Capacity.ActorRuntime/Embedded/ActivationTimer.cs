using Microsoft.Extensions.Logging;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>A grain's timer: each tick is a message to the activation, and the next is due after it has ended.</summary>
internal sealed partial class ActivationTimer : IGrainTimer
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly CallMixing _mixing;
    private readonly bool _keepsAlive;
    private readonly ITimer _timer;
    private TimeSpan _next;
    private TimeSpan _period;
    private bool _ticking;

    public ActivationTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _mixing = options.Interleave ? CallMixing.Interleaving : CallMixing.Exclusive;
        _keepsAlive = options.KeepAlive;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = activation.Runtime.Time.CreateTimer(
                static timer => ((ActivationTimer)timer!).Send(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _next = dueTime;
            _period = period;
            if (!_ticking)
            {
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        if (!_disposed.IsCancellationRequested)
        {
            _timer.Dispose();
            _activation.Forget(this);
            _disposed.Cancel();
        }
    }

    private void Send()
    {
        lock (_gate)
        {
            _ticking = true;
            _next = _period;
        }

        if (!_disposed.IsCancellationRequested)
        {
            _activation.TryReceive(new Tick(this));
        }
    }

    private async Task RunAsync()
    {
        try
        {
            if (!_disposed.IsCancellationRequested)
            {
                await _callback(_disposed.Token);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !_disposed.IsCancellationRequested)
        {
            LogTickFailed(_activation.Runtime.Logger, _activation.GrainId, exception);
        }
        catch (OperationCanceledException)
        {
            // The timer was disposed while it ran.
        }

        lock (_gate)
        {
            _ticking = false;
            if (!_disposed.IsCancellationRequested)
            {
                _timer.Change(_next, Timeout.InfiniteTimeSpan);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A timer of {Grain} failed; it goes on ticking.")]
    private static partial void LogTickFailed(ILogger logger, GrainId grain, Exception exception);

    /// <summary>One tick on its way to the activation.</summary>
    private sealed class Tick(ActivationTimer timer) : GrainCall(timer._mixing)
    {
        public override bool IsLocalOnly => true;

        public override bool KeepsAlive => timer._keepsAlive;

        public override bool IsAnswered => false;

        public override void Fail(Exception exception)
        {
        }

        public override void TimeOut()
        {
        }

        protected override Task InvokeAsync(object grain) => timer.RunAsync();
    }
}
