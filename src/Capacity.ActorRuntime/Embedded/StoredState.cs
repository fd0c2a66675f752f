using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>A grain's stored state, read while it activates.</summary>
internal abstract class StoredState
{
    public static StoredState Create(Activation activation, Type parameter, PersistentStateAttribute name)
    {
        if (!parameter.IsGenericType || parameter.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new InvalidOperationException($"[PersistentState] on {parameter}: the parameter must be an IPersistentState<T>.");
        }

        var storage = string.IsNullOrWhiteSpace(name.StorageName)
            ? activation.ActivationServices.GetService<IGrainStorage>()
            : activation.ActivationServices.GetKeyedService<IGrainStorage>(name.StorageName);
        if (storage is null)
        {
            throw new InvalidOperationException($"No grain storage named \"{name.StorageName}\" is registered; {activation.GrainId} needs it.");
        }

        var type = typeof(StoredState<>).MakeGenericType(parameter.GenericTypeArguments);
        return (StoredState)Activator.CreateInstance(type, storage, name.StateName, activation.GrainId)!;
    }

    public abstract Task ReadStateAsync(CancellationToken cancellationToken);
}

/// <inheritdoc cref="StoredState"/>
internal sealed class StoredState<TState>(IGrainStorage storage, string name, GrainId grain) : StoredState, IPersistentState<TState>
{
    private readonly GrainState<TState> _state = new(InitialState.Of<TState>());

    public TState State
    {
        get => _state.State;
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public override Task ReadStateAsync(CancellationToken cancellationToken) =>
        TellAsync("read", () => storage.ReadStateAsync(name, grain, _state, cancellationToken));

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        TellAsync("write", () => storage.WriteStateAsync(name, grain, _state, cancellationToken));

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        TellAsync("clear", () => storage.ClearStateAsync(name, grain, _state, cancellationToken));

    // As Orleans does it: a caller in another process need not know the storage's own exceptions.
    private async Task TellAsync(string access, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not (OrleansException or OperationCanceledException))
        {
            throw new OrleansException($"The storage could not {access} state {name} of {grain}: {e.Message}", e);
        }
    }
}
