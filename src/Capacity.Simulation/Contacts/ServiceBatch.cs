using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>
/// Contacts that come in one interval, as arrays: what nearly every contact needs is drawn four contacts at a time before the interval
/// begins. The draws are those that <see cref="ContactDraws.Pair"/> and <see cref="TimeLaw.Draw"/> give, bit for bit.
/// </summary>
internal sealed class ServiceBatch(QueueModel[] queues)
{
    readonly (double Mean, double Deviation)[] _logarithms = [.. queues.Select(queue => queue.Handle.Logarithm ?? default)];
    readonly bool[] _isOther = [.. queues.Select(queue => queue.Handle.Logarithm is null)];
    readonly bool _hasOthers = queues.Any(queue => queue.Handle.Logarithm is null);
    ulong[] _keys = new ulong[256];
    int[] _places = new int[256];
    int[] _queues = new int[256];
    double[] _handle = new double[256];
    double[] _unused = new double[256];
    double[] _resolution = new double[256];
    double[] _comesBack = new double[256];
    double[] _logMeans = new double[256];
    double[] _logDeviations = new double[256];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public void Add(int place, ulong key, int queue)
    {
        if (Count == _keys.Length)
            Grow();
        _places[Count] = place;
        _keys[Count] = key;
        _queues[Count] = queue;
        (_logMeans[Count], _logDeviations[Count]) = _logarithms[queue];
        Count++;
    }

    /// <summary>Draws for all and notes it with the contacts.</summary>
    public void Draw(in ContactDraws draws, ContactStore contacts)
    {
        if (Count == 0)
            return;
        draws.Pairs(StreamPurpose.HandleTime, _keys, Count, _handle, _unused);
        draws.Pairs(StreamPurpose.Resolution, _keys, Count, _resolution, _comesBack);
        var seconds = _unused;
        DrawLognormal(seconds);
        if (_hasOthers)
            for (var i = 0; i < Count; i++)
                if (_isOther[_queues[i]])
                    seconds[i] = queues[_queues[i]].Handle.Draw(_handle[i]);
        for (var i = 0; i < Count; i++)
        {
            ref var drawn = ref contacts.DrawnOf(_places[i]);
            drawn.Tag = ServiceDraws.TagOf(_keys[i], _queues[i]);
            drawn.Seconds = seconds[i];
            drawn.Resolution = _resolution[i];
            drawn.ComesBack = _comesBack[i];
        }
    }

    void DrawLognormal(double[] seconds)
    {
        var uniforms = MemoryMarshal.Cast<double, Vector256<double>>(_handle.AsSpan());
        var means = MemoryMarshal.Cast<double, Vector256<double>>(_logMeans.AsSpan());
        var deviations = MemoryMarshal.Cast<double, Vector256<double>>(_logDeviations.AsSpan());
        var draws = MemoryMarshal.Cast<double, Vector256<double>>(seconds.AsSpan());
        for (var four = 0; four < (Count + 3) / 4; four++)
            draws[four] = KernelMath.Exp(Vector256.FusedMultiplyAdd(deviations[four], NormalLaw.Quantile(uniforms[four]), means[four]));
    }

    void Grow()
    {
        Array.Resize(ref _keys, 2 * Count);
        Array.Resize(ref _places, 2 * Count);
        Array.Resize(ref _queues, 2 * Count);
        Array.Resize(ref _handle, 2 * Count);
        Array.Resize(ref _unused, 2 * Count);
        Array.Resize(ref _resolution, 2 * Count);
        Array.Resize(ref _comesBack, 2 * Count);
        Array.Resize(ref _logMeans, 2 * Count);
        Array.Resize(ref _logDeviations, 2 * Count);
    }
}

/// <summary>What was drawn for a contact's service before its interval began.</summary>
internal struct ServiceDraws
{
    /// <summary>For which key and queue: a contact that has become another draws anew.</summary>
    public ulong Tag;

    /// <summary>Handle time in seconds by the queue's law alone.</summary>
    public double Seconds;

    /// <summary>Uniform numbers for whether the case is resolved, and whether it comes back if not.</summary>
    public double Resolution;
    public double ComesBack;

    public static ulong TagOf(ulong key, int queue) => key + (ulong)(uint)queue;
}
