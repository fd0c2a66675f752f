namespace Capacity.Numerics;

/// <summary>Gamma, digamma, incomplete gamma and incomplete beta functions, stable for parameters from 1e-3 to about 1e12.</summary>
/// <remarks>
/// The densities in front of every series use C. Loader's saddle-point form (<i>Fast and accurate computation of binomial
/// probabilities</i>, 2000): differences of large logarithms never appear. NIST DLMF numbers are given at each method.
/// </remarks>
public static class GammaFunctions
{
    const double HalfLogTwoPi = 0.9189385332046728;
    const double TwoPi = 6.283185307179586;
    const double Tiny = 1e-300;
    const double Epsilon = 1e-16;
    const int Budget = 5_000_000;

    /// <summary>log Γ(x), DLMF 5.11.1.</summary>
    /// <param name="x">Above zero.</param>
    public static double LogGamma(double x)
    {
        if (!(x > 0)) return double.NaN;
        if (x < 1e-8) return -KernelMath.Log(x);
        var product = 1.0;
        while (x < 8)
        {
            product *= x;
            x += 1.0;
        }

        return (x - 0.5) * KernelMath.Log(x) - x + HalfLogTwoPi + StirlingSeries(x) - KernelMath.Log(product);
    }

    /// <summary>Error of Stirling's formula: δ(x) = log Γ(x+1) − (x+½) log x + x − ½ log 2π.</summary>
    /// <param name="x">Above zero.</param>
    public static double StirlingError(double x)
    {
        var sum = 0.0;
        while (x < 12)
        {
            sum += (x + 0.5) * KernelMath.LogOnePlus(1.0 / x) - 1.0;
            x += 1.0;
        }

        return sum + StirlingSeries(x);
    }

