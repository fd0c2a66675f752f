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
            result += Fill(stretch[k + 1] - stretch[k]) * Least(Lanes.One, Positive(load - Fill(k)));
        return result;
    }

    /// <summary>Chats in hand of a busy agent, and how often she is free for a call: with the last chat in hand.</summary>
    void LoadAgents(int queue, ref LiveState live)
    {
        var most = _queues[queue].Model.MostPerAgent;
        live.Load = Vector256.MaxNative(Lanes.One, Ratio(Positive(live.Content - live.Line), live.Busy, Lanes.One));
        live.Release = Positive((Fill(most) - live.Load) * Fill(1.0 / (most - 1)));
    }

    /// <summary>Adds to a station the chats that agents can take beside those in hand.</summary>
    void ShareAgents(int queue, Lanes free, Lanes single, Lanes perAgent, ref Station station)
    {
        var model = _queues[queue].Model;
        var most = model.MostPerAgent;
        ref var live = ref _live[queue];

        // An idle agent whom other work may take next is no second place for a chat.
        var chatting = _queues[queue].HasOwnAgents ? Vector256.MaxNative(live.Busy, Positive(free)) : live.Busy;
        _chatSeconds[queue] = StretchAt(queue, live.Load) / single;
        var gain = most / model.Stretch[most] - 1;
        var extra = chatting * Fill(most - 1);
        var added = Positive(station.WaitingRate - chatting * single * perAgent) + chatting * single;
        station.SharedPlaces = extra;
        station.SharedStepRate = single * Fill(gain / (most - 1));
        station.StepRate = Ratio(added, station.Places, single);
        station.Places += extra;
        station.FullRate = Least(station.FullRate, added) + chatting * single * Fill(gain);
        station.WaitingRate = added + chatting * single * Fill(gain);
        station.Handle = _chatSeconds[queue];
    }
}
