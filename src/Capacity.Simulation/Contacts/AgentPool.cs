using System.Runtime.CompilerServices;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>The agents of a pool at one moment: how many idle and since when, how many busy, and what their time went into.</summary>
internal sealed class AgentPool
{
    double[] _idleSince = new double[64];
    int _firstIdle;
    double _dayBegan;
    AgentTime _idle;
    WorkTimes _work;
    AgentTime _pausing;

    public AgentPool(PoolModel model, QueueState[] queues)
    {
        Model = model;
        Skills = [.. model.Queues.Select(queue => new PoolSkill(this, queues[queue]))];
    }

    public PoolModel Model { get; }

    /// <summary>What its agents can do, in the order in which freed agents look: by queue priority, then by number.</summary>
    public PoolSkill[] Skills { get; }

    /// <summary>Agents scheduled, and agents there: those who should have left finish their contact.</summary>
    public int Scheduled;
    public int Present;

    public int Idle => _idle.Count;

    /// <summary>Whether agents should have left and still serve.</summary>
    public bool HasSurplus => Present > Scheduled;

    /// <summary>Since when the agent who has been idle longest is idle.</summary>
    public double LongestIdleSince => _idleSince[_firstIdle];

    public void Clear()
    {
        Scheduled = Present = _firstIdle = 0;
        _dayBegan = 0;
        _idle.Clear();
        _work = default;
        _pausing.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginWork(bool isDeferred, double now) => _work[isDeferred ? 1 : 0].Enter(now - _dayBegan);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndWork(bool isDeferred, double now) => _work[isDeferred ? 1 : 0].Leave(now - _dayBegan);

    public void BeginPause(double now) => _pausing.Enter(now - _dayBegan);

    public void EndPause(double now) => _pausing.Leave(now - _dayBegan);

    public void AddIdle(double now)
    {
        if (_idle.Count == _idleSince.Length)
            Grow();
        var since = _idleSince;
        since[(_firstIdle + _idle.Count) & (since.Length - 1)] = now;
        _idle.Enter(now - _dayBegan);
    }

    /// <summary>Takes away the agent who has been idle longest.</summary>
    public void TakeIdle(double now)
    {
        _firstIdle = (_firstIdle + 1) & (_idleSince.Length - 1);
        _idle.Leave(now - _dayBegan);
    }

    /// <summary>Agent-seconds of the day that ends.</summary>
    public (double Live, double Deferred, double Idle, double Pausing) EndDay(double now)
    {
        var clock = now - _dayBegan;
        _dayBegan = now;
        return (_work[0].Take(clock), _work[1].Take(clock), _idle.Take(clock), _pausing.Take(clock));
    }

    /// <summary>Agent-seconds of the day until now.</summary>
    public (double Live, double Deferred, double Idle, double Pausing) TimeSoFar(double now)
    {
        var clock = now - _dayBegan;
        return (_work[0].At(clock), _work[1].At(clock), _idle.At(clock), _pausing.At(clock));
    }

    void Grow()
    {
        var size = _idleSince.Length;
        var since = new double[2 * size];
        for (var i = 0; i < size; i++)
            since[i] = _idleSince[(_firstIdle + i) & (size - 1)];
        (_idleSince, _firstIdle) = (since, 0);
    }

    /// <summary>Live work and deferred work, so that which of them it is takes no branch.</summary>
    [InlineArray(2)]
    struct WorkTimes
    {
        AgentTime _live;
    }
}
