using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Capacity.Numerics;

public static partial class NormalLaw
{
    /// <summary>Eight quantiles at once; every lane equals <see cref="Quantile(double)"/> bit for bit.</summary>
    /// <param name="p">Eight probabilities strictly between 0 and 1.</param>
    public static Vector512<double> Quantile(Vector512<double> p)
    {
        var q = p - Vector512.Create(0.5);
        var central = Vector512.Create(0.180625) - q * q;
        var inner = q * Ratio(central, CentralTop, CentralBottom);
        var isInner = Vector512.LessThanOrEqual(Vector512.Abs(q), Vector512.Create(0.425));
        if (Vector512.EqualsAll(isInner.AsInt64(), Vector512<long>.AllBitsSet)) return inner;

        var low = Vector512.LessThan(q, Vector512<double>.Zero);
        var small = Vector512.ConditionalSelect(low, p, Vector512.Create(1.0) - p);
        var r = Vector512.Sqrt(-KernelMath.Log(small));
        var x = Ratio(r - Vector512.Create(1.6), MiddleTop, MiddleBottom);
        var far = Vector512.GreaterThan(r, Vector512.Create(5.0));
        if (!Vector512.EqualsAll(far.AsInt64(), Vector512<long>.Zero))
            x = Vector512.ConditionalSelect(far, Ratio(r - Vector512.Create(5.0), FarTop, FarBottom), x);
        return Vector512.ConditionalSelect(isInner, inner, Vector512.ConditionalSelect(low, -x, x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Ratio(Vector512<double> x, ReadOnlySpan<double> top, ReadOnlySpan<double> bottom)
    {
        Vector512<double> a = Vector512.Create(top[7]), b = Vector512.Create(bottom[7]);
        for (var k = 6; k >= 0; k--)
        {
            a = Vector512.FusedMultiplyAdd(a, x, Vector512.Create(top[k]));
            b = Vector512.FusedMultiplyAdd(b, x, Vector512.Create(bottom[k]));
        }

        return a / b;
    }
}
