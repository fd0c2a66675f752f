using System.Runtime.CompilerServices;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>The agents of a pool at one moment: how many idle and since when, how many busy, and what their time went into.</summary>
internal sealed class AgentPool(PoolModel model)
{
    const int FewQueues = 64;

    /// <summary>Places of the skills for the network's first queues; others are looked for, so that memory grows with skills.</summary>
    readonly sbyte[] _placeOf = PlacesOf(model);
    readonly PoolSkill[] _skills = [.. model.Queues.Select(queue => new PoolSkill
    {
        AfterWait = model.AfterWait[queue], IdleReserve = model.IdleReserve[queue], Priority = model.SkillPriority[queue],
        Desk = model.Desk[queue],
    })];
    double[] _idleSince = new double[64];
    int _firstIdle;
    double _last;

    public PoolModel Model { get; } = model;

    /// <summary>What its agents can do for one of their queues.</summary>
    public ref PoolSkill this[int queue]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _skills[queue < FewQueues ? _placeOf[queue] : Find(queue)];
    }

    /// <summary>Agents scheduled, and agents there: those who should have left finish their contact.</summary>
    public int Scheduled;
    public int Present;
    public int Idle;
    public int Live;
    public int Deferred;
    public int Pausing;

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

    int Find(int queue) => Array.IndexOf(Model.Queues, queue);

    static sbyte[] PlacesOf(PoolModel model)
    {
        var places = new sbyte[FewQueues];
        Array.Fill(places, (sbyte)-1);
        for (var place = 0; place < model.Queues.Length; place++)
            if (model.Queues[place] < FewQueues)
                places[model.Queues[place]] = (sbyte)place;
        return places;
    }
}

/// <summary>A pool's skill for a queue, all that routing and service ask of it side by side.</summary>
internal struct PoolSkill
{
    /// <summary>Seconds that a contact must have waited before the pool may serve it.</summary>
    public double AfterWait;

    /// <summary>What handle time is multiplied by this week: skill, tenure and uncertain figure.</summary>
    public double HandleFactor;

    /// <summary>What first-contact resolution is multiplied by this week: queue, skill and tenure.</summary>
    public double Resolution;

    /// <summary>Idle agents that work of the queue must leave.</summary>
    public int IdleReserve;

    /// <summary>Preference, smaller first.</summary>
    public int Priority;

    /// <summary>Number of the desk where the pool holds the queue's chats.</summary>
    public int Desk;
}
