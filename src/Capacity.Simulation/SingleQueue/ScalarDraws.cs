using System.Runtime.CompilerServices;
using Capacity.Numerics;
using Capacity.Numerics.Distributions;
using Capacity.Numerics.Randomness;

namespace Capacity.Simulation.SingleQueue;

/// <summary>The draws of one purpose for one lane, many at a time in scalar code: those of its random stream, bit for bit.</summary>
/// <param name="seed">Seed of the run.</param>
/// <param name="purpose">What is drawn.</param>
/// <param name="lane">Number of the lane.</param>
/// <param name="law">Its law; null draws infinity (patience without end).</param>
sealed class ScalarDraws(ulong seed, StreamPurpose purpose, uint lane, Distribution? law)
{
    readonly StreamKey _stream = StreamKey.For(seed, 0, purpose, lane);
    readonly ulong[] _roundKeys = Philox.RoundKeys(StreamKey.For(seed, 0, purpose, lane).Key);
    ulong _position;

    /// <summary>The next draws.</summary>
    /// <param name="target">Receives them; its length is even.</param>
    public void Fill(Span<double> target)
    {
        switch (law)
        {
            case null:
                target.Fill(double.PositiveInfinity);
                break;
            case DeterministicDistribution constant:
                target.Fill(constant.Mean);
                break;
            case ExponentialDistribution exponential:
                FillUnits(target);
                MapExponential(target, exponential.Mean);
                break;
            default:
                var stream = StreamKey.OfParts(_stream.Key, _stream.Number).FromBlock(_position);
                for (var i = 0; i < target.Length; i++) target[i] = law.Sample(ref stream);
                break;
        }

        _position += (ulong)target.Length / 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    void FillUnits(Span<double> target) => Philox.FillUnits(_roundKeys, _position, _stream.Number, target);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void MapExponential(Span<double> target, double mean)
    {
        var scale = -mean;
        for (var i = 0; i < target.Length; i++) target[i] = scale * KernelMath.LogOfNormal(target[i]);
    }
}
