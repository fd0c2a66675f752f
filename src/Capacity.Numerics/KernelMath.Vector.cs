using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Capacity.Numerics;

public static partial class KernelMath
{
    /// <summary>Natural logarithm of four numbers; every lane equals <see cref="Log(double)"/> bit for bit.</summary>
    /// <param name="x">Four numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x)
    {
        var normal = Vector256.GreaterThanOrEqual(x, Vector256.Create(2.2250738585072014E-308))
            & Vector256.LessThanOrEqual(x, Vector256.Create(double.MaxValue));
        return Vector256.EqualsAll(normal.AsInt64(), Vector256<long>.AllBitsSet) ? LogOfNormal(x) : EachLog(x);
    }

    /// <summary>Natural logarithm of four positive normal numbers: no check, for kernels whose arguments are uniform draws.</summary>
    /// <param name="x">Four numbers, each at least 2.3e-308 and finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LogOfNormal(Vector256<double> x)
    {
        var bits = x.AsInt64() + Vector256.Create(OneBits - RootHalfBits);
        // A small whole number ORed into the mantissa of 2^52 becomes a double without a conversion instruction.
        var biased = Vector256.ShiftRightLogical(bits, 52) | Vector256.Create(0x4330000000000000L);
        var k = biased.AsDouble() - Vector256.Create(4503599627370496.0 + 1023.0);
        var m = ((bits & Vector256.Create(MantissaMask)) + Vector256.Create(RootHalfBits)).AsDouble();
        var f = m - Vector256.Create(1.0);
        var s = f / (Vector256.Create(2.0) + f);
        var z = s * s;
        var r = z * LogPolynomial(z);
        var half = Vector256.Create(0.5) * f * f;
        var inner = Vector256.FusedMultiplyAdd(s, half + r, k * Vector256.Create(LogTwoLow));
        return k * Vector256.Create(LogTwoHigh) - ((half - inner) - f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> LogPolynomial(Vector256<double> z)
    {
        var z2 = z * z;
        var low = Vector256.FusedMultiplyAdd(z, Vector256.Create(L1), Vector256.Create(L0));
        var middle = Vector256.FusedMultiplyAdd(z, Vector256.Create(L3), Vector256.Create(L2));
        var high = Vector256.FusedMultiplyAdd(z2, Vector256.Create(L6),
            Vector256.FusedMultiplyAdd(z, Vector256.Create(L5), Vector256.Create(L4)));
        return Vector256.FusedMultiplyAdd(z2, Vector256.FusedMultiplyAdd(z2, high, middle), low);
    }

    static Vector256<double> EachLog(Vector256<double> x) =>
        Vector256.Create(Log(x[0]), Log(x[1]), Log(x[2]), Log(x[3]));

    /// <summary>Exponential function of four numbers; every lane equals <see cref="Exp(double)"/> bit for bit.</summary>
    /// <param name="x">Four numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x)
    {
        var moderate = Vector256.LessThan(Vector256.Abs(x), Vector256.Create(700.0));
        if (!Vector256.EqualsAll(moderate.AsInt64(), Vector256<long>.AllBitsSet)) return EachExp(x);

        var shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(LogTwoEuler), Vector256.Create(Rounder));
        var k = shifted - Vector256.Create(Rounder);
        var r = Vector256.FusedMultiplyAdd(k, Vector256.Create(-LogTwoLow),
            Vector256.FusedMultiplyAdd(k, Vector256.Create(-LogTwoHigh), x));
        var value = Vector256.FusedMultiplyAdd(r * r, ExpPolynomial(r), r) + Vector256.Create(1.0);
        // The low bits of the shifted number hold k itself; moved to the exponent field they are 2^k.
        var power = Vector256.ShiftLeft(shifted.AsInt64() + Vector256.Create(1023L), 52);
        return value * power.AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> ExpPolynomial(Vector256<double> r)
    {
        var r2 = r * r;
        var r4 = r2 * r2;
        var a = Vector256.FusedMultiplyAdd(r2, Line(r, E3, E2), Line(r, E1, E0));
        var b = Vector256.FusedMultiplyAdd(r2, Line(r, E7, E6), Line(r, E5, E4));
        var c = Vector256.FusedMultiplyAdd(r2, Vector256.Create(E10), Line(r, E9, E8));
        return Vector256.FusedMultiplyAdd(r4, Vector256.FusedMultiplyAdd(r4, c, b), a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> Line(Vector256<double> x, double slope, double intercept) =>
        Vector256.FusedMultiplyAdd(x, Vector256.Create(slope), Vector256.Create(intercept));

    static Vector256<double> EachExp(Vector256<double> x) =>
        Vector256.Create(Exp(x[0]), Exp(x[1]), Exp(x[2]), Exp(x[3]));
}
