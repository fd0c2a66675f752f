using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Capacity.Numerics;
using Capacity.Numerics.Distributions;
using Capacity.Numerics.Randomness;

namespace Capacity.Simulation.SingleQueue;

/// <summary>
/// The draws of one purpose for sixteen lanes, eight at a time: lane l's i-th draw equals the i-th draw of the random stream with that
/// seed, purpose and owner l, bit for bit.
/// </summary>
sealed class LaneDraws
{
    /// <summary>Independent copies of the queue that run side by side.</summary>
    public const int Lanes = 16;

    /// <summary>Lanes in one vector.</summary>
    public const int Width = 8;

    readonly ulong _key;
    readonly ulong[] _roundKeys;
    readonly Vector512<ulong>[] _numbers = new Vector512<ulong>[Lanes / Width];
    readonly Distribution? _law;
    ulong _position;

    /// <summary>The draws from their beginning.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="purpose">What is drawn.</param>
    /// <param name="law">Its law; null draws infinity (patience without end).</param>
    public LaneDraws(ulong seed, StreamPurpose purpose, Distribution? law)
    {
        _law = law;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var key = StreamKey.For(seed, 0, purpose, (uint)lane);
            _key = key.Key;
            _numbers[lane / Width] = _numbers[lane / Width].WithElement(lane % Width, key.Number);
        }

        _roundKeys = Philox.RoundKeys(_key);
    }

    /// <summary>The next draws of every lane.</summary>
    /// <param name="target">Draw i of lane l goes to i · 16 + l; its length is a multiple of 64.</param>
    public void Fill(Span<double> target)
    {
        switch (_law)
        {
            case null:
                target.Fill(double.PositiveInfinity);
                break;
            case DeterministicDistribution constant:
                target.Fill(constant.Mean);
                break;
            case ExponentialDistribution exponential when Vector512.IsHardwareAccelerated:
                FillExponential(target, exponential.Mean);
                break;
            case ExponentialDistribution exponential:
                FillUnits(target);
                MapExponential(target, exponential.Mean);
                break;
            case LognormalDistribution lognormal:
                FillUnits(target);
                MapLognormal(target, lognormal);
                break;
            default:
                FillOther(target, _law);
                break;
        }

        _position += (ulong)(target.Length / (2 * Lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    void FillUnits(Span<double> target)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            for (var lane = 0; lane < Lanes; lane++)
                Philox.FillUnits(_key, _position, _numbers[lane / Width][lane % Width], target[lane..], Lanes);
            return;
        }

        ref var start = ref MemoryMarshal.GetReference(target);
        for (var group = 0; group < _numbers.Length; group++)
        {
            var (number, position) = (_numbers[group], _position);
            for (var i = (nuint)(group * Width); i < (nuint)target.Length; i += 4 * Lanes, position += 2)
            {
                Philox.Blocks(_roundKeys, position, number, out var first, out var second, out var third, out var fourth);
                RandomStream.ToUnit(first).StoreUnsafe(ref start, i);
                RandomStream.ToUnit(second).StoreUnsafe(ref start, i + Lanes);
                RandomStream.ToUnit(third).StoreUnsafe(ref start, i + 2 * Lanes);
                RandomStream.ToUnit(fourth).StoreUnsafe(ref start, i + 3 * Lanes);
            }
        }
    }

    /// <summary>−mean·log U for every lane, made in registers where a processor has enough of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    void FillExponential(Span<double> target, double mean)
    {
        ref var start = ref MemoryMarshal.GetReference(target);
        var scale = Vector512.Create(-mean);
        for (var group = 0; group < _numbers.Length; group++)
        {
            var (number, position) = (_numbers[group], _position);
            for (var i = (nuint)(group * Width); i < (nuint)target.Length; i += 4 * Lanes, position += 2)
            {
                Philox.Blocks(_roundKeys, position, number, out var first, out var second, out var third, out var fourth);
                (scale * KernelMath.LogOfNormal(RandomStream.ToUnit(first))).StoreUnsafe(ref start, i);
                (scale * KernelMath.LogOfNormal(RandomStream.ToUnit(second))).StoreUnsafe(ref start, i + Lanes);
                (scale * KernelMath.LogOfNormal(RandomStream.ToUnit(third))).StoreUnsafe(ref start, i + 2 * Lanes);
                (scale * KernelMath.LogOfNormal(RandomStream.ToUnit(fourth))).StoreUnsafe(ref start, i + 3 * Lanes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void MapExponential(Span<double> target, double mean)
    {
        var scale = Vector512.Create(-mean);
        for (var i = 0; i < target.Length; i += Width)
        {
            var slot = target.Slice(i, Width);
            (scale * KernelMath.LogOfNormal(Vector512.Create<double>(slot))).CopyTo(slot);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void MapLognormal(Span<double> target, LognormalDistribution law)
    {
        var (mean, deviation) = (Vector512.Create(law.LogMean), Vector512.Create(law.LogDeviation));
        for (var i = 0; i < target.Length; i += Width)
        {
            var slot = target.Slice(i, Width);
            var normal = NormalLaw.Quantile(Vector512.Create<double>(slot));
            KernelMath.Exp(Vector512.FusedMultiplyAdd(deviation, normal, mean)).CopyTo(slot);
        }
    }

    /// <summary>Laws without a vector form draw through the stream itself, lane by lane.</summary>
    void FillOther(Span<double> target, Distribution law)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var number = _numbers[lane / Width][lane % Width];
            var stream = StreamKey.OfParts(_key, number).FromBlock(_position);
            for (var i = lane; i < target.Length; i += Lanes) target[i] = law.Sample(ref stream);
        }
    }
}
