using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Capacity.Simulation.SingleQueue;

/// <summary>
/// The recursion of <see cref="ContactRecursion"/> for one lane in scalar code without unpredictable branches: a tournament of free times,
/// whose winner is the earliest and is played again, round by round, against the siblings on its way up.
/// </summary>
/// <remarks>
/// D. E. Knuth, <i>The Art of Computer Programming</i>, vol. 3, section 5.4.1 (tree of winners). Times are zero or above, so that their bits
/// compare as whole numbers do and the sign of a difference chooses without a branch. Cost: log₂ n rounds a contact, whatever the times. The same waits,
/// bit for bit, as contact by contact: a test compares them.
/// </remarks>
sealed class ScalarKernel
{
    /// <summary>Node k stands above 2k and 2k + 1; node 1 is the winner of all; the last half are the agents.</summary>
    readonly Node[] _nodes;
    double _clock;

    /// <summary>An empty queue.</summary>
    /// <param name="agents">Number of agents.</param>
    public ScalarKernel(int agents)
    {
        var leaves = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(agents, 2));
        _nodes = new Node[2 * leaves];
        for (var i = 0; i < leaves; i++)
            _nodes[leaves + i] = new Node { Time = i < agents ? 0 : long.MaxValue, Agent = leaves + i };
        Play();
    }

    /// <summary>Time of the last arrival.</summary>
    public double Clock => _clock;

    /// <summary>Moves the origin of time to the last arrival; whoever is free by then is free at 0.</summary>
    public void Rebase()
    {
        foreach (ref var node in _nodes.AsSpan(_nodes.Length / 2))
        {
            if (node.Time == long.MaxValue) continue;
            node.Time = BitConverter.DoubleToInt64Bits(double.MaxNative(0.0, BitConverter.Int64BitsToDouble(node.Time) - _clock));
        }

        Play();
        _clock = 0;
    }

    /// <summary>Serves the next contacts.</summary>
    /// <param name="gaps">Times between arrivals.</param>
    /// <param name="services">Handle times.</param>
    /// <param name="patiences">Patiences, zero or above.</param>
    /// <param name="waits">Receives the wait that each contact is offered, whether it stays for it or not.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Advance(ReadOnlySpan<double> gaps, ReadOnlySpan<double> services, ReadOnlySpan<double> patiences, Span<double> waits)
    {
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        var clock = _clock;
        var (free, winner) = (Unsafe.Add(ref nodes, 1).Time, Unsafe.Add(ref nodes, 1).Agent);
        for (var i = 0; i < waits.Length; i++)
        {
            clock += gaps[i];
            var wait = double.MaxNative(0.0, BitConverter.Int64BitsToDouble(free) - clock);
            waits[i] = wait;
            var end = BitConverter.DoubleToInt64Bits(clock + wait + services[i]);
            var time = BitConverter.DoubleToInt64Bits(wait) <= BitConverter.DoubleToInt64Bits(patiences[i]) ? end : free;
            ref var leaf = ref Unsafe.Add(ref nodes, (nint)winner);
            leaf.Time = time;
            for (var k = winner; k > 1; k >>= 1)
            {
                ref var sibling = ref Unsafe.Add(ref nodes, (nint)(k ^ 1));
                var (other, agent) = (sibling.Time, sibling.Agent);
                // All ones where the sibling is earlier: both are zero or above, so that the difference has the right sign.
                var earlier = (other - time) >> 63;
                time += (other - time) & earlier;
                winner += (agent - winner) & earlier;
                ref var parent = ref Unsafe.Add(ref nodes, (nint)(k >> 1));
                parent.Time = time;
                parent.Agent = winner;
            }

            free = time;
        }

        _clock = clock;
    }

    void Play()
    {
        for (var k = _nodes.Length / 2 - 1; k > 0; k--)
            _nodes[k] = _nodes[2 * k].Time <= _nodes[2 * k + 1].Time ? _nodes[2 * k] : _nodes[2 * k + 1];
    }

    /// <summary>The earliest free time below a node, as bits, and the node of the agent who has it.</summary>
    struct Node
    {
        public long Time;
        public long Agent;
    }
}
