using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Capacity.Numerics;

public static partial class NormalLaw
{
    // Coefficients of algorithm AS 241 (PPND16): M. J. Wichura, Applied Statistics 37:477, 1988, table of the article.
    static ReadOnlySpan<double> CentralTop =>
    [
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
    ];

    static ReadOnlySpan<double> CentralBottom =>
    [
        1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
        2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
    ];

    static ReadOnlySpan<double> MiddleTop =>
    [
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ];

    static ReadOnlySpan<double> MiddleBottom =>
    [
        1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];

    static ReadOnlySpan<double> FarTop =>
    [
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];

    static ReadOnlySpan<double> FarBottom =>
    [
        1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ];

    /// <summary>The x with Φ(x) = p.</summary>
    /// <remarks>Rational approximations of algorithm AS 241; about 16 digits for p from 1e-300 to 1 − 2^-53.</remarks>
    /// <param name="p">Probability; 0 gives −∞, 1 gives +∞, outside NaN.</param>
    public static double Quantile(double p)
    {
        if (!(p > 0 && p < 1)) return p == 0 ? double.NegativeInfinity : p == 1 ? double.PositiveInfinity : double.NaN;
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var central = 0.180625 - q * q;
            return q * Ratio(central, CentralTop, CentralBottom);
        }

        var r = Math.Sqrt(-KernelMath.Log(q < 0 ? p : 1.0 - p));
        var x = r <= 5.0 ? Ratio(r - 1.6, MiddleTop, MiddleBottom) : Ratio(r - 5.0, FarTop, FarBottom);
        return q < 0 ? -x : x;
    }

    /// <summary>Four quantiles at once; every lane equals <see cref="Quantile(double)"/> bit for bit.</summary>
    /// <param name="p">Four probabilities strictly between 0 and 1.</param>
    public static Vector256<double> Quantile(Vector256<double> p)
    {
        var q = p - Vector256.Create(0.5);
        var central = Vector256.Create(0.180625) - q * q;
        var inner = q * Ratio(central, CentralTop, CentralBottom);
        var isInner = Vector256.LessThanOrEqual(Vector256.Abs(q), Vector256.Create(0.425));
        if (Vector256.EqualsAll(isInner.AsInt64(), Vector256<long>.AllBitsSet)) return inner;

        var low = Vector256.LessThan(q, Vector256<double>.Zero);
        var small = Vector256.ConditionalSelect(low, p, Vector256.Create(1.0) - p);
        var r = Vector256.Sqrt(-KernelMath.Log(small));
        var x = Ratio(r - Vector256.Create(1.6), MiddleTop, MiddleBottom);
        var far = Vector256.GreaterThan(r, Vector256.Create(5.0));
        if (!Vector256.EqualsAll(far.AsInt64(), Vector256<long>.Zero))
            x = Vector256.ConditionalSelect(far, Ratio(r - Vector256.Create(5.0), FarTop, FarBottom), x);
        return Vector256.ConditionalSelect(isInner, inner, Vector256.ConditionalSelect(low, -x, x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Ratio(double x, ReadOnlySpan<double> top, ReadOnlySpan<double> bottom)
    {
        double a = top[7], b = bottom[7];
        for (var k = 6; k >= 0; k--)
        {
            a = Math.FusedMultiplyAdd(a, x, top[k]);
            b = Math.FusedMultiplyAdd(b, x, bottom[k]);
        }

        return a / b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> Ratio(Vector256<double> x, ReadOnlySpan<double> top, ReadOnlySpan<double> bottom)
    {
        Vector256<double> a = Vector256.Create(top[7]), b = Vector256.Create(bottom[7]);
        for (var k = 6; k >= 0; k--)
        {
            a = Vector256.FusedMultiplyAdd(a, x, Vector256.Create(top[k]));
            b = Vector256.FusedMultiplyAdd(b, x, Vector256.Create(bottom[k]));
        }

        return a / b;
    }
}
