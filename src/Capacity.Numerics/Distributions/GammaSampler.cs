namespace Capacity.Numerics.Distributions;

/// <summary>Draws from a gamma law of shape 1 or above by a table of its quantiles: an inversion in a few nanoseconds.</summary>
/// <remarks>
/// The cube root of a gamma variable is nearly linear in the normal quantile z of its probability (E. B. Wilson and M. M. Hilferty 1931).
/// It is tabulated with its slope and bend at 133 values of z from −8.25 to 8.25 and interpolated by quintic Hermite polynomials:
/// relative error of a draw below 1e-9, from shape 25 on below 1e-14.
/// </remarks>
sealed class GammaSampler
{
    const double Edge = 8.25;
    const double Step = 1.0 / 8;
    const int Intervals = (int)(2 * Edge / Step);

    readonly double[] _roots = new double[Intervals + 1];
    readonly double[] _slopes = new double[Intervals + 1];
    readonly double[] _bends = new double[Intervals + 1];

    /// <summary>Tabulates the law of mean = shape.</summary>
    /// <param name="shape">Shape, 1 or above.</param>
    public GammaSampler(double shape)
    {
        for (var i = 0; i <= Intervals; i++)
        {
            var z = -Edge + i * Step;
            var x = z < 0
                ? GammaFunctions.LowerGammaInverse(shape, NormalLaw.Cdf(z))
                : GammaFunctions.UpperGammaInverse(shape, NormalLaw.Tail(z));
            // dx/dz = φ(z)/f(x); its logarithm changes by −z − f′/f·dx/dz.
            var first = NormalLaw.Density(z) * x / (shape * GammaFunctions.PoissonDensity(shape, x));
            var second = first * (-z - ((shape - 1.0) / x - 1.0) * first);
            var root = KernelMath.Pow(x, 1.0 / 3.0);
            var slope = first / (3.0 * root * root);
            _roots[i] = root;
            _slopes[i] = slope * Step;
            _bends[i] = (second / (3.0 * root * root) - 2.0 * slope * slope / root) * Step * Step;
        }
    }

    /// <summary>The quantile, to 1e-9 of its value, on the scale whose mean is the shape.</summary>
    /// <param name="p">From 2^-53 to 1 − 2^-53.</param>
    public double Quantile(double p)
    {
        var at = (NormalLaw.Quantile(p) + Edge) / Step;
        var i = Math.Clamp((int)at, 0, Intervals - 1);
        var t = at - i;
        var root = Toward(t, _roots[i], _slopes[i], _bends[i]) + Toward(1.0 - t, _roots[i + 1], -_slopes[i + 1], _bends[i + 1]);
        return root * root * root;
    }

    /// <summary>The part of the interpolation that belongs to the knot at distance t.</summary>
    static double Toward(double t, double value, double slope, double bend)
    {
        var rest = 1.0 - t;
        var cube = rest * rest * rest;
        return cube * (value * (1.0 + t * (3.0 + 6.0 * t)) + slope * t * (1.0 + 3.0 * t) + 0.5 * bend * t * t);
    }
}
