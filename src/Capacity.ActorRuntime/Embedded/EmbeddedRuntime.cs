using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>The actors of one process: finds, makes and retires activations and carries calls to them.</summary>
internal sealed class EmbeddedRuntime : IClusterClient, IDisposable
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly GrainCatalog _catalog;
    private readonly ITimer _sweep;
    private long _nextCollection;
    private int _sweeping;
    private volatile bool _stopping;

    public EmbeddedRuntime(
        IServiceProvider services, IOptions<EmbeddedActorRuntimeOptions> options, TimeProvider time, ILogger<EmbeddedRuntime> logger)
    {
        ServiceProvider = services;
        Options = options.Value;
        Time = time;
        Logger = logger;
        var own = Assembly.GetEntryAssembly();
        _catalog = new GrainCatalog(own is null ? Options.GrainAssemblies : Options.GrainAssemblies.Append(own));
        _nextCollection = DeadlineAfter(Options.CollectionQuantum);
        _sweep = time.CreateTimer(static runtime => ((EmbeddedRuntime)runtime!).Sweep(), this, SweepPeriod, SweepPeriod);
    }

    public IServiceProvider ServiceProvider { get; }

    public EmbeddedActorRuntimeOptions Options { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)Reference(typeof(TGrainInterface), Identify(typeof(TGrainInterface), primaryKey, grainClassNamePrefix));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)Reference(grainInterfaceType, Identify(grainInterfaceType, grainPrimaryKey, null));

    public object Reference(Type grainInterface, GrainId target) => GrainProxy.Create(this, grainInterface, target);

    /// <summary>The timestamp that lies this long ahead.</summary>
    public long DeadlineAfter(TimeSpan span) => Time.GetTimestamp() + (long)(span.TotalSeconds * Time.TimestampFrequency);

    /// <summary>Carries a call to the grain's activation, making one where there is none.</summary>
    public void Dispatch(GrainId target, GrainCall call)
    {
        while (Find(target) is { } activation)
        {
            if (activation.TryReceive(call))
            {
                return;
            }

            Forget(activation);
        }

        call.Fail(new SiloUnavailableException($"The actor runtime is stopping: {target} was not called."));
    }

    public void Forget(Activation activation) => _activations.TryRemove(KeyValuePair.Create(activation.GrainId, activation));

    public T Copy<T>(T value) => Options.DeepCopyMessages ? (T)MessageCopier.Copy(value)! : value;

    public object?[] CopyAll(object?[] arguments) => Options.DeepCopyMessages ? Array.ConvertAll(arguments, MessageCopier.Copy) : arguments;

    /// <summary>Lets every grain finish what it runs and say farewell; no grain comes into memory any more.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        while (!_activations.IsEmpty && !cancellationToken.IsCancellationRequested)
        {
            var leaving = _activations.Values.ToArray();
            foreach (var activation in leaving)
            {
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The program is stopping."), cancellationToken);
            }

            await Task.WhenAll(leaving.Select(activation => activation.Deactivated))
                .WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Dispose();
    }

    public void Dispose() => _sweep.Dispose();

    private Activation? Find(GrainId target) =>
        _stopping
            ? _activations.GetValueOrDefault(target)
            : _activations.GetOrAdd(target, static (id, runtime) => new Activation(runtime, runtime._catalog[id.Type], id), this);

    private GrainId Identify(Type grainInterface, string key, string? classPrefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return GrainId.Create(_catalog.Implementing(grainInterface, classPrefix).Name, key);
    }

    // Ends calls whose time is up, aborts enumerations that nobody reads, and retires idle activations.
    private void Sweep()
    {
        if (Interlocked.Exchange(ref _sweeping, 1) == 1)
        {
            return;
        }

        try
        {
            var now = Time.GetTimestamp();
            var collects = now >= _nextCollection;
            foreach (var (_, activation) in _activations)
            {
                activation.Sweep(now, collects);
            }

            if (collects)
            {
                _nextCollection = DeadlineAfter(Options.CollectionQuantum);
            }
        }
        finally
        {
            Volatile.Write(ref _sweeping, 0);
        }
    }
}
