using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Capacity.Numerics;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>Handle times of many contacts from uniform numbers: lognormal ones several at a time, each equal to <see cref="TimeLaw.Draw"/>.</summary>
internal sealed class HandleDraws(QueueModel[] queues)
{
    readonly (double Mean, double Deviation)[] _laws = [.. queues.Select(queue => queue.Handle.Logarithm ?? default)];
    readonly bool[] _isOther = [.. queues.Select(queue => queue.Handle.Logarithm is null)];
    readonly bool _hasOthers = queues.Any(queue => queue.Handle.Logarithm is null);
    double[] _means = [];
    double[] _deviations = [];

    /// <summary>Draws by each contact's queue.</summary>
    /// <param name="queueOf">Queue of each contact; this array and the others have a multiple of eight elements.</param>
    /// <param name="uniforms">A uniform number of each.</param>
    /// <param name="seconds">Receives the handle time of each, and up to seven numbers more.</param>
    /// <param name="count">How many.</param>
    public void Draw(int[] queueOf, double[] uniforms, double[] seconds, int count)
    {
        if (_means.Length < seconds.Length)
            (_means, _deviations) = (new double[seconds.Length], new double[seconds.Length]);
        var (laws, means, deviations) = (_laws, _means, _deviations);
        for (var i = 0; i < count; i++)
        {
            ref var law = ref laws[queueOf[i]];
            means[i] = law.Mean;
            deviations[i] = law.Deviation;
        }

        DrawLognormal(uniforms, seconds, count);
        if (!_hasOthers)
            return;
        for (var i = 0; i < count; i++)
            if (_isOther[queueOf[i]])
                seconds[i] = queues[queueOf[i]].Handle.Draw(uniforms[i]);
    }

    void DrawLognormal(double[] uniforms, double[] seconds, int count)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var from = MemoryMarshal.Cast<double, Vector512<double>>(uniforms.AsSpan());
            var means = MemoryMarshal.Cast<double, Vector512<double>>(_means.AsSpan());
            var deviations = MemoryMarshal.Cast<double, Vector512<double>>(_deviations.AsSpan());
            var draws = MemoryMarshal.Cast<double, Vector512<double>>(seconds.AsSpan());
            for (var eight = 0; eight < (count + 7) / 8; eight++)
                draws[eight] = KernelMath.Exp(Vector512.FusedMultiplyAdd(deviations[eight], NormalLaw.Quantile(from[eight]), means[eight]));
        }
        else
        {
            var from = MemoryMarshal.Cast<double, Vector256<double>>(uniforms.AsSpan());
            var means = MemoryMarshal.Cast<double, Vector256<double>>(_means.AsSpan());
            var deviations = MemoryMarshal.Cast<double, Vector256<double>>(_deviations.AsSpan());
            var draws = MemoryMarshal.Cast<double, Vector256<double>>(seconds.AsSpan());
            for (var four = 0; four < (count + 3) / 4; four++)
                draws[four] = KernelMath.Exp(Vector256.FusedMultiplyAdd(deviations[four], NormalLaw.Quantile(from[four]), means[four]));
        }
    }
}
