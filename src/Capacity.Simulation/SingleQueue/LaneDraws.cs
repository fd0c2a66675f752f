using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Capacity.Numerics.Distributions;
using Capacity.Numerics.Randomness;

namespace Capacity.Simulation.SingleQueue;

/// <summary>
/// The draws of one purpose for sixteen lanes: lane l's i-th draw equals the i-th draw of the random stream with that seed, purpose and
/// owner l, bit for bit.
/// </summary>
sealed class LaneDraws
{
    /// <summary>Independent copies of the queue that run side by side.</summary>
    public const int Lanes = 16;

    readonly ulong _key;
    readonly ulong[] _roundKeys;
    readonly ulong[] _numbers = new ulong[Lanes];
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
            _numbers[lane] = key.Number;
        }

        _roundKeys = Philox.RoundKeys(_key);
    }

    /// <summary>The next draws of every lane.</summary>
    /// <param name="target">Draw i of lane l goes to i · 16 + l; its length is a multiple of 64.</param>
    public void Fill(Span<double> target)
    {
        if (Vector512.IsHardwareAccelerated)
            Fill<EightLanes>(target);
        else
            Fill<FourLanes>(target);
    }

    /// <summary>The same by vectors of one width.</summary>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <param name="target">Receives the draws.</param>
    public void Fill<TVector>(Span<double> target)
        where TVector : struct, ILaneVector<TVector>
    {
        switch (_law)
        {
            case null:
                target.Fill(double.PositiveInfinity);
                break;
            case DeterministicDistribution constant:
                target.Fill(constant.Mean);
                break;
            case ExponentialDistribution exponential:
                FillExponential<TVector>(target, exponential.Mean);
                break;
            case LognormalDistribution lognormal:
                FillLognormal<TVector>(target, lognormal);
                break;
            default:
                FillOther(target, _law);
                break;
        }

        _position += (ulong)(target.Length / (2 * Lanes));
    }

    /// <summary>−mean·log U for every lane; in one go where a processor has the registers for it, else uniform numbers first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    void FillExponential<TVector>(Span<double> target, double mean)
        where TVector : struct, ILaneVector<TVector>
    {
        ref var start = ref MemoryMarshal.GetReference(target);
        var scale = TVector.Create(-mean);
        if (TVector.Width < EightLanes.Width)
        {
            FillUnits<TVector>(target);
            for (nuint i = 0; i < (nuint)target.Length; i += (nuint)TVector.Width)
                (scale * TVector.Log(TVector.Load(in start, i))).Store(ref start, i);
            return;
        }

        for (var lane = 0; lane < Lanes; lane += TVector.Width)
        {
            var position = _position;
            for (var i = (nuint)lane; i < (nuint)target.Length; i += 4 * Lanes, position += 2)
            {
                TVector.Units(_roundKeys, position, in _numbers[lane], out var first, out var second, out var third, out var fourth);
                (scale * TVector.Log(first)).Store(ref start, i);
                (scale * TVector.Log(second)).Store(ref start, i + Lanes);
                (scale * TVector.Log(third)).Store(ref start, i + 2 * Lanes);
                (scale * TVector.Log(fourth)).Store(ref start, i + 3 * Lanes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    void FillLognormal<TVector>(Span<double> target, LognormalDistribution law)
        where TVector : struct, ILaneVector<TVector>
    {
        ref var start = ref MemoryMarshal.GetReference(target);
        var (mean, deviation) = (TVector.Create(law.LogMean), TVector.Create(law.LogDeviation));
        FillUnits<TVector>(target);
        for (nuint i = 0; i < (nuint)target.Length; i += (nuint)TVector.Width)
            TVector.Lognormal(TVector.Load(in start, i), mean, deviation).Store(ref start, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    void FillUnits<TVector>(Span<double> target)
        where TVector : struct, ILaneVector<TVector>
    {
        ref var start = ref MemoryMarshal.GetReference(target);
        for (var lane = 0; lane < Lanes; lane += TVector.Width)
        {
            var position = _position;
            for (var i = (nuint)lane; i < (nuint)target.Length; i += 4 * Lanes, position += 2)
            {
                TVector.Units(_roundKeys, position, in _numbers[lane], out var first, out var second, out var third, out var fourth);
                first.Store(ref start, i);
                second.Store(ref start, i + Lanes);
                third.Store(ref start, i + 2 * Lanes);
                fourth.Store(ref start, i + 3 * Lanes);
            }
        }
    }

    /// <summary>Laws without a vector form draw through the stream itself, lane by lane.</summary>
    void FillOther(Span<double> target, Distribution law)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var stream = StreamKey.OfParts(_key, _numbers[lane]).FromBlock(_position);
            for (var i = lane; i < target.Length; i += Lanes) target[i] = law.Sample(ref stream);
        }
    }
}
