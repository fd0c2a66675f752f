using Microsoft.Extensions.Logging;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>The call of one grain method and the task that its caller awaits.</summary>
internal sealed partial class MethodCall<T> : GrainCall
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EmbeddedRuntime _runtime;
    private readonly GrainMethod _method;
    private readonly object?[] _arguments;
    private readonly CancellationTokenSource? _cancellation;
    private readonly CancellationTokenRegistration _callerToken;

    public MethodCall(EmbeddedRuntime runtime, GrainMethod method, object?[] arguments)
        : base(method.Mixing)
    {
        _runtime = runtime;
        _method = method;
        _arguments = arguments;
        if (method.TokenIndex >= 0 && arguments[method.TokenIndex] is CancellationToken { CanBeCanceled: true } token)
        {
            _cancellation = new CancellationTokenSource();
            arguments[method.TokenIndex] = _cancellation.Token;
            _callerToken = token.UnsafeRegister(static (call, cancelled) => ((MethodCall<T>)call!).Cancel(cancelled), this);
        }
    }

    public Task<T> Answer => _answer.Task;

    public override bool IsAnswered => _answer.Task.IsCompleted;

    public override void Fail(Exception exception)
    {
        _callerToken.Unregister();
        if (_method.IsOneWay)
        {
            LogOneWayFault(_runtime.Logger, _method.Name, exception);
        }

        if (exception is OperationCanceledException cancelled && cancelled.CancellationToken.IsCancellationRequested)
        {
            _answer.TrySetCanceled(cancelled.CancellationToken);
        }
        else
        {
            _answer.TrySetException(exception);
        }
    }

    public override void TimeOut()
    {
        var waited = _method.ResponseTimeout ?? _runtime.Options.ResponseTimeout;
        Fail(new TimeoutException(
            $"{_method.Name} of {Activation?.GrainId} did not answer within {waited}: it is busy, waits for a call that waits for it, or does too much in one call."));
    }

    protected override async Task InvokeAsync(object grain)
    {
        if (IsAnswered)
        {
            // Cancelled on the way here, when there was no activation to tell.
            _cancellation?.Cancel();
        }

        var returned = _method.Invoke(grain, _arguments)
            ?? throw new InvalidOperationException($"{_method.Name} of {Activation!.GrainId} returned null in place of a task.");
        var result = default(T);
        switch (returned)
        {
            case Task<T> task:
                result = await task;
                break;
            case ValueTask<T> task:
                result = await task;
                break;
            case Task task:
                await task;
                break;
            case ValueTask task:
                await task;
                break;
        }

        _callerToken.Unregister();
        _answer.TrySetResult(_runtime.Copy(result!));
    }

    private void Cancel(CancellationToken cancelled)
    {
        if (_answer.TrySetCanceled(cancelled))
        {
            CancelGrain();
        }
    }

    // The grain's side of the token is cancelled in a turn of the grain, so that its callbacks run there.
    private void CancelGrain()
    {
        if (_cancellation is not null)
        {
            Activation?.Post(_cancellation.Cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The one-way call {Method} failed; its caller does not know.")]
    private static partial void LogOneWayFault(ILogger logger, string method, Exception exception);
}
