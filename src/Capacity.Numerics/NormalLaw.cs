namespace Capacity.Numerics;

/// <summary>The standard normal law: density, distribution, tail, hazard and quantile, the same bits on every machine.</summary>
public static partial class NormalLaw
{
    const double RootTwoPi = 2.5066282746310007;

    /// <summary>Density φ(x) = exp(−x²/2) / √(2π).</summary>
    /// <param name="x">Any number.</param>
    public static double Density(double x)
    {
        var square = x * x;
        if (square > 1500) return 0;
        // exp(−(square + lost)/2): the rounding of the square matters far from zero.
        var lost = Math.FusedMultiplyAdd(x, x, -square);
        return KernelMath.Exp(-0.5 * square) * (1.0 - 0.5 * lost) / RootTwoPi;
    }

    /// <summary>Distribution function Φ(x), with its small lower tail accurate to a few units in the last place.</summary>
    /// <param name="x">Any number.</param>
    public static double Cdf(double x) => x <= 0 ? Density(x) * MillsRatio(-x) : 1.0 - Density(x) * MillsRatio(x);

    /// <summary>Upper tail 1 − Φ(x), with its small values accurate to a few units in the last place.</summary>
    /// <param name="x">Any number.</param>
    public static double Tail(double x) => Cdf(-x);

    /// <summary>Hazard h(x) = φ(x) / (1 − Φ(x)), without overflow or loss in either tail.</summary>
    /// <param name="x">Any number.</param>
    public static double Hazard(double x) => x >= 0 ? 1.0 / MillsRatio(x) : Density(x) / Tail(x);

    /// <summary>Mills' ratio (1 − Φ(x)) / φ(x) for x ≥ 0.</summary>
    /// <remarks>(x + 4) times the ratio is expanded in Chebyshev polynomials of (x − 4)/(x + 4), computed to 40 digits.</remarks>
    /// <param name="x">Zero or above.</param>
    public static double MillsRatio(double x)
    {
        if (double.IsPositiveInfinity(x)) return 0;
        var t = (x - 4.0) / (x + 4.0);
        double b1 = 0, b2 = 0;
        for (var k = Mills.Length - 1; k >= 1; k--)
        {
            var b = Math.FusedMultiplyAdd(2.0 * t, b1, Mills[k] - b2);
            b2 = b1;
            b1 = b;
        }

        return Math.FusedMultiplyAdd(t, b1, Mills[0] - b2) / (x + 4.0);
    }

    static readonly double[] Mills =
    [
        2.4325604285150404, -1.8842545745794834, 0.5569566490963817, -0.12161597214420457, 0.017360708143727772,
        -0.0008036212007299657, -0.0002520349348054353, 4.7383719270581175e-05, 2.5325891365988257e-06, -1.5404069839913e-06,
        -8.474960630061696e-09, 5.185338601094672e-08, -2.8281293276602497e-10, -1.9486566378891076e-09, -2.491945496827567e-11,
        7.957248719448846e-11, 4.618414179155219e-12, -3.290856124224385e-12, -4.36538404380973e-13, 1.2300711839232774e-13,
        3.2414173582086784e-14, -3.0532395587325663e-15, -2.0183740275707353e-15, -7.170195501422588e-17, 1.0169552398038542e-16,
        1.756244228053356e-17, -3.3580682440276766e-18,
    ];
}
