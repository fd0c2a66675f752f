namespace Capacity.Simulation.Contacts;

/// <summary>
/// Agents who hold chats of one queue. An agent with k chats works each of them at speed 1 ÷ stretch(k): a clock of work done per chat
/// runs at that speed, and a chat ends when the clock reaches its mark, so that a change of k needs no change of the marks.
/// </summary>
internal sealed class ChatDesk
{
    readonly double[] _stretch;
    readonly int _most;
    readonly int[] _head;
    readonly int[] _tail;
    Agent[] _agents = new Agent[16];
    double[] _marks;
    int[] _chats;
    int _used;
    int _free = -1;

    public ChatDesk(double[] stretch, int most)
    {
        _stretch = stretch;
        _most = most;
        _head = new int[most + 1];
        _tail = new int[most + 1];
        _marks = new double[_agents.Length * most];
        _chats = new int[_agents.Length * most];
    }

    public void Clear()
    {
        Array.Fill(_head, -1);
        Array.Fill(_tail, -1);
        _used = 0;
        _free = -1;
    }

    /// <summary>The agent who has held exactly so many chats for longest; −1 for none.</summary>
    public int WithLoad(int load) => _head[load];

    /// <summary>Seats an agent who holds no chat yet.</summary>
    public int Seat(double now)
    {
        var agent = _free;
        if (agent >= 0)
        {
            _free = _agents[agent].Next;
        }
        else
        {
            if (_used == _agents.Length)
                Grow();
            agent = _used++;
        }

        _agents[agent] = new Agent { Last = now };
        Link(agent, 0);
        return agent;
    }

    public void Leave(int agent)
    {
        Unlink(agent, 0);
        _agents[agent].Next = _free;
        _agents[agent].Entry = 0;
        _free = agent;
    }

    public int LoadOf(int agent) => _agents[agent].Load;

    /// <summary>Whether a calendar entry still stands for the agent's next end of a chat.</summary>
    public bool Holds(int agent, uint entry) => _agents[agent].Entry == entry;

    public void Enter(int agent, uint entry) => _agents[agent].Entry = entry;

    /// <summary>Gives an agent a chat with so many seconds of work, measured at one chat in hand.</summary>
    public void Add(int agent, int chat, double work, double now)
    {
        Turn(agent, now);
        ref var a = ref _agents[agent];
        _marks[agent * _most + a.Load] = a.Clock + work;
        _chats[agent * _most + a.Load] = chat;
        Unlink(agent, a.Load);
        a.Load++;
        Link(agent, a.Load);
    }

    /// <summary>When the agent's next chat ends if nothing changes.</summary>
    public double NextEnd(int agent)
    {
        ref var a = ref _agents[agent];
        return a.Last + Math.Max(0, _marks[Earliest(agent)] - a.Clock) * _stretch[a.Load];
    }

    /// <summary>The chat that the agent ends next.</summary>
    public int Next(int agent) => _chats[Earliest(agent)];

    /// <summary>Ends the agent's next chat and returns it.</summary>
    public int End(int agent, double now)
    {
        var earliest = Earliest(agent);
        ref var a = ref _agents[agent];
        a.Clock = _marks[earliest];
        a.Last = now;
        var chat = _chats[earliest];
        Remove(agent, earliest);
        return chat;
    }

    /// <summary>Stops work on the agent's next chat; it keeps its place until it is given up.</summary>
    public void Halt(int agent, double now)
    {
        var earliest = Earliest(agent);
        ref var a = ref _agents[agent];
        a.Clock = _marks[earliest];
        a.Last = now;
        _marks[earliest] = double.PositiveInfinity;
    }

    /// <summary>Gives up a chat that was halted.</summary>
    public void GiveUp(int agent, int chat, double now)
    {
        Turn(agent, now);
        Remove(agent, Array.IndexOf(_chats, chat, agent * _most, _agents[agent].Load));
    }

    void Remove(int agent, int at)
    {
        ref var a = ref _agents[agent];
        var last = agent * _most + a.Load - 1;
        _marks[at] = _marks[last];
        _chats[at] = _chats[last];
        Unlink(agent, a.Load);
        a.Load--;
        Link(agent, a.Load);
    }

    void Turn(int agent, double now)
    {
        ref var a = ref _agents[agent];
        if (a.Load > 0)
            a.Clock += (now - a.Last) / _stretch[a.Load];
        a.Last = now;
    }

    int Earliest(int agent)
    {
        var first = agent * _most;
        var earliest = first;
        for (var i = first + 1; i < first + _agents[agent].Load; i++)
            if (_marks[i] < _marks[earliest])
                earliest = i;
        return earliest;
    }

    void Link(int agent, int load)
    {
        ref var a = ref _agents[agent];
        a.Next = -1;
        a.Previous = _tail[load];
        if (_tail[load] >= 0)
            _agents[_tail[load]].Next = agent;
        else
            _head[load] = agent;
        _tail[load] = agent;
    }

    void Unlink(int agent, int load)
    {
        ref var a = ref _agents[agent];
        if (a.Previous >= 0)
            _agents[a.Previous].Next = a.Next;
        else
            _head[load] = a.Next;
        if (a.Next >= 0)
            _agents[a.Next].Previous = a.Previous;
        else
            _tail[load] = a.Previous;
    }

    void Grow()
    {
        Array.Resize(ref _agents, 2 * _agents.Length);
        Array.Resize(ref _marks, _agents.Length * _most);
        Array.Resize(ref _chats, _agents.Length * _most);
    }

    struct Agent
    {
        public double Clock;
        public double Last;
        public int Load;
        public int Next;
        public int Previous;
        public uint Entry;
    }
}
