using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Capacity.Numerics;
using Capacity.Numerics.Randomness;

namespace Capacity.Simulation.SingleQueue;

/// <summary>A vector of lanes: the kernels are written once and compiled for the width that the processor has.</summary>
/// <typeparam name="TSelf">The vector.</typeparam>
interface ILaneVector<TSelf>
    where TSelf : struct, ILaneVector<TSelf>
{
    /// <summary>Lanes of one vector.</summary>
    static abstract int Width { get; }

    static abstract TSelf Create(double value);

    static abstract TSelf Load(ref readonly double source, nuint offset);

    void Store(ref double target, nuint offset);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>The smaller numbers, by the processor's own instruction; there are no NaNs here.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>Where left ≤ right the number, elsewhere zero.</summary>
    static abstract TSelf WhereAtMost(TSelf left, TSelf right, TSelf number);

    /// <summary>Where left ≤ right one number, elsewhere the other.</summary>
    static abstract TSelf Choose(TSelf left, TSelf right, TSelf atMost, TSelf above);

    /// <summary>Natural logarithm of positive normal numbers, with the bits of <see cref="KernelMath.LogOfNormal(double)"/>.</summary>
    static abstract TSelf Log(TSelf number);

    /// <summary>exp(<paramref name="mean"/> + <paramref name="deviation"/>·z) for the normal number z of which p is the probability.</summary>
    static abstract TSelf Lognormal(TSelf p, TSelf mean, TSelf deviation);

    /// <summary>The four uniform numbers of two successive blocks of each lane's stream.</summary>
    /// <param name="keys">Key shared by the streams, from <see cref="Philox.RoundKeys"/>.</param>
    /// <param name="position">The first block.</param>
    /// <param name="numbers">Number of the first lane's stream; the others' follow.</param>
    /// <param name="first">Receives them in the order of the stream.</param>
    /// <param name="second">The second number.</param>
    /// <param name="third">The third number.</param>
    /// <param name="fourth">The fourth number.</param>
    static abstract void Units(
        ReadOnlySpan<ulong> keys, ulong position, ref readonly ulong numbers, out TSelf first, out TSelf second, out TSelf third, out TSelf fourth);
}

/// <summary>Eight lanes.</summary>
readonly struct EightLanes(Vector512<double> value) : ILaneVector<EightLanes>
{
    readonly Vector512<double> _value = value;

    public static int Width => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Create(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Load(ref readonly double source, nuint offset) => new(Vector512.LoadUnsafe(in source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double target, nuint offset) => _value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator +(EightLanes left, EightLanes right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator -(EightLanes left, EightLanes right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator *(EightLanes left, EightLanes right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Min(EightLanes left, EightLanes right) => new(Vector512.MinNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Max(EightLanes left, EightLanes right) => new(Vector512.MaxNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes WhereAtMost(EightLanes left, EightLanes right, EightLanes number) =>
        new(Vector512.LessThanOrEqual(left._value, right._value) & number._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Choose(EightLanes left, EightLanes right, EightLanes atMost, EightLanes above) =>
        new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(left._value, right._value), atMost._value, above._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Log(EightLanes number) => new(KernelMath.LogOfNormal(number._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Lognormal(EightLanes p, EightLanes mean, EightLanes deviation) =>
        new(KernelMath.Exp(Vector512.FusedMultiplyAdd(deviation._value, NormalLaw.Quantile(p._value), mean._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Units(
        ReadOnlySpan<ulong> keys, ulong position, ref readonly ulong numbers,
        out EightLanes first, out EightLanes second, out EightLanes third, out EightLanes fourth)
    {
        Philox.Blocks(keys, position, Vector512.LoadUnsafe(in numbers), out var a, out var b, out var c, out var d);
        (first, second) = (new(RandomStream.ToUnit(a)), new(RandomStream.ToUnit(b)));
        (third, fourth) = (new(RandomStream.ToUnit(c)), new(RandomStream.ToUnit(d)));
    }
}

/// <summary>Four lanes.</summary>
readonly struct FourLanes(Vector256<double> value) : ILaneVector<FourLanes>
{
    readonly Vector256<double> _value = value;

    public static int Width => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Create(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Load(ref readonly double source, nuint offset) => new(Vector256.LoadUnsafe(in source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double target, nuint offset) => _value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes operator +(FourLanes left, FourLanes right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes operator -(FourLanes left, FourLanes right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes operator *(FourLanes left, FourLanes right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Min(FourLanes left, FourLanes right) => new(Vector256.MinNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Max(FourLanes left, FourLanes right) => new(Vector256.MaxNative(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes WhereAtMost(FourLanes left, FourLanes right, FourLanes number) =>
        new(Vector256.LessThanOrEqual(left._value, right._value) & number._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Choose(FourLanes left, FourLanes right, FourLanes atMost, FourLanes above) =>
        new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(left._value, right._value), atMost._value, above._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Log(FourLanes number) => new(KernelMath.LogOfNormal(number._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Lognormal(FourLanes p, FourLanes mean, FourLanes deviation) =>
        new(KernelMath.Exp(Vector256.FusedMultiplyAdd(deviation._value, NormalLaw.Quantile(p._value), mean._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Units(
        ReadOnlySpan<ulong> keys, ulong position, ref readonly ulong numbers,
        out FourLanes first, out FourLanes second, out FourLanes third, out FourLanes fourth)
    {
        Philox.Blocks(keys, position, Vector256.LoadUnsafe(in numbers), out var a, out var b, out var c, out var d);
        (first, second) = (new(RandomStream.ToUnit(a)), new(RandomStream.ToUnit(b)));
        (third, fourth) = (new(RandomStream.ToUnit(c)), new(RandomStream.ToUnit(d)));
    }
}
