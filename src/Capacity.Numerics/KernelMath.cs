using System.Runtime.CompilerServices;

namespace Capacity.Numerics;

/// <summary>
/// Elementary functions whose last bit is the same on every machine: made of +, −, ×, ÷, √ and explicit fused multiply-add
/// only, each of which IEEE 754 rounds in one way. The system's own <c>Math.Log</c> and <c>Math.Exp</c> come from the platform's
/// C library and differ in the last bit between operating systems, which would let a simulated figure depend on the machine.
/// </summary>
/// <remarks>
/// Method: argument reduction by powers of two and a short polynomial (Chebyshev interpolation of the remainder, computed to
/// 60 digits), as in W. J. Cody and W. Waite, <i>Software Manual for the Elementary Functions</i>, 1980, and P. T. P. Tang,
/// <i>Table-driven implementation of the logarithm function</i>, ACM TOMS 16:378, 1990. The vector forms do the same operations
/// in the same order, so that every lane equals the scalar result bit for bit.
/// </remarks>
public static partial class KernelMath
{
    internal const double LogTwoHigh = 0.6931471803691238;
    internal const double LogTwoLow = 1.9082149292705877E-10;
    internal const double LogTwoEuler = 1.4426950408889634;

    /// <summary>Added and subtracted, it rounds a double of moderate size to the nearest integer: 1.5 · 2^52.</summary>
    internal const double Rounder = 6755399441055744.0;

    // log(1+f) = 2s + s·z·P(z) with s = f/(2+f), z = s²; |s| ≤ 3 − 2√2; error of the polynomial 4.5e-18 of the result.
    internal const double L0 = 0.666666666666667;
    internal const double L1 = 0.39999999999899444;
    internal const double L2 = 0.2857142862600327;
    internal const double L3 = 0.22222211130259878;
    internal const double L4 = 0.18182889455674947;
    internal const double L5 = 0.15331710618210773;
    internal const double L6 = 0.14616585424888623;

    // exp(r) = 1 + r + r²·Q(r), |r| ≤ ½ log 2; error of the polynomial 1.7e-19.
    internal const double E0 = 0.5;
    internal const double E1 = 0.1666666666666667;
    internal const double E2 = 0.04166666666666667;
    internal const double E3 = 0.008333333333326136;
    internal const double E4 = 0.0013888888888883748;
    internal const double E5 = 0.00019841269874820627;
    internal const double E6 = 2.4801587325547743E-05;
    internal const double E7 = 2.7557255400206422E-06;
    internal const double E8 = 2.75572736431103E-07;
    internal const double E9 = 2.5105217004720745E-08;
    internal const double E10 = 2.0914686968086876E-09;

    internal const long OneBits = 0x3FF0000000000000L;
    internal const long RootHalfBits = 0x3FE6A09E667F3BCDL;
    internal const long MantissaMask = 0x000FFFFFFFFFFFFFL;

    /// <summary>Natural logarithm.</summary>
    /// <remarks>x = 2^k·m with m in [√½, √2); log x = k·log 2 + log m. Error below one unit in the last place.</remarks>
    /// <param name="x">Any number; below zero gives NaN, zero gives −∞.</param>
    public static double Log(double x)
    {
        if (x >= 2.2250738585072014E-308 && x <= double.MaxValue) return LogOfNormal(x, 0);
        if (x > 0 && x < 1) return LogOfNormal(x * 18014398509481984.0, -54);
        if (x == 0) return double.NegativeInfinity;
        return x > 0 ? x : double.NaN;
    }