    static double StirlingSeries(double x)
    {
        var z = 1.0 / (x * x);
        return (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z * (1.0 / 1188 - z * (691.0 / 360360
            - z * (1.0 / 156 - z * (3617.0 / 122400)))))))) / x;
    }

    /// <summary>Digamma ψ(x), DLMF 5.11.2.</summary>
    /// <param name="x">Above zero.</param>
    public static double Digamma(double x)
    {
        if (!(x > 0)) return double.NaN;
        var shift = 0.0;
        while (x < 10)
        {
            shift -= 1.0 / x;
            x += 1.0;
        }

        return shift + KernelMath.Log(x) - DigammaSeries(x);
    }

    static double DigammaSeries(double x)
    {
        var z = 1.0 / (x * x);
        return 0.5 / x + z * (1.0 / 12 - z * (1.0 / 120 - z * (1.0 / 252 - z * (1.0 / 240 - z * (1.0 / 132 - z * (691.0 / 32760
            - z / 12))))));
    }

    /// <summary>Σ_{i=1..m} 1/(c+i) = ψ(c+m+1) − ψ(c+1), without the cancellation of the difference.</summary>
    /// <param name="c">Zero or above.</param>
    /// <param name="m">Number of terms, zero or above.</param>
    public static double HarmonicGap(double c, double m)
    {
        var sum = 0.0;
        var direct = Math.Min(m, 16);
        for (var i = 1; i <= direct; i++) sum += 1.0 / (c + i);
        if (m <= 16) return sum;
        var from = c + 17.0;
        var to = c + m + 1.0;
        return sum + KernelMath.LogOnePlus((m - 16.0) / from) - (DigammaSeries(to) - DigammaSeries(from));
    }

    /// <summary>D(x, m) = x log(x/m) + m − x, the deviance in Loader's saddle-point densities.</summary>
    /// <param name="x">Observed, above zero.</param>
    /// <param name="m">Expected, above zero.</param>
    public static double Deviance(double x, double m)
    {
        var gap = (m - x) / x;
        return gap is > -0.3 and < 0.4 ? -x * KernelMath.LogOnePlusMinus(gap) : x * KernelMath.Log(x / m) + m - x;
    }

    /// <summary>x^a·e^(−x) / Γ(a+1): the Poisson probability of a at mean x, for real a.</summary>
    /// <param name="a">Zero or above.</param>
    /// <param name="x">Zero or above.</param>
    public static double PoissonDensity(double a, double x)
    {
        if (a == 0) return KernelMath.Exp(-x);
        if (x == 0) return 0;
        if (a < 1e-3) return KernelMath.Exp(a * KernelMath.Log(x) - x - LogGamma(a + 1.0));
        return KernelMath.Exp(-StirlingError(a) - Deviance(a, x)) / Math.Sqrt(TwoPi * a);
    }

    /// <summary>Regularized lower incomplete gamma function P(a, x), DLMF 8.2.4.</summary>
    /// <param name="a">Shape, above zero.</param>
    /// <param name="x">Zero or above.</param>
    public static double LowerGamma(double a, double x)
    {
        if (x <= 0) return 0;
        if (double.IsPositiveInfinity(x)) return 1;
        return x < a + 1.0 ? GammaSeries(a, x) : 1.0 - GammaFraction(a, x);
    }

    /// <summary>Regularized upper incomplete gamma function Q(a, x) = 1 − P(a, x), its small values computed directly.</summary>
    /// <param name="a">Shape, above zero.</param>
    /// <param name="x">Zero or above.</param>
    public static double UpperGamma(double a, double x)
    {
        if (x <= 0) return 1;
        if (double.IsPositiveInfinity(x)) return 0;
        return x < a + 1.0 ? 1.0 - GammaSeries(a, x) : GammaFraction(a, x);
    }

    /// <summary>Series DLMF 8.11.4; about 8·√a terms at worst.</summary>
    static double GammaSeries(double a, double x)
    {
        double term = 1.0, sum = 1.0;
        for (var k = 1; k < Budget; k++)
        {
            term *= x / (a + k);
            sum += term;
            if (term < sum * Epsilon) return sum * PoissonDensity(a, x);
        }

        throw new NoConvergenceException("The incomplete gamma series", $"a = {a}, x = {x}", Budget);
    }

    /// <summary>Continued fraction DLMF 8.9.2 by the modified method of Lentz.</summary>
    static double GammaFraction(double a, double x)
    {
        var b = x + 1.0 - a;
        var c = 1.0 / Tiny;
        var d = 1.0 / b;
        var h = d;
        for (var k = 1; k < Budget; k++)
        {
            var an = -k * (k - a);
            b += 2.0;
            d = 1.0 / Away(an * d + b);
            c = Away(b + an / c);
            var delta = d * c;
            h *= delta;
            // x^a·e^(−x)/Γ(a) = a·PoissonDensity(a, x).
            if (Math.Abs(delta - 1.0) < 2.0 * Epsilon) return h * a * PoissonDensity(a, x);
        }

        throw new NoConvergenceException("The incomplete gamma fraction", $"a = {a}, x = {x}", Budget);
    }

    /// <summary>t(a) = x^a·y^b·Γ(a+b) / (Γ(a+1)·Γ(b)) with y = 1 − x: one step of I_x from a+1 to a, DLMF 8.17.20.</summary>
    /// <param name="a">Above zero.</param>
    /// <param name="b">Above zero.</param>
    /// <param name="x">Between 0 and 1.</param>
    /// <param name="y">1 − x, given apart so that neither loses digits.</param>
    public static double BetaStep(double a, double b, double x, double y)
    {
        if (x <= 0 || y <= 0) return 0;
        var n = a + b;
        if (Math.Min(a, b) < 1e-3)
            return KernelMath.Exp(a * KernelMath.Log(x) + b * KernelMath.Log(y) + LogGamma(n) - LogGamma(a + 1.0) - LogGamma(b));
        var exponent = StirlingError(n) - StirlingError(a) - StirlingError(b) - Deviance(a, n * x) - Deviance(b, n * y);
        return b / n * KernelMath.Exp(exponent) * Math.Sqrt(n / (TwoPi * a * b));
    }

    /// <summary>Regularized incomplete beta function I_x(a, b), DLMF 8.17.2.</summary>
    /// <param name="a">Above zero.</param>
    /// <param name="b">Above zero.</param>
    /// <param name="x">Between 0 and 1.</param>
    /// <param name="y">1 − x, given apart so that neither loses digits.</param>
    public static double RegularizedBeta(double a, double b, double x, double y)
    {
        if (x <= 0) return 0;
        if (y <= 0) return 1;
        return x < (a + 1.0) / (a + b + 2.0) ? BetaFraction(a, b, x, y) : 1.0 - BetaFraction(b, a, y, x);
    }

    /// <summary>Continued fraction DLMF 8.17.22; O(√max(a, b)) terms.</summary>
    static double BetaFraction(double a, double b, double x, double y)
    {
        var factor = BetaStep(a, b, x, y);
        if (factor == 0) return 0;
        var c = 1.0;
        var d = 1.0 / Away(1.0 - (a + b) * x / (a + 1.0));
        var h = d;
        for (var m = 1; m < Budget; m++)
        {
            var even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
            d = 1.0 / Away(1.0 + even * d);
            c = Away(1.0 + even / c);
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
            d = 1.0 / Away(1.0 + odd * d);
            c = Away(1.0 + odd / c);
            var delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1.0) < 2.0 * Epsilon) return factor * h;
        }

        throw new NoConvergenceException("The incomplete beta fraction", $"a = {a}, b = {b}, x = {x}", Budget);
    }

    static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    /// <summary>The x with P(a, x) = p.</summary>
    /// <param name="a">Shape, above zero.</param>
    /// <param name="p">Between 0 and 1.</param>
    public static double LowerGammaInverse(double a, double p) =>
        p <= 0 ? 0 : p >= 1 ? double.PositiveInfinity : InverseGamma(a, p, 1.0 - p);

    /// <summary>The x with Q(a, x) = q.</summary>
    /// <param name="a">Shape, above zero.</param>
    /// <param name="q">Between 0 and 1.</param>
    public static double UpperGammaInverse(double a, double q) =>
        q <= 0 ? double.PositiveInfinity : q >= 1 ? 0 : InverseGamma(a, 1.0 - q, q);

    /// <summary>Halley steps inside a shrinking bracket, from Wilson and Hilferty's cube-root start; two or three evaluations.</summary>
    static double InverseGamma(double a, double p, double q)
    {
        var normal = p < q ? NormalLaw.Quantile(p) : -NormalLaw.Quantile(q);
        var cube = 1.0 - 1.0 / (9.0 * a) + normal / (3.0 * Math.Sqrt(a));
        var x = a * cube * cube * cube;
        // Near zero P(a, x) ≈ x^a/Γ(a+1).
        if (cube <= 0.1 || a < 0.5) x = Math.Max(KernelMath.Exp((KernelMath.Log(p) + LogGamma(a + 1.0)) / a), 1e-300);
        double low = 0, high = double.PositiveInfinity, widths = Math.Sqrt(Math.Max(1.0, a));
        for (var k = 0; k < 200; k++)
        {
            var above = q < p ? q - UpperGamma(a, x) : LowerGamma(a, x) - p;
            if (above == 0) return x;
            if (above > 0) high = x;
            else low = x;
            var step = above * x / (a * PoissonDensity(a, x));
            // The second derivative over the first is (a − 1)/x − 1.
            var bend = step * ((a - 1.0) / x - 1.0);
            if (Math.Abs(bend) < 1.0) step /= 1.0 - 0.5 * bend;
            var next = x - step;
            if (!(next > low && next < high)) next = double.IsPositiveInfinity(high) ? 2.0 * x + 1e-300 : 0.5 * (low + high);
            // Halley's step triples the correct digits: after one this short nothing is left to correct.
            else if (Math.Abs(bend) <= 1e-5 && Math.Abs(step) * widths <= 1e-5 * x) return next;
            if (Math.Abs(next - x) <= 4e-16 * x) return next;
            x = next;
        }

        return x;
    }
}
