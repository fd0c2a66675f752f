namespace Capacity.Numerics.Estimation;

/// <summary>Student's t law: distribution and quantile, for any number of degrees of freedom above zero.</summary>
public static class StudentLaw
{
    /// <summary>P(t ≤ x) = 1 − ½ I_z(ν/2, ½) with z = ν/(ν + x²), for x ≥ 0; DLMF 8.17 and symmetry.</summary>
    /// <param name="degreesOfFreedom">ν, above zero.</param>
    /// <param name="x">Any number.</param>
    public static double Cdf(double degreesOfFreedom, double x)
    {
        var square = x * x;
        var whole = degreesOfFreedom + square;
        var tail = 0.5 * GammaFunctions.RegularizedBeta(0.5 * degreesOfFreedom, 0.5, degreesOfFreedom / whole, square / whole);
        return x < 0 ? tail : 1.0 - tail;
    }

    /// <summary>The x with P(t ≤ x) = p.</summary>
    /// <remarks>Newton steps inside a shrinking bracket, from the normal quantile, which lies below; about six evaluations.</remarks>
    /// <param name="degreesOfFreedom">ν, above zero.</param>
    /// <param name="p">Strictly between 0 and 1.</param>
    public static double Quantile(double degreesOfFreedom, double p)
    {
        if (!(degreesOfFreedom > 0)) throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Must be above zero.");
        if (!(p > 0 && p < 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "Must be strictly between 0 and 1.");
        if (p == 0.5) return 0;
        if (p < 0.5) return -Quantile(degreesOfFreedom, 1.0 - p);
        var x = NormalLaw.Quantile(p);
        double low = 0, high = double.PositiveInfinity;
        for (var k = 0; k < 200; k++)
        {
            var above = Cdf(degreesOfFreedom, x) - p;
            if (above == 0) return x;
            if (above > 0) high = x;
            else low = x;
            var next = x - above / Density(degreesOfFreedom, x);
            if (!(next > low && next < high)) next = double.IsPositiveInfinity(high) ? 2.0 * x : 0.5 * (low + high);
            if (Math.Abs(next - x) <= 1e-15 * x) return next;
            x = next;
        }

        return x;
    }

    /// <summary>Density of Student's law: the derivative of 1 − ½ I_z(ν/2, ½).</summary>
    /// <param name="degreesOfFreedom">ν, above zero.</param>
    /// <param name="x">Any number but 0.</param>
    static double Density(double degreesOfFreedom, double x)
    {
        var square = x * x;
        var whole = degreesOfFreedom + square;
        var step = GammaFunctions.BetaStep(0.5 * degreesOfFreedom, 0.5, degreesOfFreedom / whole, square / whole);
        // dI/dz = (ν/2)·step/(z(1 − z)) and dz/dx = −2z(1 − z)/x.
        return 0.5 * degreesOfFreedom * step / Math.Abs(x);
    }

    /// <summary>Multiplier of the standard error in a two-sided interval of the given level.</summary>
    /// <param name="degreesOfFreedom">ν, above zero.</param>
    /// <param name="level">Level, 0.95 for 95 %.</param>
    public static double TwoSided(double degreesOfFreedom, double level) => Quantile(degreesOfFreedom, 0.5 * (1.0 + level));
}