    /// <summary>Natural logarithm of a positive normal number: no check, for kernels whose arguments are uniform draws.</summary>
    /// <param name="x">At least 2.3e-308 and finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double LogOfNormal(double x) => LogOfNormal(x, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double LogOfNormal(double x, int shift)
    {
        Reduce(x, shift, out var k, out var m);
        var f = m - 1.0;
        var s = f / (2.0 + f);
        var z = s * s;
        var r = z * LogPolynomial(z);
        var half = 0.5 * f * f;
        return k * LogTwoHigh - ((half - Math.FusedMultiplyAdd(s, half + r, k * LogTwoLow)) - f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Reduce(double x, int shift, out double k, out double m)
    {
        var bits = BitConverter.DoubleToInt64Bits(x) + (OneBits - RootHalfBits);
        k = (bits >> 52) - 1023 + shift;
        m = BitConverter.Int64BitsToDouble((bits & MantissaMask) + RootHalfBits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double LogPolynomial(double z)
    {
        var z2 = z * z;
        var low = Math.FusedMultiplyAdd(z, L1, L0);
        var middle = Math.FusedMultiplyAdd(z, L3, L2);
        var high = Math.FusedMultiplyAdd(z2, L6, Math.FusedMultiplyAdd(z, L5, L4));
        return Math.FusedMultiplyAdd(z2, Math.FusedMultiplyAdd(z2, high, middle), low);
    }

    /// <summary>Exponential function.</summary>
    /// <remarks>x = k·log 2 + r; exp x = 2^k·exp r. Error below one unit in the last place; gradual underflow is kept.</remarks>
    /// <param name="x">Any number.</param>
    public static double Exp(double x) => ExpOfSum(x, 0.0);

    /// <summary>exp(x + tail) where |tail| is tiny beside |x| + 1: the low part of a product is not lost.</summary>
    static double ExpOfSum(double x, double tail)
    {
        if (!(x < 709.8)) return double.IsNaN(x) ? x : double.PositiveInfinity;
        if (x < -745.2) return 0.0;
        var shifted = Math.FusedMultiplyAdd(x, LogTwoEuler, Rounder);
        var k = shifted - Rounder;
        var r = Math.FusedMultiplyAdd(k, -LogTwoLow, Math.FusedMultiplyAdd(k, -LogTwoHigh, x)) + tail;
        var value = Math.FusedMultiplyAdd(r * r, ExpPolynomial(r), r) + 1.0;
        var exponent = (int)k;
        var half = exponent >> 1;
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ExpPolynomial(double r)
    {
        var r2 = r * r;
        var r4 = r2 * r2;
        var a = Math.FusedMultiplyAdd(r2, Math.FusedMultiplyAdd(r, E3, E2), Math.FusedMultiplyAdd(r, E1, E0));
        var b = Math.FusedMultiplyAdd(r2, Math.FusedMultiplyAdd(r, E7, E6), Math.FusedMultiplyAdd(r, E5, E4));
        var c = Math.FusedMultiplyAdd(r2, E10, Math.FusedMultiplyAdd(r, E9, E8));
        return Math.FusedMultiplyAdd(r4, Math.FusedMultiplyAdd(r4, c, b), a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);

    /// <summary>log(1 + x) without loss near zero. Error below two units in the last place.</summary>
    /// <param name="x">Above −1; −1 gives −∞, below gives NaN.</param>
    public static double LogOnePlus(double x)
    {
        if (Math.Abs(x) < 1e-17) return x;
        var u = 1.0 + x;
        if (!(u > 0) || double.IsPositiveInfinity(u)) return Log(u);
        // The part of x that 1 + x rounded away, divided by u, is the first-order correction.
        var lost = Math.Abs(x) < 1 ? x - (u - 1.0) : 1.0 - (u - x);
        return Log(u) + lost / u;
    }

    /// <summary>exp(x) − 1 without loss near zero. Error below four units in the last place.</summary>
    /// <param name="x">Any number.</param>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) > 0.34) return Exp(x) - 1.0;
        return Math.FusedMultiplyAdd(x * x, ExpPolynomial(x), x);
    }

    /// <summary>log(1 + x) − x, computed from its own series near zero, where the difference would lose every digit.</summary>
    /// <remarks>With s = x/(2+x): log(1+x) − x = −x·s + 2(s³/3 + s⁵/5 + …), valid for |x| ≤ 0.4; otherwise the difference itself.</remarks>
    /// <param name="x">Above −1.</param>
    public static double LogOnePlusMinus(double x)
    {
        if (x is < -0.3 or > 0.4) return LogOnePlus(x) - x;
        var s = x / (2.0 + x);
        var z = s * s;
        var sum = 0.0;
        for (var k = 12; k >= 1; k--) sum = Math.FusedMultiplyAdd(z, sum, 1.0 / (2 * k + 1));
        return s * (2.0 * z * sum - x);
    }

    /// <summary>x to the power y, for x ≥ 0.</summary>
    /// <remarks>exp(y·log x) with log x carried in two doubles; a few units in the last place for results between 1e-30 and 1e30.</remarks>
    /// <param name="x">Base, zero or above; below zero gives NaN.</param>
    /// <param name="y">Exponent.</param>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1) return 1.0;
        if (!(x > 0) || x > double.MaxValue || double.IsNaN(y) || double.IsInfinity(y)) return PowAtEdge(x, y);
        LogInTwoParts(x, out var high, out var low);
        var product = y * high;
        if (Math.Abs(product) > 800) return ExpOfSum(product, 0.0);
        var tail = Math.FusedMultiplyAdd(y, high, -product) + y * low;
        return ExpOfSum(product, tail);
    }

    static double PowAtEdge(double x, double y)
    {
        if (double.IsNaN(x) || double.IsNaN(y) || x < 0) return double.NaN;
        var grows = x > 1 == y > 0;
        return grows ? double.PositiveInfinity : 0.0;
    }

    static void LogInTwoParts(double x, out double high, out double low)
    {
        var shift = 0;
        if (x < 2.2250738585072014E-308)
        {
            x *= 18014398509481984.0;
            shift = -54;
        }

        Reduce(x, shift, out var k, out var m);
        var f = m - 1.0;
        var d = 2.0 + f;
        var dLow = f - (d - 2.0);
        var s = f / d;
        var sLow = (Math.FusedMultiplyAdd(-s, d, f) - s * dLow) / d;
        var z = s * s;
        var rest = s * z * LogPolynomial(z) + 2.0 * sLow;
        var twice = 2.0 * s;
        var whole = k * LogTwoHigh;
        var sum = whole + twice;
        var carried = Math.Abs(whole) >= Math.Abs(twice) ? twice - (sum - whole) : whole - (sum - twice);
        var small = carried + (rest + k * LogTwoLow);
        high = sum + small;
        low = small - (high - sum);
    }
}
