using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>How an activation comes into memory and how it leaves.</summary>
internal sealed partial class Activation
{
    public ActivationTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new ActivationTimer(this, callback, options);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(ActivationTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }

    public void Add(GrainEnumeration enumeration)
    {
        lock (_gate)
        {
            _enumerations.Add(enumeration);
        }
    }

    public void Forget(GrainEnumeration enumeration)
    {
        lock (_gate)
        {
            _enumerations.Remove(enumeration);
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(Runtime.Options.ActivationTimeout, Runtime.Time);
            var states = Construct();
            foreach (var state in states)
            {
                await state.ReadStateAsync(timeout.Token);
            }

            await ((IGrainBase)Instance).OnActivateAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            LogActivationFailed(Runtime.Logger, GrainId, exception);
            await DisposeInstanceAsync();
            Go(call => call.Fail(exception));
            return;
        }

        lock (_gate)
        {
            _stage = Stage.Active;
            if (_leaving is null)
            {
                StartCalls();
            }
            else
            {
                Leave();
            }
        }
    }

    // Constructor parameters marked as stored state are made here, the others come from the activation's services.
    private List<StoredState> Construct()
    {
        var marked = _class.Type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => (parameter.ParameterType, Name: parameter.GetCustomAttribute<PersistentStateAttribute>()))
            .Where(parameter => parameter.Name is not null);
        var states = marked.Select(parameter => StoredState.Create(this, parameter.ParameterType, parameter.Name!)).ToList();
        _underConstruction = this;
        try
        {
            Instance = ActivatorUtilities.CreateInstance(ActivationServices, _class.Type, [.. states]);
        }
        finally
        {
            _underConstruction = null;
        }

        return states;
    }

    private async Task DeactivateAsync(DeactivationReason reason)
    {
        ActivationTimer[] timers;
        lock (_gate)
        {
            timers = [.. _timers];
        }

        Array.ForEach(timers, timer => timer.Dispose());
        try
        {
            using var timeout = new CancellationTokenSource(Runtime.Options.DeactivationTimeout, Runtime.Time);
            using var hurry = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _hurry);
            await ((IGrainBase)Instance).OnDeactivateAsync(reason, hurry.Token);
        }
        catch (Exception exception)
        {
            LogFarewellFailed(Runtime.Logger, GrainId, exception);
        }

        await DisposeInstanceAsync();
        Go(call => Runtime.Dispatch(GrainId, call));
    }

    // Calls that came too late move on to the next activation, or share the fault of this one.
    private void Go(Action<GrainCall> moveOn)
    {
        GrainCall[] waiting;
        lock (_gate)
        {
            _stage = Stage.Gone;
            waiting = _calls.TakeWaiting();
        }

        Runtime.Forget(this);
        foreach (var call in waiting.Where(call => !call.IsAnswered))
        {
            if (call.IsLocalOnly)
            {
                call.Fail(new EnumerationAbortedException($"{GrainId} has left memory."));
            }
            else
            {
                moveOn(call);
            }
        }

        _deactivated.TrySetResult();
    }

    private async Task DisposeInstanceAsync()
    {
        try
        {
            switch (Instance)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }

            await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            LogFarewellFailed(Runtime.Logger, GrainId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} could not be activated; its callers receive the fault.")]
    private static partial void LogActivationFailed(ILogger logger, GrainId grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} failed while leaving memory.")]
    private static partial void LogFarewellFailed(ILogger logger, GrainId grain, Exception exception);
}
