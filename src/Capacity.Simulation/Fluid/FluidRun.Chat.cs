using System.Runtime.Intrinsics;

namespace Capacity.Simulation.Fluid;

/// <summary>Chat: agents who hold several contacts, which slows each of them down.</summary>
internal sealed partial class FluidRun
{
    Lanes[] _chatSeconds = [];

    /// <summary>Mean stretch of handle time where agents hold so many chats on average, linear between whole numbers.</summary>
    Lanes StretchAt(int queue, Lanes load)
    {
        var stretch = _queues[queue].Model.Stretch;
        var result = Fill(stretch[1]);
        for (var k = 1; k < _queues[queue].Model.MostPerAgent; k++)
            result += Fill(stretch[k + 1] - stretch[k]) * Vector256.MinNative(Lanes.One, Positive(load - Fill(k)));
        return result;
    }

    /// <summary>Completions per second of an agent who is busy with a queue.</summary>
    Lanes AgentRate(int queue, int pool)
    {
        var rate = _rateOf[Link(queue, pool)];
        if (_queues[queue].Model.MostPerAgent == 1)
            return rate;
        var load = Vector256.MaxNative(Lanes.One, Ratio(Positive(_content[queue] - _line[queue]), _busy[queue], Lanes.One));
        return rate * load / StretchAt(queue, load);
    }

    /// <summary>Rate at which an agent who is busy with a queue is free for another: with the last chat in hand.</summary>
    Lanes ReleaseRate(int queue, int pool)
    {
        var rate = _rateOf[Link(queue, pool)];
        var most = _queues[queue].Model.MostPerAgent;
        if (most == 1)
            return rate;
        var load = Vector256.MaxNative(Lanes.One, Ratio(Positive(_content[queue] - _line[queue]), _busy[queue], Lanes.One));
        return rate * Positive((Fill(most) - load) * Fill(1.0 / (most - 1)));
    }

    /// <summary>Adds to a station the chats that agents can take beside those in hand.</summary>
    void ShareAgents(int queue, Lanes free, ref Station station)
    {
        var model = _queues[queue].Model;
        var most = model.MostPerAgent;

        // An idle agent whom other work may take next is no second place for a chat.
        var chatting = _queues[queue].HasOwnAgents ? Vector256.MaxNative(_busy[queue], Positive(free)) : _busy[queue];
        var load = Vector256.MaxNative(Lanes.One, Ratio(Positive(_content[queue] - _line[queue]), _busy[queue], Lanes.One));
        var single = _rateOf[Link(queue, _queues[queue].Pools[0])];
        _chatSeconds[queue] = StretchAt(queue, load) / single;
        var gain = most / model.Stretch[most] - 1;
        var extra = chatting * Fill(most - 1);
        var added = Positive(station.WaitingRate - chatting * AgentRate(queue, _queues[queue].Pools[0])) + chatting * single;
        station.SharedPlaces = extra;
        station.SharedStepRate = single * Fill(gain / (most - 1));
        station.StepRate = Ratio(added, station.Places, single);
        station.Places += extra;
        station.FullRate = Vector256.MinNative(station.FullRate, added) + chatting * single * Fill(gain);
        station.WaitingRate = added + chatting * single * Fill(gain);
        station.Handle = _chatSeconds[queue];
    }
}
