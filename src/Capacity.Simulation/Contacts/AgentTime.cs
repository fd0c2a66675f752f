using System.Runtime.CompilerServices;

namespace Capacity.Simulation.Contacts;

/// <summary>
/// How many agents of a pool are in one state, and the agent-seconds that pass in it: who enters subtracts the clock and who leaves adds
/// it, so that a change costs one addition whatever the other states do.
/// </summary>
internal struct AgentTime
{
    /// <summary>Agents in the state.</summary>
    public int Count;
    double _seconds;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(double clock)
    {
        Count++;
        _seconds -= clock;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave(double clock)
    {
        Count--;
        _seconds += clock;
    }

    /// <summary>Takes the agent-seconds up to a moment; the clock that comes next starts from zero at that moment.</summary>
    public double Take(double clock)
    {
        var seconds = At(clock);
        _seconds = 0;
        return seconds;
    }

    /// <summary>The agent-seconds up to a moment.</summary>
    public readonly double At(double clock) => _seconds + Count * clock;

    public void Clear() => this = default;
}
