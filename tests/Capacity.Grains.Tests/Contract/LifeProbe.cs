using Orleans.Concurrency;

namespace Capacity.Grains.Tests.Contract;

/// <summary>Keeps a number in storage and tells how it comes into memory and leaves.</summary>
[Alias("capacity.tests.ILifeProbe")]
public interface ILifeProbe : IGrainWithStringKey
{
    /// <summary>A name that this activation gave itself.</summary>
    [Alias("Incarnation")]
    Task<Guid> Incarnation();

    [Alias("Number")]
    Task<int> Number();

    /// <summary>Writes, then adopts.</summary>
    [Alias("Store")]
    Task Store(int number);

    /// <summary>Adds one to what is stored.</summary>
    [Alias("Increase")]
    Task<int> Increase();

    [Alias("Clear")]
    Task Clear();

    [Alias("Exists")]
    Task<bool> Exists();

    /// <summary>Leaves memory when this call has ended.</summary>
    [Alias("Leave")]
    Task Leave();

    /// <summary>Stays in memory although nobody calls.</summary>
    [Alias("Stay")]
    Task Stay();
}

/// <summary>Sees grains leave memory.</summary>
[Alias("capacity.tests.IWitness")]
public interface IWitness : IGrainWithStringKey
{
    [Alias("Saw"), AlwaysInterleave]
    Task Saw(string departure);

    /// <summary>The first departure, waited for.</summary>
    [Alias("Departure"), AlwaysInterleave, ResponseTimeout("00:00:20")]
    Task<string> Departure();

    [Alias("HasSeen"), AlwaysInterleave]
    Task<bool> HasSeen();
}

/// <summary>The stored state of the life probe.</summary>
[GenerateSerializer, Immutable, Alias("capacity.tests.life-state")]
public sealed record LifeState
{
    [Id(0)] public int Number { get; init; } = 7;
}

/// <inheritdoc cref="ILifeProbe"/>
public sealed class LifeProbeGrain(
    [PersistentState("life-probe", FaultyGrainStorage.Name)] IPersistentState<LifeState> stored) : Grain, ILifeProbe
{
    private readonly Guid _incarnation = Guid.NewGuid();

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        this.GetPrimaryKeyString().EndsWith("stillborn", StringComparison.Ordinal)
            ? throw new ProbeException("no life", 3)
            : Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IWitness>(this.GetPrimaryKeyString()).Saw(reason.ReasonCode.ToString());

    public Task<Guid> Incarnation() => Task.FromResult(_incarnation);

    public Task<int> Number() => Task.FromResult(stored.State.Number);

    public async Task Store(int number)
    {
        var before = stored.State;
        stored.State = before with { Number = number };
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            throw;
        }
    }

    public async Task<int> Increase()
    {
        await Store(stored.State.Number + 1);
        return stored.State.Number;
    }

    public Task Clear() => stored.ClearStateAsync();

    public Task<bool> Exists() => Task.FromResult(stored.RecordExists);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Stay()
    {
        DelayDeactivation(TimeSpan.FromMinutes(1));
        return Task.CompletedTask;
    }
}

/// <inheritdoc cref="IWitness"/>
public sealed class WitnessGrain : Grain, IWitness
{
    private readonly TaskCompletionSource<string> _departure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Saw(string departure)
    {
        _departure.TrySetResult(departure);
        return Task.CompletedTask;
    }

    public Task<string> Departure() => _departure.Task;

    public Task<bool> HasSeen() => Task.FromResult(_departure.Task.IsCompleted);
}
