using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
    /// <summary>The earliest free time below each node: node k stands above 2k and 2k + 1, node 1 above all; the last half are the agents.</summary>
    readonly double[] _times;

    /// <summary>The node of the agent whose time that is.</summary>
    readonly long[] _agents;

    double _clock;

    /// <summary>An empty queue.</summary>
    /// <param name="agents">Number of agents.</param>
    public ScalarKernel(int agents)
    {
        var leaves = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(agents, 2));
        (_times, _agents) = (new double[2 * leaves], new long[2 * leaves]);
        for (var i = 0; i < leaves; i++) _agents[leaves + i] = leaves + i;
        _times.AsSpan(leaves + agents).Fill(double.PositiveInfinity);
        Play();
    }

    /// <summary>Time of the last arrival.</summary>
    public double Clock => _clock;

    /// <summary>Moves the origin of time to the last arrival; whoever is free by then is free at 0.</summary>
    public void Rebase()
    {
        foreach (ref var time in _times.AsSpan(_times.Length / 2)) time = double.MaxNative(0.0, time - _clock);
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
        ref var times = ref MemoryMarshal.GetArrayDataReference(_times);
        ref var agents = ref MemoryMarshal.GetArrayDataReference(_agents);
        var clock = _clock;
        var (free, winner) = (Unsafe.Add(ref times, 1), Unsafe.Add(ref agents, 1));
        for (var i = 0; i < waits.Length; i++)
        {
            clock += gaps[i];
            var wait = double.MaxNative(0.0, free - clock);
            waits[i] = wait;
            free = Chosen(wait, patiences[i], clock + wait + services[i], free);
            var k = (nint)winner;
            Unsafe.Add(ref times, k) = free;
            while (k > 1)
            {
                ref var other = ref Unsafe.Add(ref times, k ^ 1);
                // All ones where the sibling is earlier: both are zero or above, so that the difference of their bits has the right sign.
                var earlier = (Unsafe.As<double, long>(ref other) - BitConverter.DoubleToInt64Bits(free)) >> 63;
                free = double.MinNative(free, other);
                winner += (Unsafe.Add(ref agents, k ^ 1) - winner) & earlier;
                k >>= 1;
                Unsafe.Add(ref times, k) = free;
                Unsafe.Add(ref agents, k) = winner;
            }
        }

        _clock = clock;
    }

    /// <summary>Where left ≤ right one number, else the other, without a branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Chosen(double left, double right, double atMost, double above) => Vector128.ConditionalSelect(
        Vector128.LessThanOrEqual(Vector128.CreateScalarUnsafe(left), Vector128.CreateScalarUnsafe(right)),
        Vector128.CreateScalarUnsafe(atMost), Vector128.CreateScalarUnsafe(above)).ToScalar();

    void Play()
    {
        for (var k = _times.Length / 2 - 1; k > 0; k--)
        {
            var winner = _times[2 * k] <= _times[2 * k + 1] ? 2 * k : 2 * k + 1;
            (_times[k], _agents[k]) = (_times[winner], _agents[winner]);
        }
    }
}
