using Orleans.Concurrency;

namespace Capacity.Grains.Tests.Contract;

/// <summary>Tells how calls and their continuations mix.</summary>
[Alias("capacity.tests.ITurnProbe")]
public interface ITurnProbe : IGrainWithStringKey
{
    /// <summary>Reads the sum, awaits, and writes it: loses additions where calls mix.</summary>
    [Alias("AddSlowly")]
    Task<int> AddSlowly(int amount);

    /// <summary>Adds one by one with a pause after each: loses additions only where two turns run at once.</summary>
    [Alias("AddInTurns")]
    Task AddInTurns(int times);

    [Alias("Sum")]
    Task<int> Sum();

    /// <summary>Ends when two calls are inside at once.</summary>
    [Alias("Meet")]
    Task Meet();

    /// <inheritdoc cref="Meet"/>
    [Alias("MeetReading"), ReadOnly]
    Task MeetReading();

    /// <inheritdoc cref="Meet"/>
    [Alias("MeetInterleaving"), AlwaysInterleave]
    Task MeetInterleaving();

    /// <summary>Calls this very grain and waits for it.</summary>
    [Alias("CallYourself")]
    Task CallYourself();

    /// <summary>Returns to the caller before it has ended.</summary>
    [Alias("MeetUnseen"), OneWay]
    Task MeetUnseen();
}

/// <summary>The probe with an ordinary class.</summary>
[Alias("capacity.tests.IOrdinaryTurnProbe")]
public interface IOrdinaryTurnProbe : ITurnProbe;

/// <summary>The probe with a class that lets calls mix.</summary>
[Alias("capacity.tests.IReentrantTurnProbe")]
public interface IReentrantTurnProbe : ITurnProbe;

/// <inheritdoc cref="IOrdinaryTurnProbe"/>
public sealed class OrdinaryTurnProbeGrain : TurnProbe, IOrdinaryTurnProbe;

/// <inheritdoc cref="IReentrantTurnProbe"/>
[Reentrant]
public sealed class ReentrantTurnProbeGrain : TurnProbe, IReentrantTurnProbe;

/// <inheritdoc cref="ITurnProbe"/>
public abstract class TurnProbe : Grain, ITurnProbe
{
    private int _sum;
    private TaskCompletionSource? _met;

    public async Task<int> AddSlowly(int amount)
    {
        var before = _sum;
        await Task.Delay(TimeSpan.FromMilliseconds(1));
        _sum = before + amount;
        return _sum;
    }

    public async Task AddInTurns(int times)
    {
        for (var time = 0; time < times; time++)
        {
            _sum++;
            await Task.Yield();
        }
    }

    public Task<int> Sum() => Task.FromResult(_sum);

    public Task Meet() => MeetAnother();

    public Task MeetReading() => MeetAnother();

    public Task MeetInterleaving() => MeetAnother();

    public Task CallYourself() => this.AsReference<ITurnProbe>().Sum();

    public Task MeetUnseen() => MeetAnother();

    private Task MeetAnother()
    {
        if (_met is null)
        {
            _met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _met.Task;
        }

        _met.SetResult();
        _met = null;
        return Task.CompletedTask;
    }
}
