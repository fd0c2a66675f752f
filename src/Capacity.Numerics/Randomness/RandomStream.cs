using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Capacity.Numerics.Randomness;

/// <summary>
/// A sequence of random draws from the Philox generator: a small mutable value, passed by reference. Every continuous law is
/// drawn by inversion, one uniform a draw, so that common random numbers stay in step when a parameter changes.
/// </summary>
/// <remarks>
/// Draws are bit-identical on every machine (<see cref="KernelMath"/>). Copying the value copies the position. Laws without a
/// method here are drawn by the <c>Sample</c> of a distribution. See <see cref="Philox"/> for period and source.
/// </remarks>
public struct RandomStream
{
    readonly ulong _key;
    readonly ulong _number;
    ulong _position;
    ulong _second;
    bool _hasSecond;

    internal RandomStream(ulong key, ulong number, ulong position)
    {
        _key = key;
        _number = number;
        _position = position;
    }

    /// <summary>The stream of one seed, replication, purpose and owner, from its beginning.</summary>
    /// <param name="seed">Seed of the whole run.</param>
    /// <param name="replication">Number of the replication, from 0.</param>
    /// <param name="purpose">What is drawn.</param>
    /// <param name="owner">Number of the queue, team or branch.</param>
    public static RandomStream For(ulong seed, ulong replication, StreamPurpose purpose, uint owner = 0) =>
        StreamKey.For(seed, replication, purpose, owner).Start();

    /// <summary>The next 64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        if (_hasSecond)
        {
            _hasSecond = false;
            return _second;
        }

        (var first, _second) = Philox.Block(_key, _position++, _number);
        _hasSecond = true;
        return first;
    }

    /// <summary>A uniform draw from the open interval (0, 1): the middles of 2^52 equal cells, never 0 and never 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextUnit() => ToUnit(NextUInt64());

    /// <summary>The uniform number in (0, 1) that 64 random bits stand for: (top 52 bits + ½) · 2^-52, exact.</summary>
    /// <param name="bits">Random bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToUnit(ulong bits) =>
        BitConverter.UInt64BitsToDouble((bits >> 12) | 0x3FF0000000000000UL) - 1.0 + 1.1102230246251565E-16;

    /// <summary>Four uniform numbers at once; every lane equals <see cref="ToUnit(ulong)"/>.</summary>
    /// <param name="bits">Random bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ToUnit(Vector256<ulong> bits) =>
        (Vector256.ShiftRightLogical(bits, 12) | Vector256.Create(0x3FF0000000000000UL)).AsDouble()
        - Vector256.Create(1.0) + Vector256.Create(1.1102230246251565E-16);

    /// <summary>Eight uniform numbers at once; every lane equals <see cref="ToUnit(ulong)"/>, whose two exact additions are one here.</summary>
    /// <param name="bits">Random bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ToUnit(Vector512<ulong> bits) =>
        (Vector512.ShiftRightLogical(bits, 12) | Vector512.Create(0x3FF0000000000000UL)).AsDouble()
        - Vector512.Create(1.0 - 1.1102230246251565E-16);

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1, each equally likely to within count · 2^-64.</summary>
    /// <param name="count">Number of possible values, at least 1.</param>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)Math.BigMul(NextUInt64(), (ulong)count, out _);
    }

    /// <summary>True with the given probability.</summary>
    /// <param name="probability">Between 0 and 1.</param>
    public bool NextBernoulli(double probability) => NextUnit() < probability;

    /// <summary>Exponential draw, −mean·log U.</summary>
    /// <param name="mean">Mean, zero or above.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextExponential(double mean) => -mean * KernelMath.Log(NextUnit());

    /// <summary>Standard normal draw, by the quantile function.</summary>
    public double NextNormal() => NormalLaw.Quantile(NextUnit());

    /// <summary>Lognormal draw exp(μ + σZ), by the parameters of its logarithm.</summary>
    /// <param name="logMean">Mean μ of the logarithm.</param>
    /// <param name="logDeviation">Standard deviation σ of the logarithm.</param>
    public double NextLognormal(double logMean, double logDeviation) =>
        KernelMath.Exp(Math.FusedMultiplyAdd(logDeviation, NextNormal(), logMean));

    /// <summary>Gamma draw, by inversion of the incomplete gamma function (about a microsecond).</summary>
    /// <param name="shape">Shape, above zero.</param>
    /// <param name="mean">Mean, zero or above.</param>
    public double NextGamma(double shape, double mean) => GammaFunctions.LowerGammaInverse(shape, NextUnit()) * (mean / shape);

    /// <summary>Beta draw, by inversion of the incomplete beta function.</summary>
    /// <param name="alpha">First shape, above zero.</param>
    /// <param name="beta">Second shape, above zero.</param>
    public double NextBeta(double alpha, double beta) => CountLaws.BetaQuantile(alpha, beta, NextUnit());

    /// <summary>Triangular draw, by inversion.</summary>
    /// <param name="low">Smallest value.</param>
    /// <param name="mode">Likeliest value.</param>
    /// <param name="high">Largest value.</param>
    public double NextTriangular(double low, double mode, double high)
    {
        var u = NextUnit();
        var width = high - low;
        if (width == 0) return low;
        return u * width <= mode - low
            ? low + Math.Sqrt(u * width * (mode - low))
            : high - Math.Sqrt((1.0 - u) * width * (high - mode));
    }

    /// <summary>Poisson draw, by inversion.</summary>
    /// <param name="mean">Mean, zero or above.</param>
    public long NextPoisson(double mean) => CountLaws.PoissonQuantile(mean, NextUnit());

    /// <summary>Binomial draw, by inversion.</summary>
    /// <param name="trials">Number of trials, zero or above.</param>
    /// <param name="probability">Probability of success.</param>
    public long NextBinomial(long trials, double probability) => CountLaws.BinomialQuantile(trials, probability, NextUnit());
}
