using System.Runtime.CompilerServices;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>The agents of a pool at one moment: how many idle and since when, how many busy, and what their time went into.</summary>
internal sealed class AgentPool(PoolModel model)
{
    double[] _idleSince = new double[64];
    int _firstIdle;
    double _last;

    public PoolModel Model { get; } = model;

    /// <summary>Agents scheduled, and agents there: those who should have left finish their contact.</summary>
    public int Scheduled;
    public int Present;
    public int Idle;
    public int Live;
    public int Deferred;
    public int Pausing;

    /// <summary>What the tenure of its people multiplies handle time and resolution by, this week.</summary>
    public double HandleFactor = 1;
    public double Resolution = 1;

    /// <summary>Agent-seconds since the last report.</summary>
    public double LiveSeconds;
    public double DeferredSeconds;
    public double IdleSeconds;
    public double PauseSeconds;

    /// <summary>Whether agents should have left and still serve.</summary>
    public bool HasSurplus => Present > Scheduled;

    /// <summary>Since when the agent who has been idle longest is idle.</summary>
    public double LongestIdleSince => _idleSince[_firstIdle];

    public void Clear()
    {
        Scheduled = Present = Idle = Live = Deferred = Pausing = _firstIdle = 0;
        _last = LiveSeconds = DeferredSeconds = IdleSeconds = PauseSeconds = 0;
    }

    /// <summary>Books the time since the last change; called before every change.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(double now)
    {
        var passed = now - _last;
        _last = now;
        LiveSeconds += Live * passed;
        DeferredSeconds += Deferred * passed;
        IdleSeconds += Idle * passed;
        PauseSeconds += Pausing * passed;
    }

    public void AddIdle(double now)
    {
        if (Idle == _idleSince.Length)
            Grow();
        _idleSince[(_firstIdle + Idle++) & (_idleSince.Length - 1)] = now;
    }

    /// <summary>Takes away the agent who has been idle longest.</summary>
    public void TakeIdle()
    {
        _firstIdle = (_firstIdle + 1) & (_idleSince.Length - 1);
        Idle--;
    }

    void Grow()
    {
        var size = _idleSince.Length;
        var since = new double[2 * size];
        for (var i = 0; i < size; i++)
            since[i] = _idleSince[(_firstIdle + i) & (size - 1)];
        (_idleSince, _firstIdle) = (since, 0);
    }
}
