using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Capacity.Numerics;

public static partial class KernelMath
{
    /// <summary>Natural logarithm of eight numbers; every lane equals <see cref="Log(double)"/> bit for bit.</summary>
    /// <param name="x">Eight numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        var normal = Vector512.GreaterThanOrEqual(x, Vector512.Create(2.2250738585072014E-308))
            & Vector512.LessThanOrEqual(x, Vector512.Create(double.MaxValue));
        return Vector512.EqualsAll(normal.AsInt64(), Vector512<long>.AllBitsSet) ? LogOfNormal(x) : EachLog(x);
    }

    /// <summary>Natural logarithm of eight positive normal numbers: no check, for kernels whose arguments are uniform draws.</summary>
    /// <param name="x">Eight numbers, each at least 2.3e-308 and finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogOfNormal(Vector512<double> x)
    {
        var bits = x.AsInt64() + Vector512.Create(OneBits - RootHalfBits);
        // A small whole number ORed into the mantissa of 2^52 becomes a double without a conversion instruction.
        var biased = Vector512.ShiftRightLogical(bits, 52) | Vector512.Create(0x4330000000000000L);
        var k = biased.AsDouble() - Vector512.Create(4503599627370496.0 + 1023.0);
        var m = ((bits & Vector512.Create(MantissaMask)) + Vector512.Create(RootHalfBits)).AsDouble();
        var f = m - Vector512.Create(1.0);
        var s = f / (Vector512.Create(2.0) + f);
        var z = s * s;
        var r = z * LogPolynomial(z);
        var half = Vector512.Create(0.5) * f * f;
        var inner = Vector512.FusedMultiplyAdd(s, half + r, k * Vector512.Create(LogTwoLow));
        return k * Vector512.Create(LogTwoHigh) - ((half - inner) - f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> LogPolynomial(Vector512<double> z)
    {
        var z2 = z * z;
        var low = Vector512.FusedMultiplyAdd(z, Vector512.Create(L1), Vector512.Create(L0));
        var middle = Vector512.FusedMultiplyAdd(z, Vector512.Create(L3), Vector512.Create(L2));
        var high = Vector512.FusedMultiplyAdd(z2, Vector512.Create(L6),
            Vector512.FusedMultiplyAdd(z, Vector512.Create(L5), Vector512.Create(L4)));
        return Vector512.FusedMultiplyAdd(z2, Vector512.FusedMultiplyAdd(z2, high, middle), low);
    }

    static Vector512<double> EachLog(Vector512<double> x) =>
        Vector512.Create(Log(x[0]), Log(x[1]), Log(x[2]), Log(x[3]), Log(x[4]), Log(x[5]), Log(x[6]), Log(x[7]));

    /// <summary>Exponential function of eight numbers; every lane equals <see cref="Exp(double)"/> bit for bit.</summary>
    /// <param name="x">Eight numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        var moderate = Vector512.LessThan(Vector512.Abs(x), Vector512.Create(700.0));
        if (!Vector512.EqualsAll(moderate.AsInt64(), Vector512<long>.AllBitsSet)) return EachExp(x);

        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(LogTwoEuler), Vector512.Create(Rounder));
        var k = shifted - Vector512.Create(Rounder);
        var r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-LogTwoLow),
            Vector512.FusedMultiplyAdd(k, Vector512.Create(-LogTwoHigh), x));
        var value = Vector512.FusedMultiplyAdd(r * r, ExpPolynomial(r), r) + Vector512.Create(1.0);
        // The low bits of the shifted number hold k itself; moved to the exponent field they are 2^k.
        var power = Vector512.ShiftLeft(shifted.AsInt64() + Vector512.Create(1023L), 52);
        return value * power.AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> ExpPolynomial(Vector512<double> r)
    {
        var r2 = r * r;
        var r4 = r2 * r2;
        var a = Vector512.FusedMultiplyAdd(r2, Line(r, E3, E2), Line(r, E1, E0));
        var b = Vector512.FusedMultiplyAdd(r2, Line(r, E7, E6), Line(r, E5, E4));
        var c = Vector512.FusedMultiplyAdd(r2, Vector512.Create(E10), Line(r, E9, E8));
        return Vector512.FusedMultiplyAdd(r4, Vector512.FusedMultiplyAdd(r4, c, b), a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Line(Vector512<double> x, double slope, double intercept) =>
        Vector512.FusedMultiplyAdd(x, Vector512.Create(slope), Vector512.Create(intercept));

    static Vector512<double> EachExp(Vector512<double> x) =>
        Vector512.Create(Exp(x[0]), Exp(x[1]), Exp(x[2]), Exp(x[3]), Exp(x[4]), Exp(x[5]), Exp(x[6]), Exp(x[7]));
}
