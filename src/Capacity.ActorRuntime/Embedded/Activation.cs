using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>One grain in memory: takes calls, runs them turn by turn, and leaves when it is idle or asked to.</summary>
internal sealed partial class Activation : IGrainContext
{
    [ThreadStatic]
    private static Activation? _underConstruction;

    private readonly Lock _gate = new();
    private readonly TurnScheduler _scheduler = new();
    private readonly CallQueue _calls;
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GrainClass _class;
    private readonly AsyncServiceScope _scope;
    private readonly List<ActivationTimer> _timers = [];
    private readonly List<GrainEnumeration> _enumerations = [];
    private Stage _stage = Stage.New;
    private DeactivationReason? _leaving;
    private CancellationToken _hurry;
    private long _leavingDeadline;
    private bool _farewell;
    private long _lastUse;
    private long _stayUntil;

    public Activation(EmbeddedRuntime runtime, GrainClass grainClass, GrainId id)
    {
        Runtime = runtime;
        GrainId = id;
        _class = grainClass;
        _calls = new CallQueue(grainClass.IsReentrant);
        _scope = runtime.ServiceProvider.CreateAsyncScope();
        _lastUse = runtime.Time.GetTimestamp();
    }

    private enum Stage
    {
        New,
        Activating,
        Active,
        Leaving,
        Gone,
    }

    /// <summary>The activation whose grain is being constructed on this thread.</summary>
    public static Activation? UnderConstruction => _underConstruction;

    public EmbeddedRuntime Runtime { get; }

    public GrainId GrainId { get; }

    public object Instance { get; private set; } = null!;

    public object? GrainInstance => Instance;

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public Task Deactivated => _deactivated.Task;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => GrainId.GetHashCode();

    /// <summary>Takes a call in; false: the activation is gone, ask for a new one.</summary>
    public bool TryReceive(GrainCall call)
    {
        lock (_gate)
        {
            if (_stage == Stage.Gone || (call.IsLocalOnly && _stage == Stage.Leaving))
            {
                return false;
            }

            call.Activation = this;
            _calls.Add(call);
            if (call.KeepsAlive)
            {
                _lastUse = Runtime.Time.GetTimestamp();
            }

            if (_stage == Stage.New)
            {
                _stage = Stage.Activating;
                Post(() => _ = ActivateAsync());
            }

            StartCalls();
            return true;
        }
    }

    /// <summary>Ends a call that has run and lets the next begin.</summary>
    public void Finish(GrainCall call)
    {
        lock (_gate)
        {
            _calls.Finish(call);
            if (call.KeepsAlive)
            {
                _lastUse = Runtime.Time.GetTimestamp();
            }

            StartCalls();
            LeaveWhenQuiet();
        }
    }

    /// <summary>Runs an action as a turn of its own.</summary>
    public void Post(Action action) => _scheduler.Enqueue(action);

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_leaving is not null || _stage == Stage.Gone)
            {
                return;
            }

            _leaving = deactivationReason;
            _hurry = cancellationToken;
            if (_stage == Stage.Active)
            {
                Leave();
            }
        }
    }

    public void DelayDeactivation(TimeSpan span)
    {
        lock (_gate)
        {
            _stayUntil = span == Timeout.InfiniteTimeSpan || span == TimeSpan.MaxValue ? long.MaxValue
                : span <= TimeSpan.Zero ? 0
                : Runtime.DeadlineAfter(span);
        }
    }

    /// <summary>Ends what has waited too long, and leaves when idle.</summary>
    public void Sweep(long now, bool collects)
    {
        List<GrainCall>? expired;
        lock (_gate)
        {
            expired = _calls.Expired(now);
            foreach (var enumeration in _enumerations.Where(enumeration => enumeration.IsAbandoned(now)).ToArray())
            {
                enumeration.Abort();
            }

            if (_stage == Stage.Leaving && now >= _leavingDeadline && !_farewell)
            {
                LogStuck(Runtime.Logger, GrainId, _calls.Running);
                SayFarewell();
            }
        }

        expired?.ForEach(call => call.TimeOut());
        if (collects && IsIdle(now))
        {
            Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "The grain was idle."));
        }
    }

    private bool IsIdle(long now)
    {
        lock (_gate)
        {
            return _stage == Stage.Active && _calls.IsEmpty && now >= _stayUntil
                && Runtime.Time.GetElapsedTime(_lastUse, now) >= Runtime.Options.CollectionAge;
        }
    }

    private void StartCalls()
    {
        while (_stage == Stage.Active && _calls.Start() is { } call)
        {
            _scheduler.Enqueue(call);
        }
    }

    private void Leave()
    {
        _stage = Stage.Leaving;
        _leavingDeadline = Runtime.DeadlineAfter(Runtime.Options.DeactivationTimeout);
        foreach (var enumeration in _enumerations.ToArray())
        {
            enumeration.Abort();
        }

        LeaveWhenQuiet();
    }

    private void LeaveWhenQuiet()
    {
        if (_stage == Stage.Leaving && _calls.Running == 0 && !_farewell)
        {
            SayFarewell();
        }
    }

    private void SayFarewell()
    {
        _farewell = true;
        Post(() => _ = DeactivateAsync(_leaving!.Value));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} leaves memory although {Running} calls have not ended.")]
    private static partial void LogStuck(ILogger logger, GrainId grain, int running);
}
